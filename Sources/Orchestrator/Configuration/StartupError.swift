/// Why a program doesn't start: the data directory or the configuration isn't right.
public struct StartupError: Error, Hashable, Sendable, CustomStringConvertible {
  public let kind: Kind
  /// What, where, and what to do.
  public let description: String

  public init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }

  public enum Kind: Hashable, Sendable {
    /// There is no data directory; `escapement init` makes one.
    case noDataDirectory
    /// The effective user isn't the data directory's owner.
    case wrongOwner
    /// The configuration has a mistake.
    case configuration
    /// The database is missing, too new, too old, or damaged.
    case database
    /// A file of the data directory can't be read or written.
    case files
  }

  /// What the program exits with, after sysexits(3).
  public var exitCode: Int32 {
    switch kind {
    case .noDataDirectory: 66
    case .wrongOwner, .configuration: 78
    case .database: 69
    case .files: 74
    }
  }
}

extension StartupError {
  init(_ failure: HostFile.Failure) { self.init(.files, failure.description) }
}

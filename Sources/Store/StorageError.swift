/// Why the database could not do what was asked: the cause, and what a person can do about it.
public struct StorageError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Kind: Hashable, Sendable {
    /// Another program held the database for longer than we wait.
    case locked
    case diskFull
    case readOnly
    case corrupt
    /// The database file, or the folder around it, isn't there.
    case missing
    /// The file can't be opened: permissions, too many open files.
    case cannotOpen
    /// Written by a newer version of this program.
    case newerSchema(found: Int, known: Int)
    /// Written by an older version of this program.
    case olderSchema(found: Int, known: Int)
    case inputOutput
    /// What SQLite said that has no kind of its own here.
    case failed
  }

  public let kind: Kind
  /// What happened and where, without values.
  public let cause: String
  /// What to do.
  public let advice: String

  public init(_ kind: Kind, cause: String, advice: String) {
    self.kind = kind
    self.cause = cause
    self.advice = advice
  }

  /// Whether the same call may work in a moment.
  public var isTransient: Bool { kind == .locked }

  public var description: String { "\(cause). \(advice)" }
}

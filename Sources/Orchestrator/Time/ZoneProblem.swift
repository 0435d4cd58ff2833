/// Why a time zone can't be had.
public struct ZoneProblem: Error, Hashable, Sendable, CustomStringConvertible {
  public let kind: Kind
  public let name: String
  /// What, and what to do.
  public let description: String

  init(_ kind: Kind, _ name: String, _ description: String) {
    self.kind = kind
    self.name = name
    self.description = description
  }

  public enum Kind: Sendable, Hashable {
    /// No zone has this name.
    case unknown
    /// There is a file, but it can't be read or isn't one of a zone.
    case broken
  }
}

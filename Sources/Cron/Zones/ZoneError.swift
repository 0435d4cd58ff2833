/// Why a zone file is refused.
public struct ZoneError: Error, Hashable, Sendable, CustomStringConvertible {
  public let zone: String
  /// What is wrong with its file, and where.
  public let reason: String

  public var description: String { "the file of time zone '\(zone)' can't be used: \(reason)" }
}

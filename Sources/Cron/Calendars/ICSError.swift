/// Why a calendar file is refused.
public struct ICSError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Counted from 1.
  public let line: Int
  public let reason: String

  public var description: String { "line \(line): \(reason)" }
}

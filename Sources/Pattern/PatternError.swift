/// Why a text is no regular expression that can be matched in linear time, and where.
public struct PatternError: Error, Hashable, Sendable {
  public let source: String
  /// From 0, in code points.
  public let offset: Int
  public let message: String
  /// What to write instead, when there is something to say.
  public let hint: String?

  public init(source: String, offset: Int, message: String, hint: String? = nil) {
    self.source = source
    self.offset = offset
    self.message = message
    self.hint = hint
  }
}

extension PatternError: CustomStringConvertible {
  public var description: String {
    let complaint = "in the pattern '\(source)' at character \(offset + 1): \(message)"
    return hint.map { "\(complaint) (\($0))" } ?? complaint
  }
}

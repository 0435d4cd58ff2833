/// What is wrong with an expression, where, and what to do.
public struct CronError: Error, Hashable, Sendable, CustomStringConvertible {
  public let message: String
  /// In the text, counted in characters from 0.
  public let position: Int
  public let suggestion: String?

  public init(_ message: String, at position: Int, suggestion: String? = nil) {
    self.message = message
    self.position = position
    self.suggestion = suggestion
  }

  /// `day of week 'MUN' is unknown (character 9); did you mean 'MON'?`
  public var description: String {
    "\(message) (character \(position + 1))" + (suggestion.map { "; \($0)" } ?? "")
  }
}

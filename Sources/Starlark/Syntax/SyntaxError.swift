/// A text that is no Starlark: where, why, and what to write instead.
public struct SyntaxError: Error, Sendable, CustomStringConvertible {
  public let source: SourceText
  public let position: SourcePosition
  public let message: String
  /// What to do, when that is known.
  public let hint: String?

  init(_ source: SourceText, at offset: Int, _ message: String, hint: String? = nil) {
    self.source = source
    self.position = source.position(at: offset)
    self.message = message
    self.hint = hint
  }

  /// `file:line:column: message (hint)`, then the line with a caret.
  public var description: String {
    let said = hint.map { "\(message) (\($0))" } ?? message
    return "\(source.name):\(position.line):\(position.column): \(said)\n\(SourceExcerpt.text(source, at: position))"
  }
}

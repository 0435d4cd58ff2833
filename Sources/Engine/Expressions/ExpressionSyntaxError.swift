import Starlark

/// A path, expression or template that can't be compiled: where in its own text, why, and what to write instead.
public struct ExpressionSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The text that was compiled: one expression, one path, or one string of a template.
  public var source: String
  /// The byte in ``source`` that the message is about.
  public var offset: Int
  /// Line within ``source``, from 1.
  public var line: Int
  /// Column within the line, from 1, in characters.
  public var column: Int
  /// One sentence.
  public var message: String
  /// What to do, when that is known: "did you mean 'error_rate'?"
  public var hint: String?
  /// In a template made of nested objects and lists: the string that ``source`` is. Empty for the template itself.
  public var path: [DataPath.Component] = []

  public init(source: String, offset: Int, message: String, hint: String? = nil) {
    let place = SourceExcerpt(source, offset: offset)
    self.source = source
    self.offset = offset
    self.line = place.line
    self.column = place.column
    self.message = message
    self.hint = hint
  }

  /// The message, then the line of the source with a caret under the place.
  public var description: String {
    let said = hint.map { "\(message) (\($0))" } ?? message
    return "\(said)\n\(SourceExcerpt(source, offset: offset).text)"
  }

  init(_ error: SyntaxError, source: String) {
    self.init(source: source, offset: error.position.offset, message: error.message, hint: error.hint)
  }
}

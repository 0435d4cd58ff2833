/// Why a text is no document, where, and what to do about it.
public struct DocumentError: Error, Hashable, Sendable {
  /// What the text is called.
  public let name: String
  /// From 1.
  public let line: Int
  /// From 1, in code points.
  public let column: Int
  public let message: String
  /// What to do, when there is something to say.
  public let hint: String?

  public init(name: String, line: Int, column: Int, message: String, hint: String? = nil) {
    self.name = name
    self.line = line
    self.column = column
    self.message = message
    self.hint = hint
  }
}

extension DocumentError {
  init(name: String, position: SourcePosition, message: String, hint: String? = nil) {
    self.init(name: name, line: position.line, column: position.column, message: message, hint: hint)
  }

  public var position: SourcePosition { SourcePosition(line: line, column: column) }
}

extension DocumentError: CustomStringConvertible {
  public var description: String {
    let complaint = "\(name):\(line):\(column): \(message)"
    return hint.map { "\(complaint) (\($0))" } ?? complaint
  }
}

/// Collects what is wrong with a file while its parser or compiler goes on behind each mistake.
struct SyntaxErrors {
  private var errors: [SyntaxError] = []

  /// Notes an error; throws all of them when there are enough.
  mutating func add(_ error: SyntaxError) throws(SyntaxError) {
    errors.append(error)
    if errors.count >= SyntaxError.most { try throwIfAny() }
  }

  func throwIfAny() throws(SyntaxError) {
    guard var first = errors.min(by: { $0.position.offset < $1.position.offset }) else { return }
    first.others = errors.filter { $0.position.offset != first.position.offset }
    first.others.sort { $0.position.offset < $1.position.offset }
    throw first
  }
}

/// A text that is no Starlark: where, why, and what to write instead.
public struct SyntaxError: Error, Sendable, CustomStringConvertible {
  public let source: SourceText
  public let position: SourcePosition
  public let message: String
  /// What to do, when that is known.
  public let hint: String?
  /// What else is wrong in the same file, in its order; at most ``most`` in all.
  public internal(set) var others: [SyntaxError] = []

  /// More errors than these are seldom read, and often come from the first ones.
  public static let most = 20

  init(_ source: SourceText, at offset: Int, _ message: String, hint: String? = nil) {
    self.source = source
    self.position = source.position(at: offset)
    self.message = message
    self.hint = hint
  }

  /// `file:line:column: message (hint)`, then the line with a caret; so for every error.
  public var description: String {
    ([self] + others).map(\.ownText).joined(separator: "\n")
  }

  private var ownText: String {
    let said = hint.map { "\(message) (\($0))" } ?? message
    return "\(source.name):\(position.line):\(position.column): \(said)\n\(SourceExcerpt.text(source, at: position))"
  }
}

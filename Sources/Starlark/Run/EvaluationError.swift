/// What went wrong while a program ran.
public struct EvaluationError: Error, Sendable {
  public var kind: Kind
  /// One sentence.
  public var message: String
  /// What to do, when that is known: "did you mean 'error_rate'?"
  public var hint: String?
  /// Where: the innermost place first, then the calls that led there.
  public internal(set) var trace: [TraceEntry] = []

  public init(_ kind: Kind, _ message: String, hint: String? = nil) {
    self.kind = kind
    self.message = message
    self.hint = hint
  }

  /// A plain failure.
  public init(_ message: String, hint: String? = nil) { self.init(.failed, message, hint: hint) }

  public enum Kind: Hashable, Sendable {
    case failed
    /// A name, key, attribute or index that isn't there: what `default(E, y)` answers.
    case missing
    /// A budget is used up.
    case exhausted(Budget.Resource)
    /// The host asked to stop.
    case stopped
  }

  static func missing(_ message: String, hint: String? = nil) -> EvaluationError {
    EvaluationError(.missing, message, hint: hint)
  }

  static func failed(_ message: String, hint: String? = nil) -> EvaluationError {
    EvaluationError(.failed, message, hint: hint)
  }
}

/// One place that an error went through.
public struct TraceEntry: Sendable {
  public let source: SourceText
  public let position: SourcePosition
  /// The function's name; `<toplevel>` outside of functions.
  public let function: String
}

extension EvaluationError: CustomStringConvertible {
  /// The message, the place with its line and a caret, and the calls that led there.
  public var description: String {
    let said = hint.map { "\(message) (\($0))" } ?? message
    guard let first = trace.first else { return said }
    var text = "\(first.source.name):\(first.position.line):\(first.position.column): \(said)\n"
    text += SourceExcerpt.text(first.source, at: first.position)
    guard trace.count > 1 else { return text }
    text += "\nCalls, the innermost first:"
    for entry in trace.prefix(Self.shownCalls) {
      text += "\n  \(entry.source.name):\(entry.position.line):\(entry.position.column) in \(entry.function)"
    }
    if trace.count > Self.shownCalls { text += "\n  and \(trace.count - Self.shownCalls) more" }
    return text
  }

  private static let shownCalls = 20
}

import Starlark

/// A Starlark expression that is true or false.
public struct Condition: Sendable {
  /// The text as it was written.
  public let source: String
  private let compiled: CompiledExpression

  public init(compiling source: String) throws(ExpressionSyntaxError) {
    self.source = source
    compiled = try CompiledExpression(source)
  }

  /// True or false as Starlark sees the value; a string is an error, for `"false"` would be true.
  public func isTrue(in scope: DataScope) throws(RunError) -> Bool {
    try compiled.evaluate(in: scope) { value, _ throws(EvaluationError) in
      switch value {
      case .string(let text): throw Self.isText(text.text)
      case .function, .builtin:
        throw EvaluationError("the condition gives a function, not true or false", hint: "call it: f(x)")
      default: return value.isTrue
      }
    }
  }

  private static func isText(_ text: String) -> EvaluationError {
    let shown = JSONText.quoted(text.unicodeScalars.count > 40 ? text.prefix(40) + "…" : text)
    return EvaluationError(
      "the condition gives the text \(shown), and every text but the empty one would count as true",
      hint: "compare it, as in: x == \(shown)")
  }
}

/// Conditions that are written the same are the same.
extension Condition: Hashable {
  public static func == (one: Condition, other: Condition) -> Bool { one.source == other.source }
  public func hash(into hasher: inout Hasher) { hasher.combine(source) }
}

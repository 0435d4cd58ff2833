public import JSON
import Starlark

/// Starlark that computes a value: one expression, or statements of which the last expression, or what they assign to
/// `result`, is the value. Compiled once; sees what a condition sees, within the same budgets.
public struct Script: Sendable {
  /// The text as it was written.
  public let source: String
  private let compiled: CompiledExpression

  public init(compiling source: String) throws(ExpressionSyntaxError) {
    self.source = source
    compiled = try CompiledExpression(script: source)
  }

  /// The value as JSON. Throws `expression` errors, and `limit` when a budget is used up.
  public func value(in scope: DataScope) throws(RunError) -> JSONValue {
    try compiled.evaluate(in: scope) { value, thread throws(EvaluationError) in try value.json(in: thread) }
  }
}

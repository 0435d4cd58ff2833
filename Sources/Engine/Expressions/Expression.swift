public import JSON
import Starlark

/// One Starlark expression over a run's data, compiled once.
public struct Expression: Sendable {
  /// The text as it was written.
  public let source: String
  private let compiled: CompiledExpression

  public init(compiling source: String) throws(ExpressionSyntaxError) {
    self.source = source
    compiled = try CompiledExpression(source)
  }

  /// The value as JSON. Throws `expression` errors, and `limit` when a budget is used up.
  public func value(in scope: DataScope) throws(RunError) -> JSONValue {
    try compiled.evaluate(in: scope) { value, thread throws(EvaluationError) in try value.json(in: thread) }
  }
}

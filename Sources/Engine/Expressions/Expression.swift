public import JSON

/// One Starlark expression over a run's data, compiled once.
public struct Expression: Sendable {
  /// The text as it was written.
  public let source: String

  public init(compiling source: String) throws(ExpressionSyntaxError) {
    self.source = source
    throw ExpressionSyntaxError(source: source, offset: 0, message: "expressions are not supported yet")
  }

  /// The value as JSON. Throws `expression` errors, and `limit` when a budget is used up.
  public func value(in scope: DataScope) throws(RunError) -> JSONValue { .null }
}

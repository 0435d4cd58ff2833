/// A block of Starlark that computes a value: one expression, or statements of which the last expression, or what they
/// assign to `result`, is the value.
public struct Script: Sendable {
  public let source: String

  init(source: String) { self.source = source }
}

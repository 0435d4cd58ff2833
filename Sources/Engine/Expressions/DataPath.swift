/// A place in a run's data, as `$.steps.check.result`, `ctx.items[0]` or `config.limits`.
public struct DataPath: Hashable, Sendable, CustomStringConvertible {
  public var components: [Component]

  public init(_ components: [Component]) { self.components = components }

  public enum Component: Hashable, Sendable {
    case key(String)
    case index(Int)
  }

  public var description: String { "" }
}

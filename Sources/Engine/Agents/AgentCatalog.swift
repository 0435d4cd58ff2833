/// The agents and actions that a definition may name, as they are at one moment.
public struct AgentCatalog: Sendable {
  private var agents: [AgentID: AgentDefinition]

  /// The built-in agents are always there, and can't be replaced.
  public init(_ agents: [AgentDefinition] = []) {
    self.agents = Dictionary(
      (AgentDefinition.builtIn + agents).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// In alphabetical order.
  public var names: [AgentID] { agents.keys.sorted() }

  public func agent(_ id: AgentID) -> AgentDefinition? { agents[id] }

  /// Agents of which only so much may go on.
  public var bounded: [AgentDefinition] {
    agents.values.filter { $0.bounds != .none }.sorted { $0.id < $1.id }
  }
}

extension AgentDefinition {
  /// What every installation can run without a file.
  public static let builtIn = [noop] + StoreAction.allCases.map(\.agent)

  /// Succeeds with its input.
  public static let noop = AgentDefinition(
    id: "noop", version: "1", description: "Succeeds with its input.", kind: .noop, hash: "built-in:noop:1", source: "")
}

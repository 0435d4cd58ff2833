import JSON

/// What a step can do to the tenant's own values.
public enum StoreAction: String, Sendable, CaseIterable {
  case get
  case set
  case increment
  case delete
  case list

  /// `store.get` and so on.
  public var id: AgentID { AgentID(rawValue: "store.\(rawValue)") }

  public init?(_ id: AgentID) {
    guard let action = Self.allCases.first(where: { $0.id == id }) else { return nil }
    self = action
  }

  var agent: AgentDefinition {
    AgentDefinition(
      id: id, version: "1", description: description, kind: .store(self), hash: "built-in:\(id):1", source: "")
  }

  private var description: String {
    switch self {
    case .get: "Reads a value of the data store."
    case .set: "Writes a value of the data store, if it has the expected revision."
    case .increment: "Adds to a number of the data store."
    case .delete: "Removes a value of the data store."
    case .list: "Lists values of the data store by the beginning of their keys."
    }
  }
}

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
      id: id, version: "1", description: description, kind: .store(self), outputSchema: outputSchema,
      hash: "built-in:\(id):1", source: "")
  }

  /// What a value may be isn't said: it is whatever somebody stored.
  private var outputSchema: JSONValue {
    switch self {
    case .get: Self.object(["found": ["type": "boolean"], "revision": Self.revision], and: ["value"])
    case .set, .increment: Self.object(["revision": Self.revision], and: ["value"])
    case .delete: Self.object(["deleted": ["type": "boolean"]])
    case .list:
      Self.object([
        "items": [
          "type": "array",
          "items": Self.object(["key": ["type": "string"], "revision": Self.revision], and: ["value"]),
        ]
      ])
    }
  }

  private static let revision: JSONValue = ["type": "integer", "minimum": 0]

  private static func object(_ properties: JSONObject, and others: [String] = []) -> JSONValue {
    let required = (properties.keys + others).map { JSONValue.string($0) }
    return ["type": "object", "required": .array(required), "properties": .object(properties)]
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

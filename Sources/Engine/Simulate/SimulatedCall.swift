public import JSON

extension SimulationReport {
  /// One attempt of a step that an agent, an action or another workflow performs.
  public struct Call: Hashable, Sendable {
    public var path: String
    public var agent: AgentID
    /// As the agent gets it, with its schema's defaults; of a child run what it would begin with.
    public var input: JSONValue
    /// Where fixtures and expectations may look for it.
    var names: [String]

    var json: JSONValue { ["path": .string(path), "agent": .string(agent.rawValue), "input": input] }
  }
}

/// Who was called how often and with what: by a step's path, a state's name or an agent's id.
struct ExpectedCalls: Sendable {
  var inputs: [(name: String, inputs: [JSONValue])] = []

  func differences(in calls: [SimulationReport.Call]) -> [String] {
    inputs.flatMap { name, expected -> [String] in
      let found = calls.filter { $0.names.contains(name) }
      guard found.count == expected.count else {
        let inputs = found.prefix(Self.mostShown).map(\.input.text).joined(separator: ", ")
        return [
          "expected \(expected.count) calls of \(name), found \(found.count)\(inputs.isEmpty ? "" : ": \(inputs)")"
        ]
      }
      return zip(expected, found).enumerated().flatMap { index, pair in
        ValueDifference.between(pair.0, pair.1.input, at: "calls.\(name)[\(index)]")
      }
    }
  }

  private static let mostShown = 5
}

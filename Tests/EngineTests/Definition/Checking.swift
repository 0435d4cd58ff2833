import Documents
import Engine
import JSON

/// What reading one text found.
struct Checked {
  let program: Program?
  let report: CheckReport

  init(_ text: String, id: String? = "test", agents: AgentCatalog? = .forTests) {
    (program, report) = DefinitionReader.read(
      text: text, named: "test.yaml", fallbackID: id, agents: agents, zones: .forTests)
  }

  /// A workflow of these states, written as a YAML list.
  init(states: String, top: String = "", agents: AgentCatalog? = .forTests) {
    self.init("id: test\n\(top)\nstates:\n\(states)", agents: agents)
  }

  var errorCodes: [IssueCode] { report.errors.map(\.code) }
  var codes: [IssueCode] { report.issues.map(\.code) }

  func first(_ code: IssueCode) -> CheckIssue? { report.issues.first { $0.code == code } }

  func node(_ name: String) -> Node? { program?.nodes.first { $0.name == name } }
}

extension AgentCatalog {
  /// Agents that tests may name.
  static let forTests = AgentCatalog([
    .stub("checker"), .stub("fixer"),
    .stub("strict", inputSchema: ["properties": ["count": ["type": "integer"]], "additionalProperties": false]),
    .stub(
      "counter",
      outputSchema: [
        "type": "object", "properties": ["count": ["type": "integer"]], "required": ["count"],
        "additionalProperties": false,
      ]),
    .stub(
      "reader",
      outputSchema: [
        "type": "object", "properties": ["count": ["type": "string"], "total": ["type": "integer"]],
        "required": ["count", "total"],
      ]),
    .stub(
      "filer",
      inputSchema: [
        "type": "object", "properties": ["count": ["type": "integer"], "where": ["type": "string"]],
        "required": ["count", "where"],
      ]),
    .program("silent"),
  ])
}

extension AgentDefinition {
  /// An agent that exists, and no more.
  static func stub(_ id: AgentID, inputSchema: JSONValue? = nil, outputSchema: JSONValue? = nil) -> AgentDefinition {
    AgentDefinition(
      id: id, kind: .noop, inputSchema: inputSchema, outputSchema: outputSchema, hash: id.rawValue, source: "")
  }

  /// One that answers what it likes.
  static func program(_ id: AgentID) -> AgentDefinition {
    let text = "kind: command\nargv: [\"true\"]\ntimeoutSeconds: 5"
    return AgentDefinition.read(text: text, named: "\(id).yaml", fallbackID: id.rawValue).agent ?? .stub(id)
  }
}

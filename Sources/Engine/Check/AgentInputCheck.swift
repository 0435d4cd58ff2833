import JSON
import JSONSchema

/// What a state gives an agent as constants, held against the agent's input schema: what can't match is an error now
/// instead of a failed step later.
///
/// What templates and the context give isn't known yet, so only schemas are looked at in which one member can't excuse
/// another (no `anyOf` or `if` around them), and a member that is missing is nothing to complain about.
struct AgentInputCheck {
  let findings: Findings
  let catalog: AgentCatalog
  private var schemas: [AgentID: Schema?] = [:]

  init(findings: Findings, catalog: AgentCatalog) {
    self.findings = findings
    self.catalog = catalog
  }

  mutating func check(_ tree: WorkflowTree) {
    for state in tree.blocks.flatMap(\.states) {
      guard case .agent(let call) = state.kind, let name = call.agent.value.stringValue else { continue }
      let id = AgentID(rawValue: name)
      guard let schema = schema(of: id) else { continue }
      check(constants(of: state, call), of: id, schema)
    }
  }

  private func check(_ members: [String: Sourced<JSONValue>], of agent: AgentID, _ schema: Schema) {
    let value = JSONValue.object(JSONObject(members.sorted { $0.key < $1.key }.map { ($0.key, $0.value.value) }))
    for violation in schema.violations(of: value) {
      guard let name = violation.instancePath.tokens.first, let member = members[name] else { continue }
      findings.report(
        .inputMismatch, at: member.place, "the agent `\(agent)` can't take this: \(violation.message)",
        hint: "its input schema says \(violation.schemaPath)")
    }
  }

  /// The members of `input` and, stronger, of `variables` that don't depend on data.
  private func constants(of state: StateTree, _ call: AgentCall) -> [String: Sourced<JSONValue>] {
    var members: [String: Sourced<JSONValue>] = [:]
    for source in [state.input, call.variables].compactMap({ $0 }) {
      for (name, value) in source.value.objectValue ?? [:] {
        members[name] = constant(value).map { Sourced(value: $0, place: source.place.key(name)) }
      }
    }
    return members
  }

  private func constant(_ value: JSONValue) -> JSONValue? {
    guard let template = try? Template(compiling: value), template.isConstant else { return nil }
    return try? template.render(in: DataScope(context: [:], now: Instant(milliseconds: 0)))
  }

  private mutating func schema(of agent: AgentID) -> Schema? {
    if let known = schemas[agent] { return known }
    let source = catalog.agent(agent)?.inputSchema
    let isPlain = source.map(Self.judgesMembersAlone) ?? false
    let schema = isPlain ? source.flatMap { try? Schema(compiling: $0) } : nil
    schemas[agent] = .some(schema)
    return schema
  }

  /// Whether no member of an object can excuse another.
  static func judgesMembersAlone(_ schema: JSONValue) -> Bool {
    schema.objectValue?.keys.allSatisfy(independentKeywords.contains) ?? false
  }

  /// Keywords that judge each member for itself.
  private static let independentKeywords: Set<String> = [
    "type", "properties", "required", "additionalProperties", "patternProperties", "propertyNames", "$schema", "$id",
    "$defs", "$comment", "title", "description", "default", "examples", "deprecated",
  ]
}

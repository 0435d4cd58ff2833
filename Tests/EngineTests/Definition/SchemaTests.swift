import Engine
import JSON
import Testing

/// Schemas of workflows and agents, and what they make of constants.
struct SchemaTests {
  private func schema(_ text: String) -> Checked {
    Checked("inputSchema:\n  \(text)\nstates: [{name: a, type: operation, action: noop}]")
  }

  private func agent(_ settings: String) -> Checked {
    Checked(states: "- {name: a, type: agent, agent: strict, \(settings)}")
  }

  @Test func `a schema that can't be compiled is refused at the keyword that is wrong`() throws {
    let issue = try #require(schema("properties: {a: {type: integr}}").first(.badSchema))
    #expect(issue.path.hasPrefix("inputSchema.properties.a"))
    #expect(issue.line == 2)
  }

  @Test func `a keyword that nobody knows is doubtful, unless it says so itself`() {
    let checked = schema("properties: {a: {minimun: 3, x-unit: seconds}}")
    #expect(checked.codes == [.unknownKeyword])
    #expect(checked.report.issues.first?.path == "inputSchema.properties.a.minimun")
  }

  @Test func `an agent's file is checked the same way`() {
    let text = "kind: noop\ninputSchema: {type: objekt}\noutputSchema: {minimum: low}"
    let report = AgentDefinition.read(text: text, named: "agent.yaml", fallbackID: "agent").report
    #expect(Set(report.issues.map(\.code)) == [.badSchema])
    #expect(Set(report.issues.map(\.line)) == [2, 3])
  }

  @Test func `constants that the agent refuses are errors`() {
    #expect(agent("input: {count: many}").errorCodes == [.inputMismatch])
    #expect(agent("variables: {count: 1.5}").errorCodes == [.inputMismatch])
    #expect(agent("input: {cuont: 3}").errorCodes == [.inputMismatch])
    #expect(agent("input: {count: many}, variables: {count: 3}").report.issues == [])
  }

  @Test func `what only a run can know is left to the run`() {
    #expect(agent("input: {count: '{{ ctx.n }}'}").report.issues == [])
    #expect(agent("input: {count: many}, variables: {count: $.n}").report.issues == [])
  }
}

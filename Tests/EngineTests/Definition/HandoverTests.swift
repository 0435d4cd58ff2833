import Engine
import JSON
import Testing

/// What one agent answers, held against what the next one takes.
struct HandoverTests {
  private func pair(_ first: String, _ second: String, top: String = "") -> Checked {
    Checked(
      states: "- {name: a, type: agent, agent: \(first), next: b}\n- {name: b, type: agent, agent: \(second)}", top: top
    )
  }

  @Test func `an answer that the next agent refuses is warned about with an example`() throws {
    let issue = try #require(pair("reader", "filer").first(.incompatibleSchemas))
    #expect(issue.severity == .warning)
    #expect(issue.path == "states[1].name")
    #expect(issue.line == 5)
    #expect(issue.message == #"what `a` may answer doesn't fit `b`: count must be an integer, but is "x""#)
    let example = try JSONValue(parsing: #require(issue.actual))
    #expect(example["count"] == "x" && example["total"]?.integerValue != nil)
  }

  @Test func `an answer that fits is fine, and what it lacks the context may have`() {
    #expect(pair("counter", "strict").report.issues == [])
    #expect(pair("counter", "filer").report.issues == [])
  }

  @Test func `what neither the answer nor the run's declared input has is missed`() throws {
    let declared = "inputSchema: {type: object, properties: {who: {type: string}}}"
    let issue = try #require(pair("counter", "filer", top: declared).first(.incompatibleSchemas))
    #expect(issue.message.contains("where is required"))
    let whole = "inputSchema: {type: object, properties: {where: {type: string}}}"
    #expect(pair("counter", "filer", top: whole).report.issues == [])
    #expect(pair("counter", "filer", top: declared + "\nvars: {where: here}").report.issues == [])
    #expect(pair("counter", "filer, variables: {where: here}", top: declared).report.issues == [])
  }

  @Test(arguments: ["input: {count: 3}", "inputPath: $.other", "variables: {count: 3}"])
  func `who names an own input doesn't receive the answer`(setting: String) {
    #expect(pair("reader", "filer, \(setting)").first(.incompatibleSchemas) == nil)
  }

  @Test func `a member that the answer doesn't name is taken as not there`() {
    // `reader` allows more than it names; `where: 0` isn't held against it.
    #expect(pair("reader", "filer, variables: {count: 3}").report.issues == [])
  }

  @Test func `a schema that says nothing of members promises nothing and is held against nobody`() {
    let agents = AgentCatalog([
      .stub("vague", outputSchema: ["type": "object"]), .stub("filer", inputSchema: ["required": ["count"]]),
    ])
    let states = "- {name: a, type: agent, agent: vague, next: b}\n- {name: b, type: agent, agent: filer}"
    let top = "inputSchema: {type: object, properties: {}}"
    #expect(Checked(states: states, top: top, agents: agents).report.issues == [])
  }

  @Test func `an answer that is reshaped is left alone`() {
    #expect(pair("reader, output: {n: $.result.total}", "filer").report.issues == [])
    #expect(pair("reader, outputPath: $.total", "filer").report.issues == [])
  }

  @Test(
    arguments: [
      "- {name: m, type: switch, conditions: [{if: 'True', next: z}], defaultNext: b}",
      "- {name: m, type: inject, data: {k: 1}, next: b}",
      "- {name: m, type: operation, action: noop, next: b}",
      "- {name: m, type: sleep, duration: 5, next: b}",
      "- {name: m, type: agent, agent: checker, input: {k: 1}, if: 'False', next: b}",
    ])
  func `data flows through states that leave it as it is`(middle: String) {
    let checked = Checked(
      states: """
        - {name: a, type: agent, agent: reader, next: m}
        \(middle)
        - {name: z, type: operation, action: noop, end: true}
        - {name: b, type: agent, agent: filer, end: true}
        """)
    #expect(checked.first(.incompatibleSchemas)?.path == "states[3].name")
  }

  @Test(
    arguments: [
      ("type: parallel, branches: [{name: one, states: [{name: b, type: agent, agent: filer}]}]", "branches[0]"),
      (
        "type: try, try: {states: [{name: b, type: agent, agent: filer}]}, catch: {states: [{name: c, type: succeed}]}",
        "try"
      ),
      ("type: while, condition: 'True', body: {states: [{name: b, type: agent, agent: filer}]}", "body"),
    ])
  func `data flows into the blocks of a composite`(composite: String, block: String) {
    let checked = Checked(
      states: """
        - {name: a, type: agent, agent: reader, next: p}
        - {name: p, \(composite)}
        """)
    #expect(checked.first(.incompatibleSchemas)?.path == "states[1].\(block).states[0].name", "\(checked.report.text)")
  }

  @Test(arguments: ["'{{ steps.a.count }}'", "$.steps.a.count", "'{{ ctx.steps.a.result.count }}'"])
  func `a template that is one path into an answer is compared`(template: String) throws {
    let checked = pair("reader", "filer, input: {count: \(template)}")
    let issue = try #require(checked.first(.incompatibleSchemas))
    #expect(issue.path == "states[1].input.count")
    #expect(issue.message.contains("count must be an integer"))
  }

  @Test(
    arguments: [
      "'{{ steps.a.total }}'", "'{{ int(steps.a.count) }}'", "'{{ steps.c.count }}'", "'{{ input.a.count }}'",
      "'{{ steps.a.count | int }}'",
    ])
  func `what fits or can't be followed is left alone`(template: String) {
    #expect(pair("reader", "filer, input: {count: \(template)}").first(.incompatibleSchemas) == nil)
  }

  @Test func `what the data store answers is known, and no schema is missed`() {
    let states = "- {name: a, type: operation, action: store.get, input: {key: x}, next: b}\n"
    #expect(Checked(states: states + "- {name: b, type: agent, agent: strict}").codes == [])
    let named = "- {name: b, type: agent, agent: strict, input: {count: '{{ steps.a.value }}'}}"
    #expect(Checked(states: states + named).codes == [], "a value may be anything, and nothing is said of it")
  }

  @Test func `a result stored elsewhere is found there`() {
    let checked = pair("reader, resultPath: counted", "filer, input: {count: $.counted.count}")
    #expect(checked.first(.incompatibleSchemas)?.path == "states[1].input.count")
  }

  @Test func `an agent that says nothing about its answers is named where somebody checks them`() throws {
    let issue = try #require(pair("silent", "strict").first(.missingSchema))
    #expect(issue.path == "states[0].name" && issue.severity == .warning)
    #expect(pair("silent", "checker").report.issues == [])
  }
}

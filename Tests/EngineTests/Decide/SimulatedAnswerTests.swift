import JSON
import Testing

@testable import Engine

/// What a simulation holds against schemas, and whom it says to have called.
struct SimulatedAnswerTests {
  private static let strict = AgentDefinition(
    id: "strict", kind: .noop,
    inputSchema: [
      "type": "object", "required": ["host"],
      "properties": ["host": ["type": "string"], "port": ["type": "integer", "default": 22]],
    ],
    outputSchema: ["type": "object", "required": ["open"], "properties": ["open": ["type": "boolean"]]], hash: "",
    source: "")

  private func simulate(
    _ yaml: String, input: JSONObject = [:], fixtures: JSONObject = [:]
  ) throws -> SimulationReport {
    let checked = Checked(yaml, agents: AgentCatalog([Self.strict]))
    let program = try #require(checked.program, "\(checked.report.errors)")
    var run = SimulatedRun(
      program, input: input, fixtures: try Fixtures(fixtures), agents: AgentCatalog([Self.strict]))
    return try run.finish()
  }

  private func failures(_ yaml: String) throws -> [String] {
    let checked = Checked(yaml, agents: AgentCatalog([Self.strict]))
    let program = try #require(checked.program, "\(checked.report.errors)")
    return try program.tests.flatMap { test in
      try test.failures(of: program, agents: AgentCatalog([Self.strict])).failures
    }
  }

  private static let greeting = """
    id: greeting
    inputSchema: {type: object, required: [name], properties: {name: {type: string}, times: {type: integer, default: 2}}}
    states: [{name: greet, type: succeed, output: "{{ input.name }} {{ input.times }}"}]
    """

  @Test func `the input gets its schema's defaults, as a real run's does`() throws {
    let report = try simulate(Self.greeting, input: ["name": "Ada"])
    #expect(report.output == "Ada 2")
  }

  @Test func `an input that doesn't fit is told with its place, and nothing is begun`() throws {
    let report = try simulate(Self.greeting, input: ["name": "Ada", "times": "often"])
    #expect(report.stuck?.hasPrefix("the input doesn't fit the workflow's inputSchema: input/times: ") == true)
    #expect(report.visits.isEmpty && report.status == .pending)
    #expect(try simulate(Self.greeting).stuck?.contains("name") == true)
  }

  private static let check = """
    id: check
    states: [{name: look, type: agent, agent: strict, input: {host: "{{ input.host }}"}}]
    """

  @Test func `what an agent is asked fits its schema, or its attempt fails as a real one would`() throws {
    let good = try simulate(Self.check, input: ["host": "a"], fixtures: ["look": ["open": true]])
    #expect(good.status == .completed)
    #expect(good.calls.map(\.input) == [["host": "a", "port": 22]])
    let bad = try simulate(Self.check, input: ["host": 7], fixtures: ["look": ["open": true]])
    #expect(bad.error?.type == "validation")
    #expect(bad.error?.message.hasPrefix("the input doesn't match the inputSchema of agent strict: ") == true)
  }

  @Test func `a fixture that the agent could never answer stops the simulation`() throws {
    let report = try simulate(Self.check, input: ["host": "a"], fixtures: ["strict": ["open": "yes"]])
    let said = "the fixture for `look` doesn't fit the outputSchema of agent `strict`: fixture/open: "
    #expect(report.stuck?.hasPrefix(said) == true)
  }

  private static let fleet = """
    id: fleet
    states:
      - name: each
        type: foreach
        items: [a, b]
        iterator: {states: [{name: look, type: agent, agent: strict, input: {host: "{{ item }}"}}]}
    tests:
      - fixtures: {strict: {open: true}}
    """

  @Test func `calls are expected by path, name or agent, also of inner states`() throws {
    let right = """
          expect:
            calls:
              strict: [{host: a, port: 22}, {host: b}]
              look: [{host: a}, {host: b}]
              "each[1]/look": [{host: b}]
              noop: []
      """
    #expect(try failures(Self.fleet + "\n" + right) == [])
  }

  @Test func `calls that were not made, or with another input, are told`() throws {
    #expect(
      try failures(Self.fleet + "\n    expect: {calls: {look: [{host: a}, {host: c}]}}") == [
        "calls.look[1].host: expected \"c\", found \"b\""
      ])
    #expect(
      try failures(Self.fleet + "\n    expect: {calls: {\"each[0]/look\": []}}") == [
        #"expected 0 calls of each[0]/look, found 1: {"host":"a","port":22}"#
      ])
  }

  @Test func `another workflow is called with the input that its run would begin with, and completes`() throws {
    let yaml = """
      id: caller
      states:
        - {name: count, type: transform, expression: "3", next: call}
        - {name: call, type: workflow, workflow: other, next: tell}
        - {name: tell, type: workflow, workflow: other, input: {a: 1}, wait: false}
      tests:
        - expect: {path: [count, call, tell], calls: {call: [{}], tell: [{a: 1}], workflow.run: [{}, {a: 1}]}}
      """
    #expect(try failures(yaml) == [])
  }

  @Test func `a fixture under the name of a gated step is the work's, and one of approval the gate's`() throws {
    let steps = """
      name: gated
      trigger: manual
      steps:
        - {id: deploy, action: tool, tool: strict, args: {host: a}, approvalRequired: true, onFailure: report}
        - {id: report, action: noop}
      """
    let answered = try simulate(steps, fixtures: ["deploy": ["open": true]])
    #expect(answered.output?["deploy"]?["result"] == ["open": true])
    #expect(answered.notes.map(\.text) == ["approved"])
    let both = try simulate(steps, fixtures: ["deploy": ["$each": ["approve", ["$error": "no"]]]])
    #expect(both.path.last == "report")
    let rejected = try simulate(steps, fixtures: ["deploy": "reject"])
    #expect(rejected.path == ["deploy", "report"])
    let byAgent = try simulate(steps, fixtures: ["deploy": "approve", "strict": ["open": false]])
    #expect(byAgent.output?["deploy"]?["result"] == ["open": false])
  }

  @Test func `a fixture under the name of a delayed task is the work's`() throws {
    let tasks = """
      ref: delayed
      tasks: [{name: look, action: strict, input: {host: a}, delay: 30}]
      output_map: {open: "{{ task.look.result.open }}"}
      """
    let report = try simulate(tasks, fixtures: ["look": ["open": true]])
    #expect(report.output == ["open": true])
    #expect(report.elapsed == .seconds(30))
  }
}

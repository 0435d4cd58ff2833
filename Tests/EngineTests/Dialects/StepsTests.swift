import JSON
import Testing

@testable import Engine

/// Workflows of the gateway's dialect.
struct StepsTests {
  private func simulation(_ steps: String, input: JSONObject = [:]) throws -> Simulation {
    try Simulation("name: gateway-test\ntrigger: manual\nsteps:\n\(steps)", input: input)
  }

  private func checked(_ steps: String, top: String = "") -> Checked {
    Checked("name: gateway-test\n\(top)\nsteps:\n\(steps)")
  }

  @Test func `steps follow each other, and their results are the output`() throws {
    var run = try simulation("  - {id: a, action: noop}\n  - {id: b, action: tool, tool: http.get, args: {url: x}}")
    try run.succeed("a")
    #expect(try run.step("b").input == ["url": "x"])
    try run.succeed("b", ["status": 200])
    #expect(run.run.status == .completed)
    #expect(run.run.output?["b"] == ["result": ["status": 200], "status": "succeeded"])
    try run.checkReplay()
  }

  @Test func `the first branch that is true wins over onSuccess`() throws {
    let steps = """
        - id: health
          action: tool
          tool: http.get
          branches:
            - {condition: "result.status !== 200", goto: report}
            - {condition: "result.slow && result.status == 200", goto: b}
          onSuccess: c
          onFailure: report
        - {id: report, action: noop}
        - {id: b, action: noop}
        - {id: c, action: noop}
      """
    for (result, path) in [
      (["status": 500], "report"), (["status": 200, "slow": true], "b"), (["status": 200, "slow": false], "c"),
    ] as [(JSONValue, String)] {
      var run = try simulation(steps)
      try run.succeed("health", result)
      #expect(run.openPaths == [path])
    }
    var failed = try simulation(steps)
    try failed.fail("health")
    #expect(failed.openPaths == ["report"])
  }

  @Test func `a failure without a route fails the run`() throws {
    var run = try simulation("  - {id: a, action: noop}\n  - {id: b, action: noop}")
    try run.fail("a", "agent_error", "no")
    #expect(run.run.status == .failed)
    #expect(run.run.error?.message == "no")
  }

  @Test func `templates see earlier steps, the error and the input`() throws {
    var run = try simulation(
      """
        - {id: a, action: noop, on_failure: report}
        - id: report
          action: model
          prompt: "Summarise {{steps | json}} {{steps.a.status}} {{input.who}}. Error: {{error}}"
      """, input: ["who": "Ada"])
    try run.fail("a", "agent_error", "no disk")
    let prompt = try #require(try run.step("report").input?["prompt"]?.stringValue)
    #expect(prompt.contains("\"status\":\"failed\""))
    #expect(prompt.hasSuffix("failed Ada. Error: no disk"))
  }

  @Test func `the error is empty where there is none`() throws {
    let run = try simulation("  - {id: a, action: model, prompt: 'Error: {{error}}.'}")
    #expect(try run.step("a").input?["prompt"] == "Error: .")
  }

  @Test func `a step that needs an approval runs after it, and a refusal is its failure`() throws {
    let steps = """
        - {id: deploy, action: tool, tool: deploy.run, approvalRequired: true, onFailure: report}
        - {id: done, action: noop}
        - {id: report, action: noop}
      """
    var yes = try simulation(steps)
    #expect(yes.run.status == .waitingApproval)
    try yes.decide("deploy", approved: true)
    try yes.succeed("deploy (approved)", "shipped")
    #expect(yes.openPaths == ["done"])
    #expect(yes.context["steps"]?["deploy"]?["result"] == "shipped")
    var no = try simulation(steps)
    try no.decide("deploy", approved: false)
    #expect(no.openPaths == ["report"])
    #expect(no.context["steps"]?["deploy"]?["error"]?["type"] == "rejected")
    try no.checkReplay()
    #expect(checked(steps).codes.contains(.approvalWithoutApprovers), "nobody can be named here")
  }

  @Test func `timeouts are milliseconds, and outputs are held against their schema`() throws {
    var run = try simulation(
      "  - {id: a, action: noop, timeout: 30000, output_schema: {type: object, required: [x]}, onFailure: b}\n  - {id: b, action: noop}"
    )
    #expect(try run.step("a").timeout == .seconds(30))
    try run.succeed("a", ["y": 1])
    #expect(run.openPaths == ["b"])
    #expect(run.context["steps"]?["a"]?["error"]?["type"] == "validation")
  }

  @Test(arguments: [
    ("result.n >= 2 && !(result.n > 3)", true), ("result.tags.includes('a') || false", true),
    ("result.name.startsWith(\"ab\")", true), ("result.tags.length === 2", true), ("result['n'] != 2", false),
    ("steps.a.status == 'succeeded'", true), ("input.x === null", true), ("result.tags[1] == 'b'", true),
    ("result.n < 1", false), ("result.n <= 2 && true", true),
  ])
  func conditions(source: String, expected: Bool) throws {
    let translated = try StepTranslator(steps: ["a"], inputs: nil).condition(source)
    var scope = DataScope(
      context: ["steps": ["a": ["status": "succeeded", "result": 1]]], input: ["x": nil], now: .init(milliseconds: 0))
    scope.result = ["n": 2, "tags": ["a", "b"], "name": "abc"]
    #expect(try Condition(compiling: translated).isTrue(in: scope) == expected, "\(translated)")
  }

  @Test(arguments: [
    "result = 1", "result.n + 1", "fetch(1)", "result.map(x)", "stepz.a", "steps.z.result", "a ? b : c", "steps.a.foo",
  ])
  func `other JavaScript is refused with what is allowed`(source: String) {
    let error = #expect(throws: ForeignSyntaxError.self) {
      try StepTranslator(steps: ["a"], inputs: nil).condition(source)
    }
    #expect(error?.hint != nil)
  }

  @Test func `unknown keys, steps and actions are errors with suggestions`() {
    #expect(
      checked("  - {id: a, action: noop, onSucess: b}\n  - {id: b, action: noop}").first(.unknownKey)?.hint
        == "did you mean `onSuccess`?")
    #expect(checked("  - {id: a, action: noop, onSuccess: c}").errorCodes == [.unknownTarget])
    #expect(checked("  - {id: a, action: sing}").errorCodes == [.invalidValue])
    #expect(checked("  - {id: a, action: tool}").errorCodes == [.missingKey])
    #expect(checked("  - {id: a, action: model, prompt: '{{stepz}}'}").errorCodes == [.badExpression])
  }

  @Test func `triggers other than manual are refused with their reason`() {
    #expect(checked("  - {id: a, action: noop}", top: "trigger: manual").errorCodes == [])
    #expect(
      checked("  - {id: a, action: noop}", top: "trigger: '0 3 * * *'").first(.unsupported)?.message.contains(
        "schedules") == true)
    #expect(
      checked("  - {id: a, action: noop}", top: "trigger: order.created").first(.unsupported)?.message.contains(
        "events") == true)
  }
}

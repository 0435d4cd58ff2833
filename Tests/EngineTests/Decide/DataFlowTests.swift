import JSON
import Testing

@testable import Engine

/// What flows into states, out of them, and where it is kept.
struct DataFlowTests {
  private func context(_ states: String, vars: String = "{}") throws -> JSONObject {
    let run = try Simulation("id: test\nvars: \(vars)\nstates:\n\(states)")
    #expect(run.run.status == .completed, "\(run.run.error?.message ?? "")")
    try run.checkReplay()
    return run.context
  }

  @Test(
    arguments: [
      ("sum([1, 2, 3])", JSONValue.integer(6)),
      ("|\n      total = 0\n      for x in rows:\n        if x > 1:\n          total += x\n      total", 5),
      (
        "|\n      result = {}\n      for x in rows:\n        result[str(x)] = x * factor(x)\n\n      def factor(y):\n        return y",
        nil
      ),
      ("|\n      def factor(y):\n        return y * 10\n      [factor(x)\n       for x in rows]", [10, 20, 30]),
      ("|\n      rows[0]\n      + rows[1]", 3),
      ("'{{ rows }}'", [1, 2, 3]),
    ] as [(String, JSONValue)])
  func `a transform computes`(expression: String, value: JSONValue) throws {
    let run = try Simulation(
      "id: test\nvars: {rows: [1, 2, 3]}\nstates:\n  - name: t\n    type: transform\n    expression: \(expression)\n")
    if value == nil {
      #expect(run.run.error?.type == "expression")
    } else {
      #expect(run.context["steps"]?["t"] == value, "\(run.run.error?.message ?? "")")
    }
  }

  @Test func `a transform's value is shaped, stored and flows on`() throws {
    var run = try Simulation(
      """
      id: test
      vars: {hosts: [b, a]}
      states:
        - {name: t, type: transform, expression: "sorted(hosts)", output: {first: "$.result[0]", all: "{{ result }}"}, outputPath: $.all, resultPath: sorted, next: w}
        - {name: w, type: operation, action: noop}
      """)
    #expect(run.context["sorted"] == ["a", "b"])
    #expect(try run.step("w").input == ["a", "b"])
    try run.succeed("w")
    try run.checkReplay()
  }

  @Test func `an error in a transform says where in the block it was`() throws {
    let run = try Simulation(
      "id: test\nstates:\n  - name: t\n    type: transform\n    expression: |\n      a = 1\n      b = a + missing\n      b\n"
    )
    #expect(run.run.error?.type == "expression")
    #expect(run.run.error?.details["line"] == 2)
    #expect(run.run.error?.message.contains("missing") == true)
    #expect(run.statuses == ["t": .failed])
  }

  @Test func `a switch looks at its input, and stores what it looked at where it is told to`() throws {
    let states = """
        - name: s
          type: switch
          SOURCE
          conditions: [{if: "level > 3 and val.level == level", next: high}]
          defaultNext: low
          KEEP
        - {name: high, type: inject, data: {went: high}, end: true}
        - {name: low, type: inject, data: {went: low}, end: true}
      """
    for source in ["inputPath: $.alarm", "input: {level: \"{{ alarm.level }}\"}", "dataPath: alarm"] {
      let text = states.replacing("SOURCE", with: source)
      let plain = try context(text.replacing("KEEP", with: ""), vars: "{alarm: {level: 4}}")
      #expect(plain["went"] == "high", "\(source)")
      #expect(plain["steps"] == nil, "a switch has no result of its own")
      let kept = try context(
        text.replacing("KEEP", with: "output: {was: \"$.result.level\"}"), vars: "{alarm: {level: 2}}")
      #expect(kept["went"] == "low")
      #expect(kept["steps"] == ["s": ["was": 2]])
      let placed = try context(text.replacing("KEEP", with: "resultPath: seen"), vars: "{alarm: {level: 2}}")
      #expect(placed["seen"] == ["level": 2])
    }
  }

  @Test func `inject writes its input under its data, shaped by output`() throws {
    let vars = "{from: {a: 1, b: 2}, n: 5}"
    #expect(
      try context("  - {name: i, type: inject, inputPath: from, data: {b: 3}, resultPath: to}", vars: vars)["to"] == [
        "a": 1, "b": 3,
      ])
    #expect(try context("  - {name: i, type: inject, inputPath: n, resultPath: to}", vars: vars)["to"] == 5)
    let shaped = "  - {name: i, type: inject, data: {x: 1}, output: {y: \"$.result.x\"}, outputPath: y, resultPath: to}"
    #expect(try context(shaped, vars: vars)["to"] == 1)
    let root = try Simulation("id: test\nvars: \(vars)\nstates:\n  - {name: i, type: inject, inputPath: n}")
    #expect(root.run.error?.type == "validation")
    let both = try Simulation(
      "id: test\nvars: \(vars)\nstates:\n  - {name: i, type: inject, inputPath: n, data: {a: 1}, resultPath: to}")
    #expect(both.run.error?.message.contains("merged with data") == true)
  }

  @Test func `a foreach takes its list from inputPath, and what flows into an iteration from input`() throws {
    var run = try Simulation(
      """
      id: test
      vars: {hosts: [a, b], port: 80}
      states:
        - name: all
          type: foreach
          inputPath: ctx.hosts
          input: {address: "{{ item }}:{{ port }}", n: "{{ index }}"}
          iterator:
            states: [{name: w, type: operation, action: noop}]
      """)
    #expect(try run.step("all[0]/w").input == ["address": "a:80", "n": 0])
    try run.succeed("all[0]/w", 1)
    #expect(try run.step("all[1]/w").input == ["address": "b:80", "n": 1])
    try run.succeed("all[1]/w", 2)
    #expect(run.run.status == .completed)
    try run.checkReplay()
  }

  @Test func `a foreach whose input can't be evaluated fails with what it had opened`() throws {
    let run = try Simulation(
      """
      id: test
      vars: {hosts: [{n: 1}, {}]}
      states:
        - name: all
          type: foreach
          items: hosts
          maxConcurrency: 2
          input: {n: "{{ item.n }}"}
          iterator: {states: [{name: w, type: operation, action: noop}]}
      """)
    #expect(run.run.status == .failed)
    #expect(run.run.error?.type == "expression")
    #expect(run.run.error?.step == "all")
    #expect(run.statuses["all[0]/w"] != .succeeded)
    try run.checkReplay()
  }

  @Test func `an approval shows its input and shapes its result, also when it is refused`() throws {
    let text = """
      id: test
      vars: {plan: {cost: 5}}
      states:
        - {name: ask, type: approval, message: Go?, inputPath: plan, output: {ok: "$.result.approved"}, outputPath: ok, resultPath: answer, rejectNext: no, next: yes}
        - {name: yes, type: operation, action: noop, end: true}
        - {name: no, type: operation, action: noop, end: true}
      """
    var run = try Simulation(text)
    #expect(try run.step("ask").input?["evidence"] == ["plan": ["cost": 5]])
    try run.decide("ask", approved: true)
    #expect(run.context["answer"] == true)
    #expect(run.openPaths == ["yes"])
    run = try Simulation(text)
    try run.decide("ask", approved: false)
    #expect(run.context["answer"] == false)
    #expect(run.openPaths == ["no"])
    try run.checkReplay()
  }

  @Test func `retry looks at its condition, which sees the error and the attempt`() throws {
    let text = """
      id: test
      states:
        - {name: w, type: operation, action: noop, retry: {maxAttempts: 5, backoffSeconds: 1, if: "error.message == 'busy' and attempt < 3"}}
      """
    var run = try Simulation(text)
    try run.fail("w", "agent_error", "busy")
    #expect(run.run.status == .waitingTimer)
    try run.pass(seconds: 1)
    try run.fail("w", "agent_error", "busy")
    try run.pass(seconds: 1)
    try run.fail("w", "agent_error", "busy")
    #expect(run.run.status == .failed)
    #expect(run.run.error?.type == "agent_error", "the condition ended it, not the number of attempts")
    try run.checkReplay()
    run = try Simulation(text)
    try run.fail("w", "agent_error", "gone")
    #expect(run.run.status == .failed)
    run = try Simulation(text.replacing("error.message ==", with: "eror.message =="))
    try run.fail("w", "agent_error", "busy")
    #expect(run.run.error?.type == "expression")
    #expect(run.run.error?.cause.first?.message == "busy")
  }
}

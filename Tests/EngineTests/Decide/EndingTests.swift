import JSON
import Testing

@testable import Engine

/// `fail` and `succeed`.
struct EndingTests {
  @Test func `fail ends the run with the author's error`() throws {
    let run = try Simulation(
      """
      id: test
      vars: {rate: 7}
      states: [{name: stop, type: fail, errorType: "too_{{ 'many' }}", message: "the rate is {{ rate }}"}]
      """)
    #expect(run.run.status == .failed)
    #expect(run.run.error?.type == "too_many")
    #expect(run.run.error?.message == "the rate is 7")
    #expect(run.run.error?.step == "stop")
    #expect(run.statuses == ["stop": .failed])
    let plain = try Simulation("{id: test, states: [{name: stop, type: fail, message: no}]}")
    #expect(plain.run.error?.type == "failed")
    try run.checkReplay()
  }

  @Test func `an error by fail is routed like any other`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - name: safe
          type: try
          try:
            - {name: check, type: operation, action: noop, next: judge}
            - {name: judge, type: switch, conditions: [{if: "steps.check > 3", next: stop}], defaultNext: good}
            - {name: stop, type: fail, errorType: too_many, message: "{{ steps.check }} are too many"}
            - {name: good, type: operation, action: noop}
          catch: {errors: [too_many], states: [{name: undo, type: operation, action: noop, input: {why: "{{ error.message }}"}}]}
      """)
    try run.succeed("safe/try/check", 9)
    #expect(try run.step("safe/catch/undo").input == ["why": "9 are too many"])
    try run.checkReplay()
  }

  @Test func `succeed completes the run with its output, whatever else is open`() throws {
    let run = try Simulation(
      """
      id: test
      vars: {a: 1}
      output: {never: true}
      states:
        - {name: done, type: succeed, output: {sum: "{{ a + 1 }}"}}
      """)
    #expect(run.run.status == .completed)
    #expect(run.run.output == ["sum": 2])
    let plain = try Simulation(
      "{id: test, output: {it: '{{ 3 }}'}, states: [{name: done, type: succeed}]}")
    #expect(plain.run.output == ["it": 3])
  }

  @Test func `succeed on the way through onFailure completes the run`() throws {
    let text = """
      id: test
      onFailure: rescue
      states:
        - {name: work, type: operation, action: noop, end: true}
        - {name: rescue, type: operation, action: noop, next: well}
        - {name: well, type: succeed, if: "steps.rescue", output: rescued}
      """
    var run = try Simulation(text)
    try run.fail("work")
    try run.succeed("rescue", true)
    #expect(run.run.status == .completed)
    #expect(run.run.output == "rescued")
    #expect(run.run.error == nil)
    try run.checkReplay()
    run = try Simulation(text)
    try run.fail("work")
    try run.succeed("rescue", false)
    #expect(run.run.status == .failed)
    #expect(run.run.error?.step == "work")
  }

  @Test func `inside, succeed ends its block alone`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - name: rounds
          type: while
          condition: index < 2
          body:
            - {name: early, type: succeed, if: "index == 0", output: "skipped", next: work}
            - {name: work, type: operation, action: noop}
      """)
    #expect(run.openPaths == ["rounds", "rounds[1]/work"])
    try run.succeed("rounds[1]/work", 5)
    #expect(run.context["steps"] == ["work": 5, "rounds": 5])
    let one = try Simulation(
      """
      id: test
      states:
        - {name: t, type: try, try: [{name: s, type: succeed, output: [1]}], finally: [{name: f, type: inject, data: {f: 1}}]}
      """)
    #expect(one.context["steps"] == ["t": [1]])
    try run.checkReplay()
  }

  @Test func `what fails in the root is followed by onFailure alone`() throws {
    var run = try Simulation(
      """
      id: test
      onFailure: tell
      states:
        - name: both
          type: parallel
          branches:
            - {name: l, states: [{name: w, type: operation, action: noop}]}
            - {name: r, states: [{name: ask, type: approval, message: Go?}]}
          end: true
        - {name: tell, type: operation, action: noop, input: {why: "{{ error.step }}"}}
      """)
    try run.fail("both/l/w")
    #expect(run.openPaths == ["tell"])
    #expect(run.statuses["both/r/ask"] == .cancelled)
    #expect(try run.step("tell").input == ["why": "both/l/w"])
    try run.succeed("tell")
    #expect(run.run.status == .failed)
    try run.checkReplay()
  }
}

import JSON
import Testing

@testable import Engine

struct WhileTests {
  @Test func `a loop beyond its time is TIMED_OUT with the pass that was open`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - name: poll
          type: while
          condition: "True"
          timeoutSeconds: 30
          body: [{name: w, type: operation, action: noop, end: true}]
          catch: [{errors: [timeout], next: late}]
          next: late
        - {name: late, type: operation, action: noop, end: true}
      """)
    try run.succeed("poll[0]/w")
    try run.pass(seconds: 30)
    #expect(run.statuses["poll"] == .timedOut && run.statuses["poll[1]/w"] == .cancelled)
    #expect(run.openPaths == ["late"])
    try run.checkReplay()
  }

  static func loop(_ further: String = "") -> String {
    """
    id: test
    vars: {left: 3}
    states:
      - name: poll
        type: while
        condition: ctx.left > 0
        \(further)
        body:
          states:
            - {name: check, type: operation, action: noop, input: {n: "{{ index }}"}, next: note}
            - {name: note, type: inject, data: {left: "{{ ctx.left - 1 }}"}}
        next: after
      - {name: after, type: operation, action: noop}
    """
  }

  @Test func `passes follow each other until the condition is false, and the last one's value flows on`() throws {
    var run = try Simulation(Self.loop())
    for pass in 0..<3 {
      #expect(run.openPaths == ["poll", "poll[\(pass)]/check"])
      #expect(try run.step("poll[\(pass)]/check").input == ["n": .integer(Int64(pass))])
      try run.succeed("poll[\(pass)]/check", .integer(Int64(pass) * 10))
    }
    #expect(run.context["left"] == 0, "a pass writes where the loop stands")
    #expect(run.context["steps"]?["check"] == 20)
    #expect(run.context["steps"]?["poll"] == 20)
    #expect(try run.step("after").input == 20)
    try run.succeed("after")
    #expect(run.run.status == .completed)
    try run.checkReplay()
  }

  @Test func `a loop whose condition is false at once gives null`() throws {
    let run = try Simulation(Self.loop(), input: ["left": 0])
    // vars win over the input
    #expect(run.openPaths == ["poll", "poll[0]/check"])
    let none = try Simulation(
      "{id: test, states: [{name: w, type: while, condition: 'False', body: [{name: a, type: inject, data: {}}]}]}")
    #expect(none.run.status == .completed)
    #expect(none.run.output?["steps"]?["w"] == JSONValue.null)
  }

  @Test func `one pass more than maxIterations is a limit error`() throws {
    var run = try Simulation(Self.loop("maxIterations: 2"))
    try run.succeed("poll[0]/check")
    try run.succeed("poll[1]/check")
    #expect(run.run.status == .failed)
    #expect(run.run.error?.type == "limit")
    #expect(run.run.error?.message.contains("2 times") == true)
  }

  @Test func `a loop that only computes is bounded in each decision and goes on in the next`() throws {
    let run = try Simulation(
      """
      id: test
      vars: {n: 0}
      states:
        - name: count
          type: while
          condition: n < 700
          body: [{name: more, type: inject, data: {n: "{{ n + 1 }}"}}]
      """)
    #expect(run.run.status == .completed)
    #expect(run.run.output?["n"] == 700)
    #expect(run.events.count == 4, "200 transitions a decision")
    try run.checkReplay()
  }

  @Test func `an error in a pass is the loop's, which may route or retry it`() throws {
    var run = try Simulation(Self.loop("catch: [{errors: [agent_error], next: after, resultPath: problem}]"))
    try run.succeed("poll[0]/check")
    try run.fail("poll[1]/check")
    #expect(run.openPaths == ["after"])
    #expect(run.context["problem"]?["step"] == "poll[1]/check")
    #expect(run.statuses["poll"] == .failed)

    var again = try Simulation(Self.loop("retry: {maxAttempts: 2, backoffSeconds: 5}"))
    try again.succeed("poll[0]/check")
    try again.fail("poll[1]/check")
    #expect(again.run.status == .waitingTimer)
    try again.pass(seconds: 5)
    #expect(again.openPaths == ["poll#2", "poll#2[0]/check"])
    try again.checkReplay()
  }

  @Test func `a condition that fails, fails the loop`() throws {
    var run = try Simulation(Self.loop().replacing("ctx.left > 0", with: "ctx.lef > 0"))
    #expect(run.run.error?.type == "expression")
    #expect(run.statuses == ["poll": .failed])
    run = try Simulation(Self.loop().replacing("ctx.left > 0", with: "index < 1 or ctx.steps.chek"))
    try run.succeed("poll[0]/check")
    #expect(run.run.error?.type == "expression")
    #expect(run.run.error?.step == "poll")
  }

  @Test func `an outer loop's names are seen inside, and index is the innermost loop's`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - name: all
          type: foreach
          items: "{{ ['a', 'b'] }}"
          itemName: host
          iterator:
            states:
              - name: twice
                type: while
                condition: index < 2
                body: [{name: w, type: operation, action: noop, input: {h: "{{ host }}", n: "{{ index }}"}}]
      """)
    try run.succeed("all[0]/twice[0]/w", 1)
    #expect(try run.step("all[0]/twice[1]/w").input == ["h": "a", "n": 1])
    try run.succeed("all[0]/twice[1]/w", 2)
    try run.succeed("all[1]/twice[0]/w", 3)
    try run.succeed("all[1]/twice[1]/w", 4)
    #expect(
      run.run.output?["steps"]?["all"] == [
        ["steps": ["w": 2, "twice": 2], "item": "a", "index": 0],
        ["steps": ["w": 4, "twice": 4], "item": "b", "index": 1],
      ], "what a pass writes belongs to the iteration around it")
    try run.checkReplay()
  }

  @Test func `a branch inside a pass keeps what it writes, and the pass sees what it joined`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - name: rounds
          type: while
          condition: index < 2
          body:
            - name: both
              type: parallel
              branches:
                - {name: l, states: [{name: w, type: operation, action: noop, resultPath: mark}]}
                - {name: r, states: [{name: w, type: operation, action: noop, input: {seen: "{{ default(steps.both.l.mark, 0) }}"}, resultPath: mark}]}
      """)
    #expect(try run.step("rounds[0]/both/r/w").input == ["seen": 0])
    try run.succeed("rounds[0]/both/l/w", 7)
    try run.succeed("rounds[0]/both/r/w", 8)
    #expect(run.context["mark"] == nil)
    #expect(try run.step("rounds[1]/both/r/w").input == ["seen": 7])
    try run.succeed("rounds[1]/both/r/w", 8)
    try run.succeed("rounds[1]/both/l/w", 9)
    #expect(run.run.status == .completed)
    try run.checkReplay()
  }

  @Test func `a loop that is paused between two passes goes on where it was`() throws {
    var run = try Simulation(Self.loop())
    let lease = try run.claim("poll[0]/check")
    let id = try run.step("poll[0]/check").id
    try run.send(ControlTests.pause)
    try run.send(.stepSucceeded(StepResult(step: id, lease: lease, output: 1)))
    #expect(run.openPaths == ["poll"])
    try run.send(.resumeRequested(by: "user:ada"))
    #expect(run.openPaths == ["poll", "poll[1]/check"])
    try run.checkReplay()
    try run.send(ControlTests.cancel(.stopRunning))
    #expect(run.run.status == .cancelled)
    #expect(run.statuses["poll"] == .cancelled)
  }
}

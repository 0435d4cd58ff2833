import JSON
import Testing

@testable import Engine

/// Runs that go on from older ones.
struct AdoptionTests {
  private static let two = """
    id: test
    states:
      - {name: one, type: operation, action: noop, next: two}
      - {name: two, type: operation, action: noop, input: {got: "{{ ctx.who }}"}, retry: {maxAttempts: 2, backoffSeconds: 5}}
    vars: {who: ada}
    """

  private func failed(_ yaml: String = two) throws -> Simulation {
    var run = try Simulation(yaml)
    try run.succeed("one", ["x": 1])
    try run.fail("two")
    try run.pass(seconds: 5)
    try run.fail("two")
    #expect(run.run.status == .failed)
    run.now = run.now + .seconds(3_600 as Int64)
    return run
  }

  @Test func `a retry takes over what succeeded, and what failed begins with a first attempt`() throws {
    var again = try failed().adopted(.beforeFailure, kind: .retry)
    #expect(again.statuses == ["one": .succeeded, "two": .pending])
    let step = try again.step("two")
    #expect(step.attempt == 1 && step.error == nil && step.createdAt == again.now)
    #expect(again.attempts.isEmpty)
    #expect(again.run.origin == Origin(run: "run", kind: .retry, events: 4))
    #expect(again.events.map(\.type) == [.runStarted, .stepSucceeded, .stepFailed, .stepRetryDue, .runAdopted])
    #expect(again.events.map { $0.detail["adopted"] == true } == [true, true, true, true, false])
    try again.fail("two")
    try again.pass(seconds: 5)
    try again.succeed("two")
    #expect(again.run.status == .completed)
    #expect(again.context["steps"]?["one"] == ["x": 1])
    try again.checkReplay()
  }

  @Test func `a state that could not be entered is entered again, and the step before it is not performed again`()
    throws
  {
    var run = try Simulation(
      """
      id: test
      states:
        - {name: one, type: operation, action: noop, next: note}
        - {name: note, type: inject, data: {seen: 1}, next: two}
        - {name: two, type: operation, action: noop, input: {n: "{{ ctx.count + 1 }}"}}
      """)
    try run.succeed("one", ["x": 1])
    #expect(run.run.status == .failed)
    let retried = try run.adopted(.beforeFailure, kind: .retry)
    #expect(retried.run.status == .failed && retried.statuses["one"] == .succeeded)
    var forked = try run.adopted(
      .entering(StepPlace(frame: "", state: "two", visit: 1)), kind: .fork, edits: ["count": 4])
    #expect(try forked.step("two").input == ["n": 5])
    #expect(forked.context["seen"] == 1)
    try forked.succeed("two")
    try forked.checkReplay()
    try retried.checkReplay()
  }

  @Test func `a fork enters the step with the changed context`() throws {
    var run = try Simulation(Self.two)
    try run.succeed("one", ["x": 1])
    try run.succeed("two")
    #expect(run.run.status == .completed)
    let place = StepPlace(frame: "", state: "two", visit: 1)
    var fork = try run.adopted(.entering(place), kind: .fork, edits: ["who": "grace", "steps": ["one": ["y": 2]]])
    #expect(try fork.step("two").input == ["got": "grace"])
    #expect(fork.context["steps"]?["one"] == ["x": 1, "y": 2])
    try fork.succeed("two")
    #expect(fork.run.status == .completed)
    try fork.checkReplay()
  }

  @Test func `a retry of a retry goes on from there`() throws {
    var once = try failed().adopted(.beforeFailure, kind: .retry, id: "second")
    try once.fail("two")
    try once.pass(seconds: 5)
    try once.fail("two")
    var twice = try once.adopted(.beforeFailure, kind: .retry, id: "third")
    #expect(twice.openPaths == ["two"])
    try twice.succeed("two")
    #expect(twice.run.status == .completed)
    try twice.checkReplay()
  }

  @Test func `in branches and iterations only what had not succeeded is open again`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - name: both
          type: parallel
          branches:
            - {name: a, states: [{name: a1, type: operation, action: noop, next: a2}, {name: a2, type: operation, action: noop}]}
            - {name: b, states: [{name: each, type: foreach, items: "[1, 2, 3]", maxConcurrency: 2, iterator: {states: [{name: work, type: operation, action: noop}]}}]}
      """)
    try run.succeed("both/a/a1")
    try run.succeed("both/b/each[0]/work")
    try run.fail("both/b/each[1]/work")
    #expect(run.run.status == .failed)
    var again = try run.adopted(.beforeFailure, kind: .retry)
    #expect(again.openPaths == ["both", "both/a/a2", "both/b/each", "both/b/each[1]/work", "both/b/each[2]/work"])
    for path in ["both/a/a2", "both/b/each[1]/work", "both/b/each[2]/work"] { try again.succeed(path) }
    #expect(again.run.status == .completed)
    try again.checkReplay()

    let place = StepPlace(frame: "both#1/b/each#1[1]", state: "work", visit: 1)
    let forked = try run.adopted(.entering(place), kind: .fork, edits: ["extra": true])
    #expect(forked.openPaths.contains("both/b/each[1]/work"))
  }

  @Test func `a child that succeeded stays, and one that failed is started anew`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - {name: good, type: workflow, workflow: other, next: bad}
        - {name: bad, type: workflow, workflow: other}
      """)
    let child = try run.startChild("good")
    try run.endChild("good", .completed, output: ["ok": true])
    let old = try run.startChild("bad")
    try run.endChild("bad", .failed, error: RunError(.transient, "down"))
    var again = try run.adopted(.beforeFailure, kind: .retry)
    #expect(again.rows.steps.first { $0.path == "good" }?.child == child)
    let step = try again.step("bad")
    #expect(step.status == .pending && step.child == nil)
    #expect(try again.startChild("bad") != old)
    try again.endChild("bad", .completed)
    #expect(again.run.status == .completed)
    try again.checkReplay()
  }

  @Test func `people are asked again, with all of their time`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - {name: one, type: operation, action: noop, next: ask}
        - {name: ask, type: approval, message: Go?, timeoutSeconds: 60}
      """)
    try run.succeed("one")
    try run.decide("ask", approved: false)
    run.now = run.now + .seconds(500 as Int64)
    var again = try run.adopted(.beforeFailure, kind: .retry)
    #expect(again.run.status == .waitingApproval)
    #expect(again.approvals.values.map(\.dueAt) == [again.now + .seconds(60 as Int64)])
    try again.pass(seconds: 59)
    #expect(again.run.status == .waitingApproval)
    try again.decide("ask", approved: true)
    #expect(again.run.status == .completed)
    try again.checkReplay()
  }

  @Test func `clocks go on where they stood, and the run has all of its time`() throws {
    var run = try Simulation(
      """
      id: test
      timeoutSeconds: 1000
      states:
        - name: both
          type: parallel
          branches:
            - {name: a, states: [{name: nap, type: sleep, duration: 100}]}
            - {name: b, states: [{name: work, type: operation, action: noop}]}
      """)
    try run.pass(seconds: 40)
    try run.fail("both/b/work")
    run.now = run.now + .seconds(5_000 as Int64)
    var again = try run.adopted(.beforeFailure, kind: .retry)
    #expect(again.timers.first { $0.key.kind == .runDeadline }?.value == again.now + .seconds(1_000 as Int64))
    try again.succeed("both/b/work")
    try again.pass(seconds: 59)
    #expect(again.run.status == .waitingTimer)
    try again.pass(seconds: 41)
    #expect(again.run.status == .completed)
    try again.checkReplay()
  }

  @Test func `what was published is not published again`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - {name: tell, type: emit, event: began, next: work}
        - {name: work, type: operation, action: noop}
      """)
    try run.fail("work")
    let again = try run.adopted(.beforeFailure, kind: .retry)
    #expect(run.published.count == 1 && again.published.isEmpty)
  }

  @Test func `what can't be gone on from says why`() throws {
    let atOnce = try Simulation("{id: test, states: [{name: a, type: inject, data: {x: '{{ nothing }}'}}]}")
    #expect(throws: AdoptedRun.Refusal.self) {
      _ = try atOnce.adopted(.entering(StepPlace(frame: "", state: "b", visit: 1)), kind: .fork)
    }
    var done = try Simulation(Self.two)
    try done.succeed("one")
    #expect(throws: AdoptedRun.Refusal.noFailure) { _ = try done.adopted(.beforeFailure, kind: .retry) }
  }
}

import JSON
import Testing

@testable import Engine

struct FailureTests {
  static func work(_ settings: String, then more: String = "") -> String {
    """
    id: test
    states:
      - {name: begin, type: switch, conditions: [{if: "False", next: other}], defaultNext: work}
      - name: work
        type: operation
        action: noop
        \(settings)
        next: done
      - {name: done, type: inject, data: {reached: done}, end: true}
      - {name: other, type: inject, data: {reached: other, why: "{{ error.type }}"}, end: true}
    \(more)
    """
  }

  @Test func `without a route an error fails the run and says where it was`() throws {
    var run = try Simulation("{id: test, states: [{name: one, type: operation, action: noop, end: true}]}")
    try run.fail("one", "agent_error", "exit status 3")
    #expect(run.run.status == .failed)
    #expect(run.run.error?.type == "agent_error")
    #expect(run.run.error?.message == "exit status 3")
    #expect(run.run.error?.step == "one")
    #expect(run.statuses == ["one": .failed])
  }

  @Test func `a retry waits as a row and then tries again`() throws {
    var run = try Simulation(
      "{id: test, states: [{name: one, type: operation, action: noop, retry: {maxAttempts: 3, backoffSeconds: 10, backoff: exponential}, end: true}]}"
    )
    try run.fail("one")
    #expect(run.run.status == .waitingTimer)
    try run.pass(seconds: 9)
    #expect(try run.step("one").status == .waitingTimer)
    try run.pass(seconds: 1)
    #expect(try run.step("one").status == .pending)
    #expect(try run.step("one").attempt == 2)
    try run.fail("one")
    try run.pass(seconds: 19)
    #expect(try run.step("one").status == .waitingTimer)
    try run.pass(seconds: 1)
    try run.succeed("one", "at last")
    #expect(run.run.status == .completed)
    #expect(run.attempts.map(\.attempt) == [1, 2])
  }

  @Test func `attempts that are used up end with retry_exhausted, which tells the last error`() throws {
    var run = try Simulation(
      "{id: test, states: [{name: one, type: operation, action: noop, retry: {maxAttempts: 2, backoffSeconds: 0}, end: true}]}"
    )
    try run.fail("one")
    #expect(try run.step("one").status == .pending, "no wait, no timer")
    try run.fail("one", "agent_error", "again")
    #expect(run.run.error?.type == "retry_exhausted")
    #expect(run.run.error?.cause.first?.message == "again")
  }

  @Test(arguments: ["validation", "expression", "limit", "rejected", "cancelled"])
  func `errors that another attempt would only repeat are not tried again`(type: String) throws {
    var run = try Simulation(
      "{id: test, states: [{name: one, type: operation, action: noop, retry: {maxAttempts: 3}, end: true}]}")
    try run.fail("one", type)
    #expect(run.run.status == .failed)
    #expect(run.run.error?.type == type)
  }

  @Test func `a state that can't be entered is not tried again, whatever retryOn says`() throws {
    for kind in ["operation, action: noop, input: {x: '{{ nothing }}'}", "foreach, items: nothing, agent: a"] {
      let run = try Simulation(
        "{id: test, states: [{name: one, type: \(kind), retry: {retryOn: [expression]}, end: true}]}")
      #expect(run.run.status == .failed)
      #expect(run.run.error?.type == "expression")
    }
  }

  @Test func `retryOn and stopOn choose`() throws {
    var chosen = try Simulation(
      "{id: test, states: [{name: one, type: operation, action: noop, retry: {retryOn: [busy]}, end: true}]}")
    try chosen.fail("one", "busy")
    #expect(chosen.run.status == .waitingTimer)
    var other = try Simulation(
      "{id: test, states: [{name: one, type: operation, action: noop, retry: {stopOn: [fatal]}, end: true}]}")
    try other.fail("one", "fatal")
    #expect(other.run.status == .failed)
  }

  @Test func `catch takes the types it names, stores the error and goes on`() throws {
    var run = try Simulation(Self.work("catch: [{errors: [busy], resultPath: problem, next: other}]"))
    try run.fail("work", "busy", "too many")
    #expect(run.run.status == .completed)
    #expect(run.run.output?["reached"] == "other")
    #expect(run.run.output?["why"] == "busy")
    #expect(run.run.output?["problem"]?["message"] == "too many")
  }

  @Test func `catch leaves other types alone`() throws {
    var run = try Simulation(Self.work("catch: [{errors: [busy], next: other}]"))
    try run.fail("work", "fatal")
    #expect(run.run.status == .failed)
  }

  @Test func `catch finds the cause behind used up attempts`() throws {
    var run = try Simulation(
      Self.work("retry: {maxAttempts: 2, backoffSeconds: 0}\n    catch: [{errors: [busy], next: other}]"))
    try run.fail("work", "busy")
    try run.fail("work", "busy")
    #expect(run.run.output?["reached"] == "other")
  }

  @Test func `errorNext stores the error where the result would be`() throws {
    var run = try Simulation(Self.work("errorNext: other"))
    try run.fail("work")
    #expect(run.run.output?["reached"] == "other")
    #expect(run.run.output?["steps"]?["work"]?["error"]?["type"] == "agent_error")
  }

  @Test func `onError continue goes on with next`() throws {
    var run = try Simulation(Self.work("onError: continue"))
    try run.fail("work")
    #expect(run.run.status == .completed)
    #expect(run.run.output?["reached"] == "done")
    #expect(run.statuses["work"] == .failed)
  }

  @Test func `onFailure is entered once, and the run still fails`() throws {
    var run = try Simulation(
      """
      id: test
      onFailure: tidy
      states:
        - {name: work, type: operation, action: noop, end: true}
        - {name: tidy, type: operation, action: noop, end: true}
      """)
    try run.fail("work", "fatal", "first")
    #expect(run.openPaths == ["tidy"])
    try run.succeed("tidy")
    #expect(run.run.status == .failed)
    #expect(run.run.error?.message == "first")
  }

  @Test func `an error in onFailure ends the run with the first error`() throws {
    var run = try Simulation(
      """
      id: test
      onFailure: tidy
      states:
        - {name: work, type: operation, action: noop, end: true}
        - {name: tidy, type: operation, action: noop, end: true}
      """)
    try run.fail("work", "fatal", "first")
    try run.fail("tidy", "fatal", "second")
    #expect(run.run.error?.message == "first")
  }

  @Test func `a timed out step is TIMED_OUT and the run FAILED`() throws {
    var run = try Simulation(
      "{id: test, states: [{name: one, type: operation, action: noop, timeoutSeconds: 5, end: true}]}")
    try run.fail("one", "timeout", "took longer than 5 seconds")
    #expect(run.statuses == ["one": .timedOut])
    #expect(run.run.status == .failed)
    #expect(run.run.error?.type == "timeout")
  }

  @Test func `an attempt whose owner can't end it is ended by its stored deadline`() throws {
    var run = try Simulation(
      "{id: test, states: [{name: one, type: operation, action: noop, timeoutSeconds: 5, end: true}]}")
    try run.claim("one")
    let overdue = Timer.Key(run: "run", step: try run.step("one").id, kind: .attemptOverdue)
    #expect(try run.send(.timerFired(overdue))?.contains("not overdue") == true)
    run.now = run.now + .seconds(20 as Int64)
    #expect(try run.send(.timerFired(overdue)) == nil)
    #expect(run.run.error?.type == "timeout")
  }

  @Test func `jitter is the same for the same step and stays below the delay`() {
    var policy = RetryPolicy()
    policy.jitter = .full
    policy.delay = .seconds(100 as Int64)
    let one = policy.delay(before: 2, seed: "a")
    #expect(one == policy.delay(before: 2, seed: "a"))
    #expect(one != policy.delay(before: 2, seed: "b"))
    #expect(one < .seconds(100 as Int64))
  }

  @Test func `a state whose errors lead back to it is visited only so often`() throws {
    let run = try Simulation(
      """
      id: test
      states:
        - {name: again, type: inject, data: {x: "{{ missing }}"}, errorNext: again, catch: [{errors: [limit], next: again}]}
      """
    ) { $0.visits = 5 }
    #expect(run.run.status == .failed)
    #expect(run.run.error?.type == "limit")
    #expect(run.steps.count == 6)
    try run.checkReplay()
  }
}

import JSON
import Testing

@testable import Engine

struct TryTests {
  static let slow = """
    id: test
    states:
      - name: guarded
        type: try
        timeoutSeconds: 30
        try: [{name: work, type: operation, action: noop, end: true}]
        catch: {retry: {maxAttempts: 5, backoffSeconds: 20}, states: [{name: handle, type: operation, action: noop, end: true}]}
        finally: [{name: unlock, type: operation, action: noop, end: true}]
        end: true
    """

  @Test func `a try beyond its time runs finally and no handler, and is TIMED_OUT`() throws {
    var run = try Simulation(Self.slow)
    try run.pass(seconds: 30)
    #expect(run.openPaths == ["guarded", "guarded/finally/unlock"])
    let late = Timer.Key(run: "run", step: try run.step("guarded").id, kind: .compositeDeadline)
    #expect(try run.send(.timerFired(late)) != nil, "the same timer, fired by two ticks")
    try run.pass(seconds: 60)
    try run.succeed("guarded/finally/unlock")
    #expect(run.run.status == .failed)
    #expect(run.run.error?.type == "timeout")
    #expect(run.statuses["guarded"] == .timedOut && run.statuses["guarded/try/work"] == .cancelled)
    try run.checkReplay()
  }

  @Test func `a try that waits for its next attempt can run out of time`() throws {
    var run = try Simulation(Self.slow)
    try run.fail("guarded/try/work")
    try run.pass(seconds: 20)
    try run.fail("guarded/try#2/work")
    try run.pass(seconds: 10)
    #expect(run.openPaths == ["guarded", "guarded/finally/unlock"])
    try run.succeed("guarded/finally/unlock")
    #expect(run.run.error?.type == "timeout")
    try run.checkReplay()
  }

  static func attempt(_ catches: String = "", finally: String = "", more: String = "") -> String {
    """
    id: test
    states:
      - name: safe
        type: try
        try:
          - {name: mark, type: inject, data: {marked: true}, next: work}
          - {name: work, type: operation, action: noop}
        \(catches)
        \(finally)
        \(more)
        next: after
      - {name: after, type: operation, action: noop}
    """
  }

  static let undo = """
    catch: {as: problem, states: [{name: undo, type: operation, action: noop, input: {why: "{{ problem.message }}", type: "{{ error.type }}"}}]}
    """
  static let close = "finally: [{name: close, type: operation, action: noop}]"

  @Test func `a body that succeeds gives the value, and no handler runs`() throws {
    var run = try Simulation(Self.attempt(Self.undo))
    #expect(run.openPaths == ["safe", "safe/try/work"])
    try run.succeed("safe/try/work", 5)
    #expect(run.context["steps"] == ["work": 5, "safe": 5])
    #expect(try run.step("after").input == 5)
    try run.checkReplay()
  }

  @Test func `a handler sees the error, and its value is the try's`() throws {
    var run = try Simulation(Self.attempt(Self.undo))
    try run.fail("safe/try/work", "agent_error", "it broke")
    #expect(run.openPaths == ["safe", "safe/catch/undo"])
    #expect(try run.step("safe/catch/undo").input == ["why": "it broke", "type": "agent_error"])
    try run.succeed("safe/catch/undo", "undone")
    #expect(run.context["steps"]?["safe"] == "undone")
    #expect(run.context["marked"] == true, "what the body wrote before it failed stays")
    #expect(run.statuses["safe"] == .succeeded)
    try run.succeed("after")
    #expect(run.run.status == .completed)
    try run.checkReplay()
  }

  @Test func `the first handler that takes the error is used, and without states it is swallowed`() throws {
    let catches = """
      catch:
          - {errors: [timeout], states: [{name: late, type: operation, action: noop}]}
          - {errors: [agent_error], if: "problem.message == 'never'", as: problem, states: [{name: never, type: operation, action: noop}]}
          - {errors: [agent_error]}
      """
    var run = try Simulation(Self.attempt(catches))
    try run.fail("safe/try/work", "agent_error")
    #expect(run.openPaths == ["after"])
    #expect(run.context["steps"]?["safe"] == JSONValue.null)
    run = try Simulation(Self.attempt(catches))
    try run.fail("safe/try/work", "agent_error", "never")
    #expect(run.openPaths == ["safe", "safe/catch/never"])
    run = try Simulation(Self.attempt(catches))
    try run.fail("safe/try/work", "validation")
    #expect(run.run.status == .failed)
    #expect(run.run.error?.step == "safe/try/work")
    try run.checkReplay()
  }

  @Test func `retry tries the whole body again before the handler's states run`() throws {
    let catches = """
      catch: {errors: [transient], retry: {maxAttempts: 2, backoffSeconds: 30}, states: [{name: undo, type: operation, action: noop, input: {type: "{{ error.type }}", cause: "{{ error.cause.type }}"}}]}
      """
    var run = try Simulation(Self.attempt(catches, finally: Self.close))
    try run.fail("safe/try/work", "transient")
    #expect(run.run.status == .waitingTimer)
    #expect(run.openPaths == ["safe"])
    #expect(try run.step("safe").status == .waitingTimer)
    #expect(run.attempts.map(\.attempt) == [1])
    try run.pass(seconds: 30)
    #expect(run.openPaths == ["safe", "safe/try#2/work"])
    try run.fail("safe/try#2/work", "transient")
    #expect(try run.step("safe/catch/undo").input == ["type": "retry_exhausted", "cause": "transient"])
    try run.succeed("safe/catch/undo", 1)
    try run.succeed("safe/finally/close", 2)
    #expect(run.context["steps"]?["safe"] == 1)
    try run.checkReplay()

    var second = try Simulation(Self.attempt(catches, finally: Self.close))
    try second.fail("safe/try/work", "transient")
    try second.pass(seconds: 30)
    try second.succeed("safe/try#2/work", 3)
    try second.succeed("safe/finally/close")
    #expect(second.context["steps"]?["safe"] == 3, "the error of the first attempt is forgotten")
    #expect(second.openPaths == ["after"])
    try second.checkReplay()
  }

  @Test func `a handler that only retries lets the error go on when the attempts are used up`() throws {
    var run = try Simulation(Self.attempt("catch: {retry: {maxAttempts: 2, backoffSeconds: 0}}"))
    try run.fail("safe/try/work")
    #expect(run.openPaths == ["safe", "safe/try#2/work"])
    try run.fail("safe/try#2/work")
    #expect(run.run.status == .failed)
    #expect(run.run.error?.type == "retry_exhausted")
    try run.checkReplay()
  }

  @Test(arguments: ["success", "handled", "unhandled"])
  func `finally runs last after`(what: String) throws {
    let catches = what == "handled" ? Self.undo : ""
    var run = try Simulation(Self.attempt(catches, finally: Self.close))
    if what == "success" { try run.succeed("safe/try/work", 1) } else { try run.fail("safe/try/work") }
    if what == "handled" { try run.succeed("safe/catch/undo", 1) }
    #expect(run.openPaths == ["safe", "safe/finally/close"])
    try run.succeed("safe/finally/close", 9)
    if what == "unhandled" {
      #expect(run.run.status == .failed)
      #expect(run.run.error?.step == "safe/try/work", "the error goes on outwards")
    } else {
      #expect(run.context["steps"]?["safe"] == 1, "finally adds nothing to the value")
      #expect(run.openPaths == ["after"])
    }
    try run.checkReplay()
  }

  @Test func `an error in a handler goes through finally, and one in finally replaces it`() throws {
    var run = try Simulation(Self.attempt(Self.undo, finally: Self.close, more: "errorNext: after"))
    try run.fail("safe/try/work", "agent_error", "first")
    try run.fail("safe/catch/undo", "agent_error", "second")
    #expect(run.openPaths == ["safe", "safe/finally/close"])
    #expect(try run.step("safe").error?.message == "second")
    try run.fail("safe/finally/close", "agent_error", "third")
    #expect(run.openPaths == ["after"])
    #expect(run.context["steps"]?["safe"]?["error"]?["message"] == "third")
    try run.checkReplay()
  }

  @Test func `an approval that nobody decides ends the run TIMED_OUT, also through finally`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - name: safe
          type: try
          try: [{name: ask, type: approval, message: Go?, timeoutSeconds: 60}]
          finally: [{name: close, type: operation, action: noop}]
      """)
    try run.pass(seconds: 60)
    #expect(run.openPaths == ["safe", "safe/finally/close"])
    try run.succeed("safe/finally/close")
    #expect(run.run.status == .timedOut)
    try run.checkReplay()
  }

  @Test func `cancelling doesn't run finally`() throws {
    var run = try Simulation(Self.attempt("", finally: Self.close))
    let lease = try run.claim("safe/try/work")
    let id = try run.step("safe/try/work").id
    try run.send(ControlTests.cancel(.finishRunning))
    try run.send(.stepFailed(StepFailure(step: id, lease: lease, error: RunError(.agentError, "broke"))))
    #expect(run.run.status == .cancelled)
    #expect(run.statuses["safe/finally/close"] == nil)
  }

  @Test func `a try that waits for its next attempt can be paused and cancelled`() throws {
    let catches = "catch: {retry: {maxAttempts: 2, backoffSeconds: 30}}"
    var run = try Simulation(Self.attempt(catches))
    try run.fail("safe/try/work")
    try run.send(ControlTests.pause)
    try run.pass(seconds: 40)
    #expect(run.openPaths == ["safe"])
    try run.send(.resumeRequested(by: "user:ada"))
    try run.pass(seconds: 0)
    #expect(run.openPaths == ["safe", "safe/try#2/work"])
    try run.checkReplay()

    var cancelled = try Simulation(Self.attempt(catches))
    try cancelled.fail("safe/try/work")
    try cancelled.send(ControlTests.cancel(.stopRunning))
    #expect(cancelled.run.status == .cancelled)
    #expect(cancelled.statuses["safe"] == .cancelled)
  }

  @Test func `an error inside passes the handlers of its own handler's try, and is taken by the next try outwards`()
    throws
  {
    var run = try Simulation(
      """
      id: test
      states:
        - name: outer
          type: try
          try:
            - name: inner
              type: try
              try: [{name: work, type: operation, action: noop}]
              catch: {errors: [agent_error], states: [{name: undo, type: operation, action: noop}]}
          catch: {as: e, states: [{name: last, type: operation, action: noop, input: {e: "{{ e.step }}"}}]}
      """)
    try run.fail("outer/try/inner/try/work")
    try run.fail("outer/try/inner/catch/undo")
    #expect(try run.step("outer/catch/last").input == ["e": "outer/try/inner/catch/undo"])
    try run.succeed("outer/catch/last")
    #expect(run.run.status == .completed)
    try run.checkReplay()
  }
}

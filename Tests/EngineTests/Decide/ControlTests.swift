import JSON
import Testing

@testable import Engine

struct ControlTests {
  static let two = """
    id: test
    states:
      - {name: one, type: operation, action: noop, next: two}
      - {name: two, type: operation, action: noop, end: true}
    """

  static let pause = Stimulus.pauseRequested(.init(by: "user:ada", reason: "lunch", at: Instant(milliseconds: 0)))

  static func cancel(_ policy: Run.Cancellation.Policy) -> Stimulus {
    .cancelRequested(.init(by: "user:ada", reason: "wrong", policy: policy, at: Instant(milliseconds: 0)))
  }

  @Test func `a paused run records results and begins nothing new until it is resumed`() throws {
    var run = try Simulation(Self.two)
    let lease = try run.claim("one")
    try run.send(Self.pause)
    #expect(run.run.status == .paused)
    #expect(run.run.waitingFor == "paused by user:ada: lunch")
    try run.send(.stepSucceeded(StepResult(step: try run.step("one").id, lease: lease, output: 1)))
    #expect(run.run.status == .paused)
    #expect(run.openPaths.isEmpty)
    try run.send(.resumeRequested(by: "user:ada"))
    #expect(run.openPaths == ["two"])
    try run.succeed("two")
    #expect(run.run.status == .completed)
  }

  @Test func `what a paused run would have gone on with is forgotten when it is cancelled`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - name: both
          type: parallel
          branches:
            - {name: a, states: [{name: work, type: operation, action: noop}]}
            - {name: b, states: [{name: one, type: operation, action: noop, next: two}, {name: two, type: operation, action: noop}]}
      """)
    let lease = try run.claim("both/a/work")
    try run.send(Self.pause)
    try run.succeed("both/b/one")
    try run.send(Self.cancel(.finishRunning))
    #expect(run.statuses["both/b/two"] == nil)
    try run.send(.stepSucceeded(StepResult(step: try run.step("both/a/work").id, lease: lease, output: 1)))
    #expect(run.run.status == .cancelled)
    try run.checkReplay()
  }

  @Test func `what many branches would have gone on with is forgotten in an order that a history repeats`() throws {
    let states = "[{name: one, type: operation, action: noop, next: two}, {name: two, type: operation, action: noop}]"
    let branches = (1...12).map { "{name: b\($0), states: \(states)}" }.joined(separator: ", ")
    var run = try Simulation("{id: test, states: [{name: all, type: parallel, branches: [\(branches)]}]}")
    try run.claim("all/b1/one")
    try run.send(Self.pause)
    for number in 2...12 { try run.succeed("all/b\(number)/one") }
    try run.send(Self.cancel(.finishRunning))
    let changed = run.events.last?.detail["frames"]?.arrayValue?.compactMap { $0["id"]?.stringValue } ?? []
    #expect(changed.count == 11 && changed == changed.sorted())
    try run.checkReplay()
  }

  @Test func `a history tells what was being performed when the run was cancelled`() throws {
    var run = try Simulation(Self.two)
    let lease = try run.claim("one")
    try run.send(Self.cancel(.finishRunning))
    try run.checkReplay()
    try run.send(.stepSucceeded(StepResult(step: try run.step("one").id, lease: lease, output: 1)))
    #expect(run.statuses == ["one": .succeeded])
    try run.checkReplay()
  }

  @Test func `pausing twice and resuming what runs change nothing`() throws {
    var run = try Simulation(Self.two)
    #expect(try run.send(.resumeRequested(by: "x")) == "the run is not paused")
    try run.send(Self.pause)
    #expect(try run.send(Self.pause) == "the run is paused already")
  }

  @Test func `deadlines of a paused run act when it is resumed`() throws {
    var run = try Simulation(
      "{id: test, states: [{name: ask, type: approval, message: Go?, timeoutSeconds: 10, end: true}]}")
    try run.send(Self.pause)
    try run.pass(seconds: 20)
    #expect(run.run.status == .paused)
    try run.send(.resumeRequested(by: "x"))
    try run.pass(seconds: 0)
    #expect(run.run.status == .timedOut)
  }

  @Test func `cancelling ends what waits at once`() throws {
    var run = try Simulation(Self.two)
    try run.send(Self.cancel(.stopRunning))
    #expect(run.run.status == .cancelled)
    #expect(run.statuses == ["one": .cancelled])
    #expect(run.run.error?.message.contains("wrong") == true)
  }

  @Test func `finishRunning lets what is being performed end, and begins nothing more`() throws {
    var run = try Simulation(Self.two)
    let lease = try run.claim("one")
    try run.send(Self.cancel(.finishRunning))
    #expect(run.run.status == .running)
    try run.send(.stepSucceeded(StepResult(step: try run.step("one").id, lease: lease, output: 1)))
    #expect(run.run.status == .cancelled)
    #expect(run.statuses == ["one": .succeeded])
  }

  @Test func `stopRunning ends the run with its last step, or after the grace`() throws {
    var run = try Simulation(Self.two)
    let lease = try run.claim("one")
    try run.send(Self.cancel(.stopRunning))
    #expect(run.run.status == .running)
    let failure = StepFailure(step: try run.step("one").id, lease: lease, error: RunError(.cancelled, "stopped"))
    try run.send(.stepFailed(failure))
    #expect(run.run.status == .cancelled)

    var stuck = try Simulation(Self.two)
    try stuck.claim("one")
    try stuck.send(Self.cancel(.stopRunning))
    try stuck.pass(seconds: 15)
    #expect(stuck.run.status == .cancelled)
  }

  @Test func `a run beyond its own deadline is TIMED_OUT`() throws {
    var run = try Simulation(
      "{id: test, timeoutSeconds: 30, states: [{name: one, type: operation, action: noop, end: true}]}")
    try run.claim("one")
    try run.pass(seconds: 30)
    #expect(run.run.status == .timedOut)
    #expect(run.statuses == ["one": .cancelled])
  }

  @Test func `signals are kept until a state takes them`() throws {
    var run = try Simulation(Self.two)
    try run.send(.signalReceived(Signal(name: "go", payload: ["x": 1], by: "user:ada")))
    #expect(run.signals.values.map(\.name) == ["go"])
    #expect(run.events.last?.type == .signalReceived)
  }

  @Test func `nothing moves a run that is over`() throws {
    var run = try Simulation("{id: test, states: [{name: one, type: inject, data: {a: 1}, end: true}]}")
    let before = run.snapshot
    for stimulus in [Stimulus.started, Self.pause, Self.cancel(.stopRunning), .continued] {
      #expect(try run.send(stimulus) == "the run is COMPLETED")
    }
    #expect(run.snapshot == before)
  }
}

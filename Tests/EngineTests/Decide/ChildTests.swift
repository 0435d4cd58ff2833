import JSON
import Testing

@testable import Engine

struct ChildTests {
  static let call = """
    id: test
    states:
      - {name: call, type: workflow, workflow: other, input: {n: "{{ 1 + 1 }}"}, next: after}
      - {name: after, type: operation, action: noop, input: {got: "{{ steps.call }}"}, end: true}
    """

  @Test func `a workflow state starts a run, waits for it, and has its output as result`() throws {
    var run = try Simulation(Self.call)
    let queued = try run.step("call")
    #expect(queued.executor == "workflow.run")
    #expect(queued.input == ["workflow": "other", "input": ["n": 2]])
    let child = try run.startChild("call")
    let waiting = try run.step("call")
    #expect(waiting.status == .running && waiting.lease == nil && waiting.child == child)
    #expect(run.run.status == .running)
    #expect(run.run.waitingFor == "the run \(child) of call")
    try run.endChild("call", .completed, output: ["sum": 3])
    #expect(try run.step("after").input == ["got": ["sum": 3]])
    try run.succeed("after")
    try run.checkReplay()
  }

  @Test func `the run that an attempt starts is known beforehand, and another attempt starts another`() throws {
    var run = try Simulation(
      "{id: test, states: [{name: call, type: subflow, workflow: other, retry: {maxAttempts: 2, backoffSeconds: 0}, end: true}]}"
    )
    let first = RunID.child(of: try run.step("call"))
    #expect(first.rawValue.utf8.count == 26)
    #expect(try run.startChild("call") == first)
    try run.endChild("call", .failed, error: RunError(.transient, "busy"))
    let again = try run.step("call")
    #expect(again.status == .pending && again.child == nil && again.attempt == 2)
    #expect(RunID.child(of: again) != first)
  }

  @Test func `a child that ended before its start was recorded is no lost wake-up`() throws {
    var run = try Simulation(Self.call)
    let lease = try run.claim("call")
    let step = try run.step("call")
    let child = RunID.child(of: step)
    try run.send(.childRunEnded(ChildResult(child: child, step: step.id, status: .completed, output: ["sum": 3])))
    #expect(run.openPaths == ["after"])
    #expect(try run.send(.childRunStarted(step.id, lease, child: child)) != nil)
    try run.checkReplay()
  }

  @Test func `the end of a foreign run changes nothing`() throws {
    var run = try Simulation(Self.call)
    try run.startChild("call")
    let step = try run.step("call")
    #expect(try run.send(.childRunEnded(ChildResult(child: "x", step: step.id, status: .completed))) != nil)
  }

  @Test func `a child's error keeps its type, and what was behind it`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - {name: call, type: workflow, workflow: other, catch: [{errors: [disk_full], next: tidy}], end: true}
        - {name: tidy, type: operation, action: noop, input: {why: "{{ error.cause.message }}"}, end: true}
      """)
    let child = try run.startChild("call")
    try run.endChild("call", .failed, error: RunError(type: "disk_full", message: "no space", step: "inner"))
    #expect(try run.step("tidy").input == ["why": "no space"])
    let error = try #require(run.steps.values.first { $0.path == "call" }?.error)
    #expect(error.type == "disk_full" && error.message == "the run \(child) is FAILED: no space")
    #expect(error.details["run"]?.stringValue == child.rawValue)
    try run.checkReplay()
  }

  @Test(arguments: [(RunStatus.cancelled, "cancelled", StepStatus.failed), (.timedOut, "timeout", .timedOut)])
  func `a child that was cancelled or ran out of time fails its step with that`(
    status: RunStatus, type: String, step: StepStatus
  ) throws {
    var run = try Simulation(Self.call)
    try run.startChild("call")
    try run.endChild("call", status, error: RunError(.cancelled, "no more"))
    #expect(run.run.status == .failed)
    #expect(run.run.error?.type == type)
    #expect(run.statuses["call"] == step)
  }

  @Test func `timeoutSeconds bounds the child from its start, and then it is cancelled`() throws {
    var run = try Simulation(
      "{id: test, states: [{name: call, type: workflow, workflow: other, timeoutSeconds: 60, end: true}]}")
    try run.pass(seconds: 100)
    let child = try run.startChild("call")
    try run.pass(seconds: 59)
    #expect(run.run.status == .running)
    try run.pass(seconds: 1)
    #expect(run.statuses == ["call": .timedOut])
    #expect(run.cancelled == [child])
    try run.checkReplay()
  }

  @Test func `the deadline goes with the child's end`() throws {
    var run = try Simulation(
      "{id: test, states: [{name: call, type: workflow, workflow: other, timeoutSeconds: 60, end: true}]}")
    try run.startChild("call")
    #expect(run.timers.keys.map(\.kind) == [.compositeDeadline])
    try run.endChild("call", .completed)
    #expect(run.timers.isEmpty && run.run.status == .completed)
  }

  @Test func `with wait false the result names the run, and nobody waits`() throws {
    var run = try Simulation(
      "{id: test, states: [{name: call, type: callWorkflow, workflow: other, wait: false, end: true}]}")
    #expect(try run.step("call").input == ["workflow": "other", "wait": false, "input": [:]])
    try run.succeed("call", ["runId": "r2"])
    #expect(run.run.status == .completed)
    #expect(run.context["steps"] == ["call": ["runId": "r2"]])
    #expect(run.steps.values.first?.child == "r2")
  }

  @Test func `who is called, which revision and with what may come from the context`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - {name: call, type: operation, action: workflow.run, end: true,
           input: {workflow: "{{ input.who }}", revision: "{{ input.rev }}", input: "$.with"}}
      """, input: ["who": "other", "rev": 3, "with": ["a": 1]])
    #expect(try run.step("call").input == ["workflow": "other", "revision": 3, "input": ["a": 1]])
    try run.startChild("call")
    try run.endChild("call", .completed)
  }

  @Test func `a run tells who waits for it of its end`() throws {
    var run = try Simulation(
      "{id: test, states: [{name: one, type: operation, action: noop, end: true}]}", parent: "up")
    try run.succeed("one", ["x": 1])
    let told = try #require(run.told.first)
    #expect(told.run == "up")
    guard case .childRunEnded(let result) = told.stimulus else {
      Issue.record("\(told)")
      return
    }
    #expect(result.child == run.run.id && result.step == "step" && result.status == .completed)
    #expect(result.output == .object(run.context))
  }
}

extension Simulation {
  /// A worker starts the run that the step calls.
  @discardableResult
  mutating func startChild(_ path: String) throws -> RunID {
    let lease = try claim(path)
    let step = try step(path)
    let child = RunID.child(of: step)
    #expect(try send(.childRunStarted(step.id, lease, child: child)) == nil)
    return child
  }

  mutating func endChild(
    _ path: String, _ status: RunStatus, output: JSONValue? = nil, error: RunError? = nil
  ) throws {
    let step = try step(path)
    let child = try #require(step.child)
    let result = ChildResult(child: child, step: step.id, status: status, output: output, error: error)
    #expect(try send(.childRunEnded(result)) == nil)
  }

  /// Children that were told to end.
  var cancelled: [RunID] {
    told.compactMap { if case .cancelRequested = $0.stimulus { $0.run } else { nil } }
  }
}

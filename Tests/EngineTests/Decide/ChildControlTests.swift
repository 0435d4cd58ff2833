import JSON
import Testing

@testable import Engine

/// What is done to a run reaches the runs that it waits for.
struct ChildControlTests {
  private static func isPause(_ stimulus: Stimulus) -> Bool {
    if case .pauseRequested = stimulus { true } else { false }
  }

  @Test func `pausing and resuming reach the child, whose end is recorded meanwhile`() throws {
    var run = try Simulation(ChildTests.call)
    let child = try run.startChild("call")
    try run.send(ControlTests.pause)
    #expect(run.told.map(\.run) == [child] && Self.isPause(run.told[0].stimulus))
    try run.endChild("call", .completed)
    #expect(run.run.status == .paused && run.openPaths.isEmpty)
    try run.send(.resumeRequested(by: "user:ada"))
    #expect(run.openPaths == ["after"])
    try run.checkReplay()
  }

  @Test func `what was asked while the child was being started reaches it too`() throws {
    var run = try Simulation(ChildTests.call)
    let lease = try run.claim("call")
    try run.send(ControlTests.pause)
    try run.send(.childRunStarted(try run.step("call").id, lease, child: RunID.child(of: try run.step("call"))))
    #expect(run.told.count == 1 && Self.isPause(run.told[0].stimulus))
    try run.send(.resumeRequested(by: "user:ada"))
    #expect(run.told.last?.stimulus == .resumeRequested(by: "user:ada"))
  }

  @Test func `a cancelled run ends with its child`() throws {
    var run = try Simulation(ChildTests.call)
    let child = try run.startChild("call")
    try run.send(ControlTests.cancel(.finishRunning))
    #expect(run.run.status == .running)
    #expect(run.cancelled == [child])
    try run.endChild("call", .cancelled, error: RunError(.cancelled, "wrong"))
    #expect(run.run.status == .cancelled)
    #expect(run.statuses == ["call": .cancelled])
    try run.checkReplay()
  }

  @Test func `a child that doesn't end in time holds no cancelled run`() throws {
    var run = try Simulation(ChildTests.call)
    try run.startChild("call")
    try run.send(ControlTests.cancel(.stopRunning))
    #expect(run.run.status == .running)
    try run.pass(seconds: 15)
    #expect(run.run.status == .cancelled)
    try run.checkReplay()
  }

  @Test func `a branch that fails ends the child of its sibling`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - name: both
          type: parallel
          branches:
            - {name: a, states: [{name: call, type: workflow, workflow: other}]}
            - {name: b, states: [{name: work, type: operation, action: noop}]}
      """)
    let child = try run.startChild("both/a/call")
    try run.fail("both/b/work")
    #expect(run.run.status == .failed)
    #expect(run.statuses["both/a/call"] == .cancelled)
    #expect(run.cancelled == [child])
    try run.checkReplay()
  }

  @Test func `a deadline of a paused run acts when it is resumed, also a child's`() throws {
    var run = try Simulation(
      "{id: test, states: [{name: call, type: workflow, workflow: other, timeoutSeconds: 60, end: true}]}")
    try run.startChild("call")
    try run.send(ControlTests.pause)
    try run.pass(seconds: 60)
    #expect(run.run.status == .paused)
    try run.send(.resumeRequested(by: "user:ada"))
    try run.pass(seconds: 0)
    #expect(run.run.status == .failed)
    #expect(run.run.error?.type == "timeout")
  }
}

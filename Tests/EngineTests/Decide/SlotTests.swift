import JSON
import Testing

@testable import Engine

/// Runs that share a bounded number of slots.
struct SlotTests {
  private static let deploy = """
    id: deploy
    timeoutSeconds: 60
    concurrency: {key: "deploy {{ input.host }}", limit: 2, onLimit: cancelOldest}
    states:
      - {name: one, type: operation, action: noop, next: two}
      - {name: two, type: operation, action: noop}
    """

  private func accepted(_ yaml: String = deploy) throws -> Simulation {
    try Simulation(yaml, input: ["host": "web1", "n": 7])
  }

  @Test func `a run with a concurrency key is accepted and waits for its slot, and nothing of it begins`() throws {
    let run = try accepted()
    #expect(run.run.status == .pending && run.run.startedAt == nil)
    #expect(run.run.waitingFor == "a slot of the concurrency key 'deploy web1', which has 2")
    #expect(run.slotRequests == [SlotRequest(key: "deploy web1", limit: 2, onLimit: .cancelOldest)])
    #expect(run.openPaths.isEmpty && run.timers.isEmpty)
    #expect(
      run.events.first?.detail["concurrency"] == ["key": "deploy web1", "limit": 2, "onLimit": "cancelOldest"])
    try run.checkReplay()
  }

  @Test func `with its slot it begins, and its time is counted from then`() throws {
    var run = try accepted()
    try run.pass(seconds: 600)
    try run.send(.slotGranted)
    #expect(run.run.status == .running && run.run.startedAt == run.now && run.run.waitingFor == nil)
    #expect(run.timers.values.first == run.now + .seconds(60 as Int64))
    #expect(try run.send(.slotGranted) == "the run waits for no slot")
    try run.succeed("one")
    try run.succeed("two")
    #expect(run.run.status == .completed && run.slotsFreed == 1)
    try run.checkReplay()
  }

  @Test(arguments: [
    ("{}", "deploy"), ("{key: prod}", "prod"), ("{key: '{{ input.n }}'}", "7"), ("{key: $.host}", "web1"),
    ("{key: '{{ workflow.id }}/{{ vars.zone }}'}", "deploy/eu"), ("{key: '{{ input.n > 5 }}'}", "true"),
  ])
  func `the key is a text or a template, and without one the workflow's id`(concurrency: String, key: String) throws {
    let run = try accepted(
      "{id: deploy, concurrency: \(concurrency), vars: {zone: eu}, states: [{name: a, type: operation, action: noop}]}")
    #expect(run.slotRequests.map(\.key) == [key])
    #expect(run.slotRequests.first?.limit == 1 && run.slotRequests.first?.onLimit == .queue)
  }

  @Test(arguments: [
    ("{{ input.missing }}", "expression"), ("{{ input }}", "validation"), ("{{ '' }}", "validation"),
    ("{{ 'x' * 300 }}", "limit"),
  ])
  func `a key that can't be one fails the run before it asks`(key: String, type: String) throws {
    let run = try accepted(
      "{id: deploy, concurrency: {key: \"\(key)\"}, states: [{name: a, type: operation, action: noop}]}")
    #expect(run.run.status == .failed && run.run.error?.type == type)
    #expect(run.slotRequests.isEmpty)
    try run.checkReplay()
  }

  @Test func `a run that is cancelled while it waits gives up its place`() throws {
    var run = try accepted()
    try run.send(ControlTests.cancel(.finishRunning))
    #expect(run.run.status == .cancelled && run.slotsFreed == 1)
    #expect(try run.send(.slotGranted) == "the run is CANCELLED")
    try run.checkReplay()
  }

  @Test func `a run that is paused while it waits stands still with its slot until it is resumed`() throws {
    var run = try accepted()
    try run.send(ControlTests.pause)
    #expect(run.run.status == .pending)
    #expect(run.run.waitingFor == "a slot of the concurrency key 'deploy web1', which has 2")
    try run.send(.slotGranted)
    #expect(run.run.status == .paused && run.openPaths.isEmpty)
    try run.send(.resumeRequested(by: "user:ada"))
    #expect(run.run.status == .running && run.openPaths == ["one"])
    try run.checkReplay()
  }

  @Test func `a run that is paused and resumed while it waits goes on waiting`() throws {
    var run = try accepted()
    try run.send(ControlTests.pause)
    try run.send(.resumeRequested(by: "user:ada"))
    #expect(run.run.status == .pending && run.openPaths.isEmpty)
    #expect(try run.send(.continued) == "the run waits for its concurrency slot")
    try run.send(.slotGranted)
    #expect(run.openPaths == ["one"])
    try run.checkReplay()
  }

  @Test func `a retried run waits for a slot of its own before anything of it goes on`() throws {
    var run = try accepted()
    try run.send(.slotGranted)
    try run.succeed("one")
    try run.fail("two")
    run.now = run.now + .seconds(100 as Int64)
    var again = try run.adopted(.beforeFailure, kind: .retry)
    #expect(again.run.status == .pending && again.run.startedAt == nil)
    #expect(again.slotRequests.map(\.key) == ["deploy web1"])
    #expect(again.openPaths == ["two"])
    try again.pass(seconds: 100)
    #expect(again.run.status == .pending, "the run's time does not run while it waits")
    try again.send(.slotGranted)
    #expect(again.run.startedAt == again.now)
    try again.succeed("two")
    #expect(again.run.status == .completed && again.slotsFreed == 1)
    try again.checkReplay()
  }

  @Test func `what a forked run waited for is recorded while it waits for its slot, and acted on afterwards`() throws {
    var run = try accepted(
      """
      id: deploy
      concurrency: {}
      states:
        - {name: ask, type: approval, message: Go?, timeoutSeconds: 30, next: work}
        - {name: work, type: operation, action: noop}
      """)
    try run.send(.slotGranted)
    try run.decide("ask", approved: true)
    var fork = try run.adopted(.entering(StepPlace(frame: "", state: "work", visit: 1)), kind: .fork)
    #expect(fork.run.status == .pending && fork.openPaths.isEmpty)
    try fork.send(.slotGranted)
    #expect(fork.openPaths == ["work"])
    try fork.checkReplay()
  }

  @Test func `a simulation has every slot`() throws {
    let checked = Checked(Self.deploy)
    var simulated = SimulatedRun(
      try #require(checked.program), input: ["host": "x"], fixtures: try Fixtures())
    #expect(try simulated.finish().status == .completed)
  }
}

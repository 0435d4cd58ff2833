import JSON
import Testing

@testable import Engine

struct SignalTests {
  static func waiting(_ settings: String) -> String {
    """
    id: test
    states:
      - {name: gate, type: await, signal: go, \(settings) end: true}
    """
  }

  @Test func `a run waits for a signal, and its payload is the result`() throws {
    var run = try Simulation(Self.waiting(""))
    #expect(run.run.status == .waitingSignal)
    #expect(run.run.waitingFor == "the signal 'go' at gate")
    try run.signal("go", ["by": "hand"])
    #expect(run.run.status == .completed)
    #expect(run.run.output?["steps"]?["gate"] == ["by": "hand"])
    #expect(run.signals.isEmpty)
    #expect(run.events.last?.step == run.steps.values.first?.id)
    try run.checkReplay()
  }

  @Test func `a signal that comes first is kept until the state is reached`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - {name: work, type: operation, action: noop, next: gate}
        - {name: gate, type: await, signal: go, next: again}
        - {name: again, type: operation, action: signal.wait, input: {signal: go}, end: true}
      """)
    try run.signal("go", 1)
    try run.signal("other", 2)
    try run.signal("go", 3)
    #expect(run.signals.count == 3)
    try run.succeed("work")
    #expect(run.run.status == .completed)
    #expect(run.run.output?["steps"]?["gate"] == 1, "first in, first out")
    #expect(run.run.output?["steps"]?["again"] == 3)
    #expect(run.signals.values.map(\.name) == ["other"])
    #expect(run.statuses["gate"] == .succeeded)
    try run.checkReplay()
  }

  @Test func `each signal has one taker, the one that waits longest`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - name: all
          type: foreach
          items: range(11)
          maxConcurrency: 11
          iterator: {states: [{name: gate, type: await, signal: go, end: true}]}
          end: true
      """)
    try run.signal("go", "first")
    #expect(run.openPaths.contains("all[0]/gate") == false)
    try run.signal("go", "second")
    #expect(run.openPaths.contains("all[1]/gate") == false)
    #expect(run.openPaths.contains("all[10]/gate"))
    for index in 2..<11 { try run.signal("go", .integer(Int64(index))) }
    #expect(run.run.status == .completed)
    try run.checkReplay()
  }

  @Test func `correlation chooses among waiting states`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - name: all
          type: foreach
          items: '["a", "b"]'
          maxConcurrency: 2
          iterator: {states: [{name: gate, type: await, signal: go, correlation: "order-{{ item }}", end: true}]}
          end: true
      """)
    #expect(
      run.run.waitingFor
        == "the signal 'go' (order-a) at all[0]/gate, the signal 'go' (order-b) at all[1]/gate")
    try run.signal("go", 1, correlation: "order-b")
    #expect(run.openPaths == ["all", "all[0]/gate"])
    try run.signal("go", 2)
    try run.signal("go", 3, correlation: "order-c")
    #expect(run.signals.count == 2, "what nobody wants is kept")
    try run.signal("go", 4, correlation: "order-a")
    #expect(run.run.status == .completed)
    try run.checkReplay()
  }

  @Test func `a filter looks at the whole message`() throws {
    let filter = "filter: event.payload.n > 1 and event.by == 'user:ada' and event.name == 'go',"
    var run = try Simulation(Self.waiting(filter))
    try run.signal("go", ["n": 1])
    #expect(run.run.status == .waitingSignal)
    #expect(run.signals.count == 1)
    try run.signal("go", ["n": 2])
    #expect(run.run.status == .completed)
    #expect(run.run.output?["steps"]?["gate"] == ["n": 2])
    try run.checkReplay()
  }

  @Test func `a filter that fails fails the state, and the signal is used up`() throws {
    var run = try Simulation(Self.waiting("filter: event.payload.n > 1, onError: continue,"))
    try run.signal("go", ["m": 1])
    #expect(run.run.status == .completed)
    #expect(run.run.output?["steps"]?["gate"]?["error"]?["type"] == "expression")
    #expect(run.signals.isEmpty)
    try run.checkReplay()
  }

  @Test func `output shapes the payload and sees the message as event`() throws {
    var run = try Simulation(Self.waiting("output: {n: $.n, who: '{{ event.by }}'},"))
    try run.signal("go", ["n": 2])
    #expect(run.run.output?["steps"]?["gate"] == ["n": 2, "who": "user:ada"])
  }

  @Test func `nothing in time ends the run TIMED_OUT`() throws {
    var run = try Simulation(Self.waiting("timeoutSeconds: 60,"))
    #expect(run.run.waitingFor == "the signal 'go' at gate until 2023-11-14T22:14:20Z")
    try run.pass(seconds: 60)
    #expect(run.run.status == .timedOut)
    #expect(run.statuses == ["gate": .timedOut])
    #expect(run.run.error?.message == "the signal 'go' did not come in time")
    #expect(run.events.last?.type == .stepTimedOut)
    try run.checkReplay()
  }

  @Test(arguments: [
    "catch: [{errors: [timeout], next: late}],", "errorNext: late,", "onError: continue, next: late,",
  ])
  func `a timeout can be routed`(route: String) throws {
    let states = """
      id: test
      states:
        - {name: gate, type: await, signal: go, timeoutSeconds: 60, \(route)\(route.contains("continue") ? "" : " end: true")}
        - {name: late, type: inject, data: {late: true}, end: true}
      """
    var run = try Simulation(states)
    try run.pass(seconds: 60)
    #expect(run.run.status == .completed)
    #expect(run.run.output?["late"] == true)
    #expect(run.statuses == ["gate": .timedOut])
    try run.checkReplay()
  }

  @Test func `a timeout inside a branch ends the run TIMED_OUT too`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - name: both
          type: parallel
          branches:
            - {name: a, states: [{name: gate, type: await, signal: go, timeoutSeconds: 5, end: true}]}
            - {name: b, states: [{name: paid, type: await, event: paid, end: true}]}
          end: true
      """)
    try run.pass(seconds: 5)
    #expect(run.run.status == .timedOut)
    #expect(run.statuses["both/b/paid"] == .cancelled)
    #expect(run.waits.isEmpty)
    try run.checkReplay()
  }

  @Test func `a signal to a paused run is taken, and acts when the run is resumed`() throws {
    var run = try Simulation(Self.waiting("").replacing("end: true", with: "next: work") + Self.work)
    try run.send(ControlTests.pause)
    try run.signal("go", 1)
    #expect(run.run.status == .paused)
    #expect(run.openPaths.isEmpty)
    try run.send(.resumeRequested(by: "x"))
    #expect(run.openPaths == ["work"])
    try run.checkReplay()
  }

  @Test func `a signal after a deadline that passed in a pause comes too late`() throws {
    var run = try Simulation(Self.waiting("timeoutSeconds: 10,"))
    try run.send(ControlTests.pause)
    try run.pass(seconds: 20)
    #expect(run.run.status == .paused)
    try run.signal("go")
    #expect(run.openPaths == ["gate"])
    try run.send(.resumeRequested(by: "x"))
    try run.pass(seconds: 0)
    #expect(run.run.status == .timedOut)
    try run.checkReplay()
  }

  static let work = "\n  - {name: work, type: operation, action: noop, end: true}"

  @Test func `a cancelled run waits for nothing`() throws {
    var run = try Simulation(Self.waiting("timeoutSeconds: 60,"))
    try run.send(ControlTests.cancel(.finishRunning))
    #expect(run.run.status == .cancelled)
    #expect(run.statuses == ["gate": .cancelled])
    #expect(try run.signal("go") == "the run is CANCELLED")
  }

  @Test func `a loop takes a signal each time around`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - {name: hear, type: await, signal: more, next: enough}
        - name: enough
          type: switch
          conditions: [{if: steps.hear.last, next: done}]
          defaultNext: hear
        - {name: done, type: inject, data: {done: true}, end: true}
      """)
    try run.signal("more", ["last": false])
    #expect(run.openPaths == ["hear#2"])
    try run.signal("more", ["last": true])
    #expect(run.run.status == .completed)
    try run.checkReplay()
  }

  @Test func `a name that comes out wrong fails the state`() throws {
    let run = try Simulation(
      "{id: test, states: [{name: gate, type: await, signal: '{{ input.name }}', end: true}]}", input: ["name": ""])
    #expect(run.run.status == .failed)
    #expect(run.run.error?.type == "validation")
  }
}

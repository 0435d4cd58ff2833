import JSON
import Testing

@testable import Engine

struct EventTests {
  static func waiting(_ settings: String) -> String {
    "{id: test, states: [{name: paid, type: await, event: order.paid, \(settings) end: true}]}"
  }

  @Test func `a run waits for an event of its tenant, and its payload is the result`() throws {
    var run = try Simulation(Self.waiting("correlation: '{{ input.order }}',"), input: ["order": 7])
    #expect(run.run.status == .waitingSignal)
    #expect(run.run.waitingFor == "the event 'order.paid' (7) at paid")
    let wait = try #require(run.waits.values.first)
    #expect((wait.name, wait.correlation, wait.since) == ("order.paid", "7", run.now))
    #expect(try run.publish("order.paid", correlation: "8")?.contains("no state of this run waits") == true)
    #expect(try run.publish("order.sent", correlation: "7")?.contains("no state of this run waits") == true)
    try run.publish("order.paid", ["amount": 5], correlation: "7")
    #expect(run.run.status == .completed)
    #expect(run.run.output?["steps"]?["paid"] == ["amount": 5])
    #expect(run.events.last?.type == .eventReceived)
    try run.checkReplay()
  }

  @Test func `an event isn't used up: every state that waits for it gets it`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - name: both
          type: parallel
          branches:
            - {name: a, states: [{name: paid, type: await.event, event: paid, end: true}]}
            - {name: b, states: [{name: paid, type: event, event: paid, end: true}]}
            - {name: c, states: [{name: paid, type: await, event: paid, filter: event.payload > 1, end: true}]}
          end: true
      """)
    try run.publish("paid", 1)
    #expect(run.openPaths == ["both", "both/c/paid"])
    #expect(try run.publish("paid", 0) != nil, "what no filter wants leaves no trace")
    try run.publish("paid", 2)
    #expect(run.run.status == .completed)
    try run.checkReplay()
  }

  @Test func `an event from before the wait counts only within the lookback`() throws {
    var run = try Simulation(Self.waiting("lookback: 1m,"))
    #expect(run.waits.values.first?.since == run.now - .seconds(60 as Int64))
    let old = PublishedEvent(
      id: "1", name: "order.paid", payload: 1, by: "x", at: run.now - .seconds(61 as Int64))
    #expect(try run.send(.eventReceived(old)) != nil)
    var young = old
    young.at = run.now - .seconds(59 as Int64)
    try run.send(.eventReceived(young))
    #expect(run.run.status == .completed)
    try run.checkReplay()
  }

  @Test func `the same event is not taken by the state that it led to`() throws {
    var run = try Simulation(
      """
      id: test
      states:
        - {name: hear, type: await, event: more, next: enough}
        - name: enough
          type: switch
          conditions: [{if: "steps.hear.n > 1", next: done}]
          defaultNext: hear
        - {name: done, type: inject, data: {done: true}, end: true}
      """)
    let event = PublishedEvent(id: "1", name: "more", payload: ["n": 1], by: "x", at: run.now)
    try run.send(.eventReceived(event))
    #expect(run.openPaths == ["hear#2"])
    #expect(try run.send(.eventReceived(event)) != nil, "delivered again")
    run.now = run.now + .seconds(1 as Int64)
    try run.publish("more", ["n": 2])
    #expect(run.run.status == .completed)
    try run.checkReplay()
  }

  @Test func `an event to a paused run is taken, and acts when the run is resumed`() throws {
    var run = try Simulation(
      Self.waiting("").replacing("end: true", with: "next: work").replacing(
        "]}", with: ", {name: work, type: operation, action: noop, end: true}]}"))
    try run.send(ControlTests.pause)
    try run.publish("order.paid")
    #expect(run.run.status == .paused)
    #expect(run.waits.isEmpty)
    try run.send(.resumeRequested(by: "x"))
    #expect(run.openPaths == ["work"])
    try run.checkReplay()
  }

  @Test(arguments: ["timeoutSeconds: 5,", ""])
  func `a wait that ends is closed, however it ends`(settings: String) throws {
    var timedOut = try Simulation(Self.waiting(settings))
    #expect(timedOut.waits.count == 1)
    if settings.isEmpty { try timedOut.send(ControlTests.cancel(.stopRunning)) } else { try timedOut.pass(seconds: 5) }
    #expect(timedOut.run.status == (settings.isEmpty ? .cancelled : .timedOut))
    #expect(timedOut.waits.isEmpty)
  }
}

struct EmitTests {
  static let emit = """
    id: test
    states:
      - {name: work, type: operation, action: noop, next: tell}
      - name: tell
        type: emit
        event: "order.{{ input.what }}"
        correlation: "{{ input.order }}"
        payload: {amount: "{{ steps.work.amount }}", at: "{{ now }}"}
        next: more
      - {name: more, type: operation, action: noop, end: true}
    """

  @Test func `an emit publishes in the commit of its decision and leaves no step`() throws {
    var run = try Simulation(Self.emit, input: ["what": "paid", "order": 7])
    try run.succeed("work", ["amount": 5])
    let event = try #require(run.published.first)
    #expect(event.name == "order.paid")
    #expect(event.correlation == "7")
    #expect(event.payload == ["amount": 5, "at": "2023-11-14T22:13:20Z"])
    #expect(event.by == "run:run")
    #expect(event.at == run.now)
    #expect(event.id.count == 32)
    #expect(run.statuses["tell"] == nil)
    #expect(run.events.last?.detail["trace"]?[0]?["outcome"] == "published order.paid")
    #expect(try run.step("more").input == ["amount": 5], "data flows past it")
    try run.checkReplay()
  }

  @Test func `each visit has an event of its own, and the same visit always the same`() throws {
    func ids() throws -> [String] {
      var run = try Simulation(
        """
        id: test
        states:
          - name: all
            type: foreach
            items: range(3)
            iterator: {states: [{name: tell, type: emit, event: e, payload: "{{ index }}", end: true}]}
            end: true
        """)
      run.now = run.now + .seconds(1 as Int64)
      #expect(run.run.status == .completed)
      return run.published.map(\.id)
    }
    let first = try ids()
    #expect(Set(first).count == 3)
    #expect(try ids() == first)
  }

  @Test func `a payload beyond the limit fails the state instead of being sent`() throws {
    let run = try Simulation(
      "{id: test, states: [{name: tell, type: emit, event: e, payload: \"{{ 'x' * 2000 }}\", end: true}]}"
    ) { $0.outputBytes = 1_000 }
    #expect(run.run.error?.type == "limit")
    #expect(run.published.isEmpty)
  }
}

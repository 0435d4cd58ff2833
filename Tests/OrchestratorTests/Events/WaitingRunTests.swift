import Engine
import JSON
import Store
import Testing

@testable import Orchestrator

/// Runs that wait, with the real store and what a tick does.
struct WaitingRunTests {
  @Test func `a tick wakes a sleep when it is due, and not before`() throws {
    let world = try World()
    try world.publish(
      """
      id: test
      states:
        - {name: nap, type: sleep, duration: 10m, next: work}
        - {name: work, type: operation, action: noop, end: true}
      """)
    let run = try world.start()
    #expect(run.status == .waitingTimer)
    #expect(run.waitingFor == "nap until 2023-11-14T22:23:20Z")
    let worker = try world.worker()
    #expect(try worker.nextDue() == Instant("2023-11-14T22:23:20Z"))
    world.pass(seconds: 599)
    #expect(try worker.fireTimers() == 0)
    world.pass(seconds: 1)
    #expect(try worker.fireTimers() == 1)
    try worker.performAll()
    #expect(try world.run(run.id).status == .completed)
    #expect(try world.steps(of: run.id).map(\.status) == [.succeeded, .succeeded])
    #expect(try worker.nextDue() == nil)
    try worker.end()
  }

  @Test func `a sleep that is over in a pause ends at the first tick after it`() throws {
    let world = try World()
    try world.publish("{id: test, states: [{name: nap, type: sleep, duration: 10, end: true}]}")
    let run = try world.start()
    let worker = try world.worker()
    _ = try world.installation.pause(run.id, reason: nil, by: world.admin)
    world.pass(seconds: 20)
    #expect(try worker.fireTimers() == 0)
    _ = try world.installation.resume(run.id, by: world.admin)
    #expect(try worker.fireTimers() == 1)
    #expect(try world.run(run.id).status == .completed)
    try worker.end()
  }

  @Test func `a signal wakes the run that waits for it, and one that came early is there when it is wanted`() throws {
    let world = try World()
    try world.publish(
      """
      id: test
      states:
        - {name: gate, type: await, signal: go, correlation: "{{ input.order }}", timeoutSeconds: 60, next: again}
        - {name: again, type: await, signal: again, end: true}
      """)
    let run = try world.start(input: ["order": 7])
    #expect(run.waitingFor == "the signal 'go' (7) at gate until 2023-11-14T22:14:20Z")
    func signal(_ name: String, _ correlation: String?, _ payload: JSONValue) throws -> Run {
      let signal = Signal(name: name, payload: payload, correlation: correlation, by: "nobody")
      return try world.installation.signal(run.id, signal, by: world.admin)
    }
    #expect(try signal("go", "8", 1).status == .waitingSignal)
    #expect(try signal("again", nil, 2).status == .waitingSignal)
    #expect(try signal("go", "7", 3).status == .completed)
    let done = try world.run(run.id)
    #expect(done.output?["steps"] == ["gate": 3, "again": 2])
    #expect(try world.installation.storage.read { try $0.signals(of: run.id) }.map(\.signal.payload) == [1])
    #expect(try world.installation.storage.read { try $0.timers(of: run.id) }.isEmpty)
  }

  @Test func `a wait that nobody ends in time ends the run TIMED_OUT at a tick`() throws {
    let world = try World()
    try world.publish("{id: test, states: [{name: gate, type: await, event: paid, timeoutSeconds: 60, end: true}]}")
    let run = try world.start()
    let worker = try world.worker()
    world.pass(seconds: 60)
    #expect(try worker.fireTimers() == 1)
    #expect(try world.run(run.id).status == .timedOut)
    #expect(try world.emit("paid").runs.isEmpty, "nobody waits any more")
    try worker.end()
  }

  @Test func `a wait that can't be named ends with a word about it`() throws {
    let world = try World()
    for name in ["", String(repeating: "x", count: 129), "a\nb"] {
      let error = #expect(throws: OperationError.self) { try world.emit(name) }
      #expect(error?.kind == .invalid)
    }
    let error = #expect(throws: OperationError.self) {
      try world.installation.publishEvent(
        EventRequest(name: "a", payload: .string(String(repeating: "x", count: 2 << 20))), by: world.admin)
    }
    #expect(error?.message.contains("payload") == true)
  }
}

struct PublishedEventTests {
  static let waiting = """
    id: test
    states:
      - {name: paid, type: await, event: order.paid, correlation: "{{ input.order }}", next: work}
      - {name: work, type: operation, action: noop, end: true}
    """

  @Test func `an event that is published wakes the runs that wait for it at once`() throws {
    let world = try World()
    try world.publish(Self.waiting)
    let one = try world.start(input: ["order": 1])
    let two = try world.start(input: ["order": 2])
    let outcome = try world.emit("order.paid", ["amount": 5], correlation: "2")
    #expect(outcome.runs == [two.id])
    #expect(outcome.event.event.by == "user:ada")
    #expect(try world.run(one.id).status == .waitingSignal)
    #expect(try world.run(two.id).status == .running)
    let worker = try world.worker()
    #expect(try worker.drainStimuli() == 0, "nothing is left for the tick")
    try worker.performAll()
    #expect(try world.run(two.id).output?["steps"]?["paid"] == ["amount": 5])
    try worker.end()
  }

  @Test func `the same dedupe key is the same event, and wakes nobody twice`() throws {
    let world = try World()
    try world.publish(
      """
      id: test
      states:
        - {name: hear, type: await, event: tick, lookback: 1h, next: again}
        - {name: again, type: await, event: tick, end: true}
      """)
    let run = try world.start()
    let first = try world.emit("tick", 1, key: "k")
    world.pass(seconds: 1)
    let second = try world.emit("tick", 2, key: "k")
    #expect(!first.isRepeated && second.isRepeated)
    #expect(second.event == first.event)
    #expect(try world.run(run.id).status == .waitingSignal)
    _ = try world.emit("tick", 3)
    #expect(try world.run(run.id).output?["steps"] == ["hear": 1, "again": 3])
  }

  @Test func `one run tells another by an event, through the tick`() throws {
    let world = try World()
    try world.publish(Self.waiting)
    let waiting = try world.start(input: ["order": 7])
    try world.publish(
      "{id: teller, states: [{name: tell, type: emit, event: order.paid, correlation: '7', payload: {n: 1}, end: true}]}"
    )
    let teller = try world.start("teller")
    #expect(teller.status == .completed)
    let worker = try world.worker()
    #expect(try worker.drainStimuli() == 1)
    try worker.performAll()
    let done = try world.run(waiting.id)
    #expect(done.status == .completed)
    #expect(done.output?["steps"]?["paid"] == ["n": 1])
    try worker.end()
  }

  @Test func `an event that two processes bring at once is taken once`() throws {
    let world = try World()
    try world.publish(
      """
      id: test
      states:
        - {name: hear, type: await, event: tick, lookback: 1h, next: again}
        - {name: again, type: await, event: tick, lookback: 1h, filter: "event.payload != 1 or True", end: true}
      """)
    let run = try world.start()
    let event = PublishedEvent(id: "e", name: "tick", payload: 1, by: "x", at: world.now)
    try world.installation.storage.write { _ = try $0.publish(event, tenant: .standard) }
    let queued = try #require(try world.installation.storage.read { try $0.pendingStimuli(limit: 1) }.first)
    let advance = Advance(run: run.id, stimulus: queued.stimulus, queued: queued.id)
    let first = try Advancer(world.installation).advance([advance])
    #expect(first.advancedCount == 1)
    // The second process had read the queue before the first one committed.
    let second = try Advancer(try world.another()).advance([advance])
    #expect(second.advancedCount == 0)
  }

  @Test func `who may only look may not publish`() throws {
    let world = try World()
    let viewer = Identity(actor: "user:eve", roles: [.viewer])
    let error = #expect(throws: OperationError.self) {
      try world.installation.publishEvent(EventRequest(name: "a"), by: viewer)
    }
    #expect(error?.kind == .forbidden)
  }
}

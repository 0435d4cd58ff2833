import Engine
import JSON
import Store
import Testing

@testable import Orchestrator

/// Events that start runs, with the real store.
struct TriggeredRunTests {
  static let ship = """
    id: ship
    on:
      - {event: order.paid, if: event.payload.amount > 0, input: {order: "{{ event.payload.id }}"}}
    inputSchema: {type: object, properties: {order: {type: string}}, required: [order]}
    states: [{name: work, type: operation, action: noop, end: true}]
    """

  @Test func `an event starts a run of each workflow whose trigger means it, with its provenance`() throws {
    let world = try World()
    try world.publish(Self.ship)
    try world.publish("{id: count, on: {event: order.paid}, states: [{name: a, type: succeed}]}")
    try world.publish("{id: other, on: {event: order.lost}, states: [{name: a, type: succeed}]}")
    let outcome = try world.emit("order.paid", ["id": "o7", "amount": 3], correlation: "c7")
    #expect(outcome.runs.count == 2 && outcome.event.matches == 2 && outcome.event.matchedAt == world.now)
    let runs = try world.runs()
    #expect(Set(runs.map(\.workflow)) == ["ship", "count"])
    let shipped = try #require(runs.first { $0.workflow == "ship" })
    #expect(shipped.input == ["order": "o7"])
    #expect(
      shipped.trigger == [
        "kind": "event", "event": .string(outcome.event.event.id), "type": "order.paid", "trigger": "order.paid",
        "by": "user:ada", "eventDepth": 0, "correlation": "c7",
      ])
    #expect(runs.first { $0.workflow == "count" }?.status == .completed)
  }

  @Test func `why an event started nothing is written down`() throws {
    let world = try World()
    try world.publish(Self.ship)
    try world.publish("{id: off, on: {event: order.paid}, states: [{name: a, type: succeed}]}")
    try world.installation.setWorkflow("off", enabled: false, by: world.admin)
    func answers(_ payload: JSONValue) throws -> [String: String] {
      let outcome = try world.emit("order.paid", payload)
      #expect(outcome.runs.isEmpty)
      let details = try world.installation.eventDetails(outcome.event.event.id, for: world.admin)
      #expect(details.event.matches == 0 && details.whyNothing == nil)
      return Dictionary(
        uniqueKeysWithValues: details.matches.map { ($0.match.target, "\($0.match.outcome): \($0.reason ?? "")") })
    }
    let small = try answers(["id": "o7", "amount": 0])
    #expect(small["ship"] == "passedOver: its `if` is false")
    #expect(small["off"]?.contains("refused: the workflow is disabled") == true)
    let wrong = try #require(try answers(["id": 7, "amount": 1])["ship"])
    #expect(wrong.hasPrefix("refused: the input doesn't fit the workflow 'ship': input/order: "), "\(wrong)")
    #expect(try answers(["id": "o7"])["ship"]?.contains("amount") == true)
    #expect(try answers("text")["ship"]?.hasPrefix("refused") == true)
  }

  @Test func `an event that nobody means says so`() throws {
    let world = try World()
    let event = try world.emit("order.paid").event
    #expect(event.matchedAt == event.event.at, "nobody has to be asked")
    let details = try world.installation.eventDetails(event.event.id, for: world.admin)
    #expect(details.matches.isEmpty)
    #expect(details.whyNothing == "no workflow names the type 'order.paid' in `on`, and no run waited for it")
  }

  @Test func `the newest revision's triggers count`() throws {
    let world = try World()
    try world.publish(Self.ship)
    try world.publish(Self.ship.replacing("order.paid", with: "order.sent"))
    #expect(try world.emit("order.paid", ["id": "o7", "amount": 1]).runs.isEmpty)
    #expect(try world.emit("order.sent", ["id": "o7", "amount": 1]).runs.count == 1)
    try world.publish("{id: ship, states: [{name: a, type: succeed}]}")
    #expect(try world.emit("order.sent", ["id": "o7", "amount": 1]).runs.isEmpty)
  }

  @Test func `an event whose publisher was killed starts its runs at the next tick, once`() throws {
    let world = try World()
    try world.publish(Self.ship)
    let event = PublishedEvent(
      id: "e", name: "order.paid", payload: ["id": "o7", "amount": 1], by: "x", at: world.now)
    try world.installation.storage.write { _ = try $0.publish(event, tenant: .standard) }
    #expect(try world.runs().isEmpty)
    let worker = try world.worker()
    #expect(try worker.hasWork())
    #expect(try worker.matchEvents() == 1)
    #expect(try world.runs().count == 1)
    #expect(try worker.matchEvents() == 0)
    #expect(
      try !world.installation.storage.read { try $0.inboundEvents(.init(tenant: .standard), page: .first) }
        .items.contains { $0.matchedAt == nil })
    try worker.end()
  }

  @Test func `two that look at one event at once start one run`() throws {
    let world = try World()
    try world.publish(Self.ship)
    let event = PublishedEvent(
      id: "e", name: "order.paid", payload: ["id": "o7", "amount": 1], by: "x", at: world.now)
    try world.installation.storage.write { _ = try $0.publish(event, tenant: .standard) }
    let pending = try #require(try world.installation.storage.read { try $0.eventsToMatch(limit: 1) }.first)
    #expect(try EventMatcher(installation: world.installation).match(pending).count == 1)
    #expect(try EventMatcher(installation: try world.another()).match(pending).isEmpty)
    #expect(try world.emit("order.paid", ["id": "o7", "amount": 1], key: "k").runs.count == 1)
    #expect(try world.emit("order.paid", ["id": "o7", "amount": 1], key: "k").runs.isEmpty)
    #expect(try world.runs().count == 2)
  }

  @Test func `more workflows than one commit takes are all started, the rest by a tick`() throws {
    let world = try World()
    let count = EventMatcher.batch + 7
    for number in 0..<count {
      try world.publish("{id: w\(number), on: {event: e}, states: [{name: a, type: succeed}]}")
    }
    #expect(try world.emit("e").runs.count == EventMatcher.batch)
    let worker = try world.worker()
    #expect(try worker.matchEvents() == 1)
    #expect(try world.runs().count == count)
    #expect(Set(try world.runs().map(\.workflow)).count == count)
    try worker.end()
  }

  @Test func `a loop of events ends`() throws {
    let world = try World()
    try world.publish("{id: ping, on: {event: ping}, states: [{name: a, type: emit, event: pong}]}")
    try world.publish("{id: pong, on: {event: pong}, states: [{name: a, type: emit, event: ping}]}")
    _ = try world.emit("ping")
    let worker = try world.worker()
    for _ in 0..<40 where try worker.matchEvents() > 0 {}
    #expect(try worker.matchEvents() == 0)
    #expect(try world.runs().count == Limits().events + 1)
    let last = try #require(
      try world.installation.storage.read { try $0.inboundEvents(.init(tenant: .standard), page: .first) }.items.first)
    let details = try world.installation.eventDetails(last.event.id, for: world.admin)
    #expect(details.matches.first?.reason?.hasPrefix("17 events led from one to the next") == true)
    try worker.end()
  }

  @Test func `a loop of events through a run that a run starts ends too`() throws {
    let world = try World()
    try world.publish("{id: ping, on: {event: ping}, states: [{name: a, type: workflow, workflow: teller}]}")
    try world.publish("{id: teller, states: [{name: a, type: emit, event: ping}]}")
    _ = try world.emit("ping")
    let worker = try world.worker()
    for _ in 0..<40 {
      try worker.performEverything()
      if try worker.matchEvents() == 0 { break }
    }
    #expect(try world.runs().filter { $0.workflow == "ping" }.count == Limits().events + 1)
    try worker.end()
  }

  @Test func `a workflow that waits for what another one starts with gets the same event`() throws {
    let world = try World()
    try world.publish(PublishedEventTests.waiting)
    try world.publish(Self.ship)
    let waiting = try world.start(input: ["order": "o7"])
    let outcome = try world.emit("order.paid", ["id": "o7", "amount": 1], correlation: "o7")
    #expect(outcome.runs.count == 2 && outcome.runs.first == waiting.id)
    let details = try world.installation.eventDetails(outcome.event.event.id, for: world.admin)
    #expect(details.matches.map(\.match.outcome) == [.started, .taken])
    #expect(details.event.matches == 2)
  }

  @Test func `a run whose filter refuses an event is named with the reason`() throws {
    let world = try World()
    try world.publish(
      "{id: test, states: [{name: a, type: await, event: paid, filter: event.payload > 3, end: true}]}")
    let run = try world.start()
    let outcome = try world.emit("paid", 1)
    let details = try world.installation.eventDetails(outcome.event.event.id, for: world.admin)
    #expect(details.matches.map(\.match.run) == [run.id])
    #expect(details.matches.first?.match.outcome == .brought && details.event.matches == 0)
    #expect(details.matches.first?.reason?.contains("filter refuses it") == true)
  }

  @Test func `an event that is replayed is a new one that names the old, and starts its runs again`() throws {
    let world = try World()
    try world.publish(Self.ship)
    let first = try world.emit("order.paid", ["id": "o7", "amount": 1], correlation: "c", key: "k")
    world.pass(seconds: 60)
    let again = try world.installation.replayEvent(first.event.event.id, by: world.admin)
    #expect(again.event.event.id != first.event.event.id)
    #expect(again.event.provenance.replayOf == first.event.event.id)
    #expect(again.event.event.payload == first.event.event.payload && again.event.event.correlation == "c")
    #expect(again.runs.count == 1)
    let error = #expect(throws: OperationError.self) {
      try world.installation.replayEvent("nothing", by: world.admin)
    }
    #expect(error?.kind == .notFound)
  }
}

extension World {
  @discardableResult
  func emit(
    _ name: String, _ payload: JSONValue = nil, correlation: String? = nil, key: String? = nil
  ) throws -> PublishedOutcome {
    try installation.publishEvent(
      EventRequest(name: name, payload: payload, correlation: correlation, dedupeKey: key), by: admin)
  }

  /// All runs, newest first.
  func runs() throws -> [Run] {
    try installation.storage.read { store in
      try store.runs(RunFilter(tenant: .standard), page: PageRequest(limit: 200)).items.compactMap {
        try store.run($0.id)
      }
    }
  }
}

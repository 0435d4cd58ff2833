import Engine
import JSON
import Testing

@testable import Store

/// Events of a tenant, and the steps that wait for them.
struct InboundEventTests {
  private let store: TestStore
  private let now = TestStore.birth + .seconds(100 as Int64)

  init() throws { store = try TestStore() }

  private func event(
    _ id: String, _ name: String = "paid", correlation: String? = nil, at: Instant? = nil, payload: JSONValue = [1]
  ) -> PublishedEvent {
    PublishedEvent(id: id, name: name, payload: payload, correlation: correlation, by: "user:ann", at: at ?? now)
  }

  /// A run whose only step waits since a moment.
  private func waiting(_ id: RunID, correlation: String? = nil, since: Instant? = nil, tenant: TenantID = .standard)
    throws
  {
    let run = Run.sample(id, tenant: tenant)
    let step = Step.sample("hear", of: run, status: .waitingSignal)
    let snapshot = try store.start(run, steps: [step])
    let wait = EventWait(
      run: id, step: step.id, name: "paid", correlation: correlation, since: since ?? TestStore.birth)
    try store.apply(.about(snapshot.run.next(.waitingSignal), at: now, changes: [.openWait(wait)]))
  }

  private func queue() throws -> [QueuedStimulus] { try store.ask { try $0.pendingStimuli(limit: 100) } }

  @discardableResult
  private func publish(_ event: PublishedEvent, tenant: TenantID = .standard) throws -> [RunID]? {
    try store.tell { try $0.publish(event, tenant: tenant) }
  }

  @Test func `an event reaches every run that waits for its name, and no other`() throws {
    try store.publish("hello", tenant: "other")
    try waiting("r1")
    try waiting("r2", correlation: "a")
    try waiting("r3", correlation: "b")
    try waiting("r4", since: now + .seconds(1 as Int64))
    try waiting("r5", tenant: "other")
    #expect(try publish(event("e1", correlation: "a")) == ["r1", "r2"])
    #expect(try queue().map(\.run) == ["r1", "r2"])
    #expect(try queue().first?.stimulus == .eventReceived(event("e1", correlation: "a")))
    #expect(try publish(event("e2", "sent", correlation: "a")) == [])
    #expect(try publish(event("e3")) == ["r1"])
  }

  @Test func `an event is recorded once, whoever publishes it again`() throws {
    try waiting("r1")
    #expect(try publish(event("e1")) == ["r1"])
    #expect(try publish(event("e1", payload: [2])) == nil)
    #expect(try queue().count == 1)
    #expect(try store.ask { try $0.inboundEvent("e1", tenant: .standard) }?.event == event("e1"))
    #expect(try store.ask { try $0.inboundEvent("e1", tenant: "other") } == nil)
  }

  @Test func `a wait that is opened gets what came since, the oldest first`() throws {
    for second in [10, 50, 60, 70] as [Int64] {
      try publish(event("e\(second)", correlation: "a", at: TestStore.birth + .seconds(second)))
    }
    try publish(event("other", correlation: "b"))
    try waiting("r1", correlation: "a", since: TestStore.birth + .seconds(50 as Int64))
    let ids = try queue().map { queued in
      guard case .eventReceived(let event) = queued.stimulus else { return "none" }
      return event.id
    }
    #expect(ids == ["e50", "e60", "e70"])
  }

  @Test func `what is published between a decision and its commit isn't lost`() throws {
    let since = now - .seconds(1 as Int64)
    try publish(event("e1", at: now))
    try waiting("r1", since: since)
    #expect(try queue().map(\.run) == ["r1"])
  }

  @Test func `a closed wait and a quarantined run hear nothing`() throws {
    try waiting("r1")
    try waiting("r2")
    let snapshot = try store.snapshot("r1")
    try store.apply(.about(snapshot.run.next(.waitingSignal), changes: [.closeWait("r1-hear")]))
    try store.tell { try $0.quarantine("r2", reason: "broken", at: now) }
    #expect(try publish(event("e1")) == [])
  }

  @Test func `a decision publishes in its own commit, once`() throws {
    try waiting("r1")
    let run = Run.sample("r2")
    let snapshot = try store.start(run)
    let decision = Decision.about(snapshot.run.next(.running), changes: [.publishEvent(event("visit"))])
    try store.apply(decision)
    #expect(try queue().map(\.run) == ["r1"])
    #expect(throws: ApplyError.self) { try store.apply(decision) }
    #expect(
      try store.ask { try $0.inboundEvents(InboundEventFilter(tenant: .standard), page: .first) }.items.count == 1)
  }

  @Test func `events are listed newest first, by name and correlation, in pieces`() throws {
    for number in 1...5 {
      try publish(event("e\(number)", number == 3 ? "sent" : "paid", correlation: number < 3 ? "a" : nil))
    }
    func ids(_ filter: InboundEventFilter, _ page: PageRequest = .first) throws -> ([String], PageCursor?) {
      let page = try store.ask { try $0.inboundEvents(filter, page: page) }
      return (page.items.map(\.event.id), page.next)
    }
    let all = InboundEventFilter(tenant: .standard)
    let first = try ids(all, PageRequest(limit: 3))
    #expect(first.0 == ["e5", "e4", "e3"])
    #expect(try ids(all, PageRequest(limit: 3, cursor: first.1)).0 == ["e2", "e1"])
    #expect(try ids(InboundEventFilter(tenant: .standard, name: "sent")).0 == ["e3"])
    #expect(try ids(InboundEventFilter(tenant: .standard, correlation: "a")).0 == ["e2", "e1"])
    #expect(try ids(InboundEventFilter(tenant: "other")).0 == [])
  }

  @Test func `a signal that is taken is gone, and taking it twice is refused`() throws {
    let snapshot = try store.start(.sample("r1"))
    let signal = Signal(name: "go", payload: 1, by: "user:ann")
    try store.apply(
      .about(snapshot.run.next(.running), changes: [.keepSignal(signal, number: 2, at: now)]))
    let kept = try store.snapshot("r1")
    #expect(kept.signals == [KeptSignal(number: 2, signal: signal, at: now)])
    try store.apply(.about(kept.run.next(.running), changes: [.takeSignal(number: 2)]))
    let taken = try store.snapshot("r1")
    #expect(taken.signals == [])
    #expect(throws: InvariantViolation.self) {
      try store.apply(.about(taken.run.next(.running), changes: [.takeSignal(number: 2)]))
    }
  }
}

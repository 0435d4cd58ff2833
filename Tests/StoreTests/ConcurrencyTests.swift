import Engine
import GRDB
import Testing

@testable import Store

/// Who holds a slot of a concurrency key, and who is next.
struct ConcurrencyTests {
  private let store: TestStore

  init() throws { store = try TestStore() }

  @Test func `runs of a key get its slots in their order, the next with the commit that frees one`() throws {
    for id: RunID in ["r1", "r2", "r3", "r4"] { try ask(id, limit: 2) }
    #expect(try granted() == ["r1", "r2"])
    #expect(try places(["r1", "r2", "r3", "r4"]) == [nil, nil, 1, 2])
    #expect(
      try slot("r3") == SlotStanding(key: "k", limit: 2, number: nil, place: 1, waiting: 2, holders: ["r1", "r2"]))
    try end("r1")
    #expect(try granted() == ["r3"])
    #expect(try slot("r3")?.number == 1)
    #expect(try slot("r1") == nil)
    try end("r2")
    #expect(try granted() == ["r4"])
    #expect(try slot("r4")?.waiting == 0)
  }

  @Test func `a run that leaves the queue wakes nobody, and those behind it move up`() throws {
    for id: RunID in ["r1", "r2", "r3"] { try ask(id) }
    #expect(try granted() == ["r1"])
    try end("r2", .cancelled)
    #expect(try granted().isEmpty)
    #expect(try slot("r3")?.place == 1)
  }

  @Test func `the more urgent run goes first, unless the other has waited much longer`() throws {
    try ask("holder")
    try ask("old", at: TestStore.birth)
    try ask("urgent", priority: 2, at: TestStore.birth + .seconds(1_300))
    try ask("later", priority: 2, at: TestStore.birth + .seconds(1_100))
    #expect(try places(["later", "old", "urgent"]) == [1, 2, 3])
    _ = try granted()
    for (ends, next) in [("holder", "later"), ("later", "old"), ("old", "urgent")] as [(RunID, RunID)] {
      try end(ends)
      #expect(try granted() == [next])
    }
  }

  @Test func `keys are apart, and so are tenants`() throws {
    try store.publish("hello", tenant: "other")
    try ask("r1")
    try ask("r2", key: "k2")
    try ask("r3", tenant: "other")
    #expect(try granted() == ["r1", "r2", "r3"])
  }

  @Test func `each run goes by its own limit, and nobody overtakes who waits`() throws {
    try ask("r1", limit: 2)
    try ask("r2", limit: 2)
    try ask("alone", limit: 1)
    try ask("r3", limit: 3)
    #expect(try granted() == ["r1", "r2"])
    try end("r1")
    #expect(try granted().isEmpty)
    try end("r2")
    #expect(try granted() == ["alone", "r3"])
    #expect(try slot("alone")?.number == 1 && slot("r3")?.number == 2)
  }

  @Test func `no two runs hold one slot, and none beyond its limit`() throws {
    try ask("r1", limit: 2)
    try ask("r2", limit: 2)
    for sql in [
      "UPDATE concurrency_slots SET number = 1 WHERE run = 'r2'",
      "UPDATE concurrency_slots SET number = 3 WHERE run = 'r2'",
      "UPDATE concurrency_slots SET number = 0 WHERE run = 'r2'",
    ] {
      let writer = try store.storage.openWriter()
      #expect(throws: (any Error).self) { try writer.exclusively { try $0.execute(sql: sql) } }
    }
  }

  @Test func `a run whose caller waits for it shares the caller's slot, however far up`() throws {
    try ask("r1")
    let middle = Run.sample("r2", parent: "r1")
    try store.start(middle)
    try ask("r3", parent: "r2")
    #expect(try granted() == ["r1", "r3"])
    try ask("r4")
    try end("r1")
    #expect(try granted().isEmpty, "the slot is in use as long as one of them is not over")
    try end("r3")
    #expect(try granted() == ["r4"])
  }

  @Test func `a run whose caller has another key waits like any other`() throws {
    try ask("r1", key: "k1")
    try ask("r2", key: "k2")
    try ask("r3", key: "k2", parent: "r1")
    #expect(try slot("r3")?.place == 1)
  }

  @Test func `the oldest runs make room for the newest, and each is told once`() throws {
    for id: RunID in ["r1", "r2"] { try ask(id, limit: 2) }
    try ask("r3", limit: 2, onLimit: .cancelOldest)
    #expect(try cancelled() == ["r1"])
    try ask("r4", limit: 2, onLimit: .cancelOldest)
    #expect(try cancelled() == ["r2"])
    try ask("r5", limit: 2, onLimit: .cancelOldest)
    #expect(try cancelled() == ["r3"], "it still waited, and is older than the other one that does")
    _ = try granted()
    try end("r3", .cancelled)
    #expect(try granted().isEmpty)
    try end("r1", .cancelled)
    try end("r2", .cancelled)
    #expect(try granted() == ["r4", "r5"])
  }

  @Test func `a run that was told to make room is given no slot meanwhile`() throws {
    try ask("r1")
    try ask("r2")
    try ask("r3", onLimit: .cancelOldest)
    #expect(try cancelled() == ["r1", "r2"])
    _ = try granted()
    try end("r1", .cancelled)
    #expect(try granted() == ["r3"])
  }

  @Test func `a quarantined run frees its slot`() throws {
    try ask("r1")
    try ask("r2")
    _ = try granted()
    try store.tell { try $0.quarantine("r1", reason: "poison", at: TestStore.birth) }
    #expect(try granted() == ["r2"])
    try store.tell { try $0.quarantine("r2", reason: "poison", at: TestStore.birth) }
    #expect(try slot("r2") == nil)
  }

  @Test func `whoever writes the run may take its grant at once`() throws {
    try ask("r1")
    #expect(try store.tell { try $0.takeSlotGrant(of: "r1") })
    #expect(try store.tell { try $0.takeSlotGrant(of: "r1") } == false)
    #expect(try granted().isEmpty)
  }

  @Test(arguments: [
    ConcurrencyStatements.next, .count, .smallestFree, .place, .waiting, .holders, .free, .grant, .load, .oldest,
  ])
  func `slots are found by their indexes, never by looking at all rows`(statement: ConcurrencyStatements) throws {
    let plan = try store.plan(of: "\(statement.sql.text)")
    #expect(!plan.contains { $0.hasPrefix("SCAN") && $0.contains("concurrency_slots") }, "\(plan)")
  }

  // MARK: Words of these tests

  private func ask(
    _ id: RunID, key: String = "k", limit: Int = 1, onLimit: Concurrency.OnLimit = .queue, priority: Int = 0,
    tenant: TenantID = .standard, parent: RunID? = nil, at now: Instant = TestStore.birth
  ) throws {
    var run = Run.sample(id, tenant: tenant, createdAt: now, parent: parent)
    run.priority = priority
    let request = SlotRequest(key: key, limit: limit, onLimit: onLimit)
    try store.tell { writer in
      try writer.insertRun(run)
      let decision = Decision.about(run.next(.pending), .runStarted, at: now, changes: [.requestSlot(request)])
      try writer.apply(decision, to: run.version)
    }
  }

  private func end(_ id: RunID, _ status: RunStatus = .completed) throws {
    let run = try required(try store.ask { try $0.run(id) })
    try store.apply(.about(run.next(status), .slotGranted, changes: [.freeSlot]))
  }

  private func slot(_ run: RunID) throws -> SlotStanding? { try store.ask { try $0.slot(of: run) } }

  private func places(_ runs: [RunID]) throws -> [Int?] { try runs.map { try slot($0)?.place } }

  /// Who was given a slot since this was last asked.
  private func granted() throws -> [RunID] { try told { $0 == .slotGranted } }

  private func cancelled() throws -> [RunID] {
    try told { if case .cancelRequested(let cancellation) = $0 { cancellation.by == .system } else { false } }
  }

  private func told(_ isMeant: (Stimulus) -> Bool) throws -> [RunID] {
    let queued = try store.ask { try $0.pendingStimuli(limit: 100) }.filter { isMeant($0.stimulus) }
    for stimulus in queued { try store.tell { try $0.deleteStimulus(stimulus.id) } }
    return queued.map(\.run)
  }
}

extension Run {
  fileprivate static func sample(
    _ id: RunID, tenant: TenantID = .standard, createdAt: Instant = TestStore.birth, parent: RunID?
  ) -> Run {
    var run = Run.sample(id, tenant: tenant, createdAt: createdAt)
    run.parent = parent.map { Run.Parent(run: $0, step: "step") }
    return run
  }
}

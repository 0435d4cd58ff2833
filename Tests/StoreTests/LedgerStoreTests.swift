import Engine
import GRDB
import JSON
import Testing

@testable import Store

/// Slots, spans, and what wakes a schedule.
struct LedgerStoreTests {
  private let birth = TestStore.birth
  private func minute(_ number: Int64) -> Instant { birth + .seconds(60 * number) }

  private func storeWithSchedule() throws -> (store: TestStore, schedule: Schedule) {
    let store = try TestStore()
    try store.tell { try $0.insertSchedule(.sample("s")) }
    return (store, try required(try store.ask { try $0.schedule("s") }))
  }

  private func span(_ first: Int64, _ last: Int64, _ outcome: ScheduleSpan.Outcome = .missed) -> ScheduleSpan {
    ScheduleSpan(
      schedule: "s", generation: 1, first: minute(first), last: minute(last), count: Int(last - first + 1),
      outcome: outcome, decidedAt: minute(last))
  }

  private func slot(_ number: Int64, _ status: ScheduleSlot.Status, backfill: BackfillID? = nil) -> ScheduleSlot {
    var slot = ScheduleSlot(
      schedule: "s", generation: 1, instant: minute(number), backfill: backfill, status: status,
      decidedAt: minute(number))
    if status == .fired {
      slot.firedAt = minute(number)
      slot.run = RunID("r\(number)")
    }
    return slot
  }

  @Test func `a ledger moves from the state that was decided upon, once`() throws {
    let (store, old) = try storeWithSchedule()
    var moved = old
    moved.ledger.through = minute(1)
    moved.ledger.dueAt = minute(2)
    moved.counts.fired = 1
    #expect(try store.tell { try $0.moveLedger(of: moved, from: old) })
    #expect(try !store.tell { try $0.moveLedger(of: moved, from: old) })
    #expect(try store.ask { try $0.dueSchedules(at: minute(1), limit: 9) } == [])
    let due = try store.ask { try $0.dueSchedules(at: minute(2), limit: 9) }
    #expect(due.map(\.ledger.through) == [minute(1)])
    #expect(due.map(\.counts.fired) == [1])
    #expect(try store.ask { try $0.nextScheduleDue() } == minute(2))
  }

  @Test func `no instant has two slots, but a backfill has its own`() throws {
    let (store, _) = try storeWithSchedule()
    try store.tell { try $0.insertSlot(slot(1, .fired)) }
    try store.tell { try $0.insertSlot(slot(1, .fired, backfill: "b")) }
    #expect(throws: InvariantViolation.self) { try store.tell { try $0.insertSlot(slot(1, .fired)) } }
  }

  @Test func `spans of one reason grow together unless a slot lies between`() throws {
    let (store, _) = try storeWithSchedule()
    try store.tell { writer in
      try writer.insertSpan(span(1, 1))
      try writer.insertSpan(span(2, 3))
      try writer.insertSlot(slot(4, .fired))
      try writer.insertSpan(span(5, 5))
      try writer.insertSpan(span(6, 9, .paused))
    }
    let spans = try store.ask { try $0.spans(of: "s", page: .first) }.items
    #expect(spans.map(\.first) == [minute(6), minute(5), minute(1)])
    #expect(spans.map(\.last) == [minute(9), minute(5), minute(3)])
    #expect(spans.map(\.count) == [4, 1, 3])
    let whole = try store.ask { try $0.ledger(of: "s", page: .first) }.items
    #expect(whole.count == 4)
    let first = try store.ask { try $0.ledger(of: "s", page: PageRequest(limit: 2)) }
    let rest = try store.ask { try $0.ledger(of: "s", page: PageRequest(limit: 2, cursor: first.next)) }
    #expect(first.items + rest.items == whole)
  }

  @Test func `a slot that waits can fire or go, once`() throws {
    let (store, _) = try storeWithSchedule()
    try store.tell { try $0.insertSlot(slot(1, .buffered)) }
    #expect(try store.ask { try $0.bufferedSlots(of: "s") } == [slot(1, .buffered)])
    try store.tell { try $0.updateSlot(slot(1, .fired)) }
    #expect(try store.ask { try $0.bufferedSlots(of: "s") } == [])
    #expect(throws: InvariantViolation.self) { try store.tell { try $0.deleteSlot(slot(1, .buffered)) } }
    #expect(try store.ask { try $0.slots(of: "s", page: .first) }.items == [slot(1, .fired)])
  }

  @Test func `the end of a run wakes the schedule that waits for it, in the same commit`() throws {
    let (store, old) = try storeWithSchedule()
    var waiting = old
    waiting.ledger.dueAt = nil
    waiting.ledger.isWaiting = true
    try store.tell { _ = try $0.moveLedger(of: waiting, from: old) }
    let run = try store.start(old.run("r1", slot: minute(1))).run
    let manual = try store.start(old.run("r2", slot: nil)).run
    #expect(try store.ask { try $0.liveRuns(of: "s" as ScheduleID) } == ["r1"])
    try store.apply(.about(manual.next(.failed)))
    #expect(try store.ask { try $0.nextScheduleDue() } == nil)
    try store.apply(.about(run.next(.failed)))
    let woken = try required(try store.ask { try $0.schedule("s") })
    #expect(woken.ledger.dueAt == birth)
    #expect(woken.ledger.failedRun == "r1")
    #expect(woken.ledger.endedAt == birth)
    #expect(woken.ledger.moves == 2)
    #expect(try store.ask { try $0.liveRuns(of: "s" as ScheduleID) } == [])
    var filter = RunFilter(tenant: .standard)
    filter.schedule = "s"
    #expect(try store.ask { try $0.runs(filter, page: .first) }.items.map(\.id) == ["r2", "r1"])
  }

  @Test func `a backfill goes on when its run has ended, and no sooner than its spacing`() throws {
    let (store, schedule) = try storeWithSchedule()
    let made = Backfill(
      id: "b", schedule: "s", tenant: .standard, from: minute(1), to: minute(5), total: 5, createdAt: birth,
      createdBy: "user:ada")
    try store.tell { try $0.insertBackfill(made) }
    #expect(try store.ask { try $0.dueBackfills(at: birth, limit: 1) } == [made])
    var moved = made
    moved.through = minute(1)
    moved.dueAt = nil
    moved.notBefore = minute(3)
    moved.fired = 1
    #expect(try store.tell { try $0.moveBackfill(moved, from: made) })
    #expect(try !store.tell { try $0.moveBackfill(moved, from: made) })
    let run = try store.start(schedule.run("r1", slot: minute(1), backfill: "b")).run
    #expect(try store.ask { try $0.liveRuns(of: "b", of: "s") } == 1)
    #expect(try store.ask { try $0.liveRuns(of: "s" as ScheduleID) } == [])
    try store.apply(.about(run.next(.completed)))
    #expect(try store.ask { try $0.backfill("b", tenant: .standard) }?.dueAt == minute(3))
    #expect(try store.ask { try $0.schedule("s") }?.ledger.moves == 0)
    #expect(try store.tell { try $0.cancelBackfill("b", at: minute(4)) })
    #expect(try store.ask { try $0.backfills(of: "s", page: .first) }.items.map(\.status) == [.cancelled])
  }

  @Test func `what must not be is found`() throws {
    let store = try TestStore()
    var stuck = Schedule.sample("stuck", dueAt: nil)
    stuck.ledger.isWaiting = true
    var failed = Schedule.sample("failed", dueAt: minute(900))
    failed.failure = Schedule.Failure(.zone, "no such zone")
    for schedule in [
      Schedule.sample("well", dueAt: minute(900)), .sample("forgotten", dueAt: nil), .sample("late", dueAt: minute(1)),
      stuck, failed,
    ] {
      try store.tell { try $0.insertSchedule(schedule) }
    }
    let found = try store.ask { try $0.ledgerFindings(overdue: minute(5), limit: 10) }
    #expect(
      found == [
        LedgerFinding(schedule: "forgotten", name: "forgotten", kind: .noFuture),
        LedgerFinding(schedule: "late", name: "late", kind: .overdue, since: minute(1)),
        LedgerFinding(schedule: "stuck", name: "stuck", kind: .stuck),
        LedgerFinding(schedule: "failed", name: "failed", kind: .failed, message: "no such zone"),
      ])
  }

  @Test func `a schedule goes with its ledger, and its runs stay`() throws {
    let (store, schedule) = try storeWithSchedule()
    try store.start(schedule.run("r1", slot: minute(1)))
    try store.tell { writer in
      try writer.insertSlot(slot(1, .fired))
      try writer.insertSpan(span(2, 3))
      try writer.deleteSchedule("s")
    }
    #expect(try store.ask { try $0.schedule("s") } == nil)
    #expect(try store.ask { try $0.slots(of: "s", page: .first) }.items == [])
    #expect(try store.ask { try $0.run("r1") } != nil)
  }

  /// An idle tick asks these; none may look at schedules that are not due, or at finished runs.
  @Test(arguments: [
    LedgerStatements.due, .dueIDs, .nextDue, .liveRuns, .forgotten, .overdue, .stuck, .failed,
  ])
  func `an idle tick reads no schedule that isn't due`(statement: LedgerStatements) throws {
    let store = try TestStore()
    let plan = try store.storage.look { connection in
      let statement = try connection.database.makeStatement(sql: "EXPLAIN QUERY PLAN \(statement.sql.text)")
      // Parameters that nobody binds are NULL, which doesn't change the plan.
      statement.setUncheckedArguments(StatementArguments())
      return try Row.fetchAll(statement).map { $0["detail"] as String }
    }
    #expect(plan.filter { $0.contains("SCAN schedules") && !$0.contains("INDEX schedules_") } == [])
    #expect(plan.filter { $0.contains("SCAN runs") || $0.contains("SCAN r") } == [])
    #expect(plan.contains { $0.contains("INDEX schedules_") || $0.contains("INDEX runs_live_of_schedule") })
  }
}

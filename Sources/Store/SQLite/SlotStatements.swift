import Engine

/// Slots and spans: what became of the instants.
enum SlotStatements: Statements {
  case insertSlot
  case updateSlot
  case deleteSlot
  case buffered
  case slots
  case newestSlot
  case insertSpan
  case lengthenSpan
  case newestSpan
  case spans
  case deleteSlots
  case deleteSpans

  var sql: SQL {
    switch self {
    case .insertSlot:
      """
      INSERT INTO schedule_slots (
        schedule, slot, generation, backfill, status, decided_at, release_at, fired_at, run, reason)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    case .updateSlot:
      """
      UPDATE schedule_slots SET status = ?5, release_at = ?6, fired_at = ?7, run = ?8, reason = ?9
      WHERE schedule = ?1 AND slot = ?2 AND generation = ?3 AND backfill = ?4 AND status = 'buffered'
      """
    case .deleteSlot:
      """
      DELETE FROM schedule_slots
      WHERE schedule = ?1 AND slot = ?2 AND generation = ?3 AND backfill = ?4 AND status = 'buffered'
      """
    case .buffered:
      """
      SELECT schedule, slot, generation, backfill, status, decided_at, release_at, fired_at, run, reason
      FROM schedule_slots INDEXED BY schedule_slots_buffered WHERE schedule = ? AND status = 'buffered' ORDER BY slot
      """
    case .slots:
      """
      SELECT schedule, slot, generation, backfill, status, decided_at, release_at, fired_at, run, reason
      FROM schedule_slots WHERE schedule = ?1 AND (slot, backfill) < (?2, ?3)
      ORDER BY slot DESC, backfill DESC LIMIT ?4
      """
    case .newestSlot: "SELECT max(slot) FROM schedule_slots WHERE schedule = ? AND backfill = ''"
    case .insertSpan:
      """
      INSERT INTO schedule_spans (schedule, first, generation, last, count, outcome, reason, decided_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """
    case .lengthenSpan:
      """
      UPDATE schedule_spans SET last = ?4, count = count + ?5, decided_at = ?6
      WHERE schedule = ?1 AND first = ?2 AND generation = ?3
      """
    case .newestSpan:
      """
      SELECT schedule, first, generation, last, count, outcome, reason, decided_at
      FROM schedule_spans WHERE schedule = ? ORDER BY first DESC LIMIT 1
      """
    case .spans:
      """
      SELECT schedule, first, generation, last, count, outcome, reason, decided_at
      FROM schedule_spans WHERE schedule = ?1 AND (first, generation) < (?2, ?3)
      ORDER BY first DESC, generation DESC LIMIT ?4
      """
    case .deleteSlots: "DELETE FROM schedule_slots WHERE schedule = ?"
    case .deleteSpans: "DELETE FROM schedule_spans WHERE schedule = ?"
    }
  }
}

extension SQLiteTransaction {
  func insertSlot(_ slot: ScheduleSlot) throws {
    try connection.execute(
      SlotStatements.insertSlot.sql, slot.schedule, slot.instant, slot.generation, slot.backfillColumn, slot.status,
      slot.decidedAt, slot.releaseAt, slot.firedAt, slot.run, slot.reason)
  }

  func updateSlot(_ slot: ScheduleSlot) throws {
    try expectOne(
      try connection.execute(
        SlotStatements.updateSlot.sql, slot.schedule, slot.instant, slot.generation, slot.backfillColumn, slot.status,
        slot.releaseAt, slot.firedAt, slot.run, slot.reason), slot)
  }

  func deleteSlot(_ slot: ScheduleSlot) throws {
    try expectOne(
      try connection.execute(
        SlotStatements.deleteSlot.sql, slot.schedule, slot.instant, slot.generation, slot.backfillColumn), slot)
  }

  private func expectOne(_ changed: Int, _ slot: ScheduleSlot) throws {
    guard changed == 1 else {
      throw InvariantViolation("the slot \(slot.instant) of the schedule \(slot.schedule) doesn't wait any more")
    }
  }

  func bufferedSlots(of schedule: ScheduleID) throws -> [ScheduleSlot] {
    try connection.all(SlotStatements.buffered.sql, schedule) { try slot(from: &$0) }
  }

  func insertSpan(_ span: ScheduleSpan) throws {
    if let newest = try connection.first(
      SlotStatements.newestSpan.sql, span.schedule, read: { try self.span(from: &$0) }),
      newest.isContinued(by: span), try newestSlot(of: span.schedule) ?? newest.first <= newest.last
    {
      try connection.execute(
        SlotStatements.lengthenSpan.sql, newest.schedule, newest.first, newest.generation, span.last, span.count,
        span.decidedAt)
      return
    }
    try connection.execute(
      SlotStatements.insertSpan.sql, span.schedule, span.first, span.generation, span.last, span.count, span.outcome,
      span.reason, span.decidedAt)
  }

  private func newestSlot(of schedule: ScheduleID) throws -> Instant? {
    try connection.first(SlotStatements.newestSlot.sql, schedule) { $0.optionalInstant() } ?? nil
  }

  func slots(of schedule: ScheduleID, page: PageRequest) throws -> Page<ScheduleSlot> {
    let slots = try connection.all(
      SlotStatements.slots.sql, schedule, page.cursor?.position ?? .max, page.cursor?.id ?? "", page.limit + 1
    ) { try slot(from: &$0) }
    return Page(
      slots.map { ($0, PageCursor(position: $0.instant.milliseconds, id: $0.backfillColumn)) }, limit: page.limit)
  }

  func spans(of schedule: ScheduleID, page: PageRequest) throws -> Page<ScheduleSpan> {
    let generation = page.cursor.flatMap { Int64($0.id) } ?? 0
    let spans = try connection.all(
      SlotStatements.spans.sql, schedule, page.cursor?.position ?? .max, generation, page.limit + 1
    ) { try span(from: &$0) }
    return Page(
      spans.map { ($0, PageCursor(position: $0.first.milliseconds, id: "\($0.generation)")) }, limit: page.limit)
  }

  func deleteLedger(of schedule: ScheduleID) throws {
    try connection.execute(SlotStatements.deleteSlots.sql, schedule)
    try connection.execute(SlotStatements.deleteSpans.sql, schedule)
  }

  func slot(from row: inout Row) throws -> ScheduleSlot {
    let (schedule, instant): (ScheduleID, Instant) = (row.identifier(), row.instant())
    let (generation, backfill) = (row.integer(), row.text())
    var slot = ScheduleSlot(
      schedule: schedule, generation: generation, instant: instant,
      backfill: backfill.isEmpty ? nil : BackfillID(rawValue: backfill), status: try row.word(),
      decidedAt: row.instant())
    slot.releaseAt = row.optionalInstant()
    slot.firedAt = row.optionalInstant()
    slot.run = row.optionalIdentifier()
    slot.reason = row.optionalText()
    return slot
  }

  func span(from row: inout Row) throws -> ScheduleSpan {
    let (schedule, first): (ScheduleID, Instant) = (row.identifier(), row.instant())
    let generation = row.integer()
    return ScheduleSpan(
      schedule: schedule, generation: generation, first: first, last: row.instant(), count: row.int(),
      outcome: try row.word(), reason: row.optionalText(), decidedAt: row.instant())
  }
}

extension ScheduleSlot {
  /// Part of a primary key, so never NULL.
  fileprivate var backfillColumn: String { backfill?.rawValue ?? "" }
}

extension ScheduleSpan {
  fileprivate func isContinued(by next: ScheduleSpan) -> Bool {
    generation == next.generation && outcome == next.outcome && reason == next.reason && last < next.first
  }
}

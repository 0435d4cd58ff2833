import Engine

/// Slots and spans in one list.
enum LedgerEntryStatements: Statements {
  case slots
  case spans

  var sql: SQL {
    switch self {
    case .slots:
      """
      SELECT schedule, slot, generation, backfill, status, decided_at, release_at, fired_at, run, reason
      FROM schedule_slots WHERE schedule = ?1 AND slot < ?2 ORDER BY slot DESC LIMIT ?3
      """
    case .spans:
      """
      SELECT schedule, first, generation, last, count, outcome, reason, decided_at
      FROM schedule_spans WHERE schedule = ?1 AND first < ?2 ORDER BY first DESC LIMIT ?3
      """
    }
  }
}

extension SQLiteTransaction {
  /// An instant that was backfilled several times is several entries, which one page holds together.
  func ledger(of schedule: ScheduleID, page: PageRequest) throws -> Page<LedgerEntry> {
    let before = page.cursor?.position ?? .max
    let slots = try connection.all(LedgerEntryStatements.slots.sql, schedule, before, page.limit + 1) {
      LedgerEntry.slot(try slot(from: &$0))
    }
    let spans = try connection.all(LedgerEntryStatements.spans.sql, schedule, before, page.limit + 1) {
      LedgerEntry.span(try span(from: &$0))
    }
    let entries = (slots + spans).sorted { $0.position > $1.position }
    return Page(entries.map { ($0, PageCursor(position: $0.position)) }, limit: page.limit)
  }
}

extension LedgerEntry {
  fileprivate var position: Int64 {
    switch self {
    case .slot(let slot): slot.instant.milliseconds
    case .span(let span): span.first.milliseconds
    }
  }
}

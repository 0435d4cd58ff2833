import Engine

enum BackfillStatements: Statements {
  case insert
  case load
  case list
  case due
  case liveRuns
  case move
  case cancel
  case delete

  var sql: SQL {
    switch self {
    case .insert:
      """
      INSERT INTO backfills (
        id, schedule, tenant, first, last, overlap, spacing, status, through, due_at, not_before, total, fired, failed,
        created_at, created_by)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    case .load:
      """
      SELECT id, schedule, tenant, first, last, overlap, spacing, status, through, due_at, not_before, total, fired,
        failed, last_error, created_at, created_by, finished_at
      FROM backfills WHERE id = ? AND tenant = ?
      """
    case .list:
      """
      SELECT id, schedule, tenant, first, last, overlap, spacing, status, through, due_at, not_before, total, fired,
        failed, last_error, created_at, created_by, finished_at
      FROM backfills WHERE schedule = ?1 AND (?2 = '' OR id < ?2) ORDER BY id DESC LIMIT ?3
      """
    case .due:
      """
      SELECT id, schedule, tenant, first, last, overlap, spacing, status, through, due_at, not_before, total, fired,
        failed, last_error, created_at, created_by, finished_at
      FROM backfills INDEXED BY backfills_due WHERE due_at <= ? ORDER BY due_at LIMIT ?
      """
    case .liveRuns:
      """
      SELECT count(*) FROM runs INDEXED BY runs_live_of_schedule
      WHERE schedule = ? AND backfill = ? AND finished_at IS NULL
      """
    case .move:
      """
      UPDATE backfills SET
        status = ?4, through = ?5, due_at = ?6, not_before = ?7, fired = ?8, failed = ?9, last_error = ?10,
        finished_at = ?11
      WHERE id = ?1 AND through = ?2 AND due_at IS ?3 AND status = 'running'
      """
    case .cancel:
      "UPDATE backfills SET status = 'cancelled', due_at = NULL, finished_at = ?2 WHERE id = ?1 AND status = 'running'"
    case .delete: "DELETE FROM backfills WHERE schedule = ?"
    }
  }
}

extension SQLiteTransaction {
  func insertBackfill(_ backfill: Backfill) throws {
    try connection.execute(
      BackfillStatements.insert.sql, backfill.id, backfill.schedule, backfill.tenant, backfill.from, backfill.to,
      backfill.overlap, backfill.spacing, backfill.status, backfill.through, backfill.dueAt, backfill.notBefore,
      backfill.total, backfill.fired, backfill.failed, backfill.createdAt, backfill.createdBy)
  }

  func backfill(_ id: BackfillID, tenant: TenantID) throws -> Backfill? {
    try connection.first(BackfillStatements.load.sql, id, tenant) { try backfill(from: &$0) }
  }

  func backfills(of schedule: ScheduleID, page: PageRequest) throws -> Page<Backfill> {
    let backfills = try connection.all(
      BackfillStatements.list.sql, schedule, page.cursor?.id ?? "", page.limit + 1
    ) { try backfill(from: &$0) }
    return Page(backfills.map { ($0, PageCursor(position: 0, id: $0.id.rawValue)) }, limit: page.limit)
  }

  func dueBackfills(at now: Instant, limit: Int) throws -> [Backfill] {
    try connection.all(BackfillStatements.due.sql, now, limit) { try backfill(from: &$0) }
  }

  func liveRuns(of backfill: BackfillID, of schedule: ScheduleID) throws -> Int {
    try connection.first(BackfillStatements.liveRuns.sql, schedule, backfill) { $0.int() } ?? 0
  }

  func moveBackfill(_ backfill: Backfill, from old: Backfill) throws -> Bool {
    try connection.execute(
      BackfillStatements.move.sql, old.id, old.through, old.dueAt, backfill.status, backfill.through, backfill.dueAt,
      backfill.notBefore, backfill.fired, backfill.failed, backfill.lastError, backfill.finishedAt) == 1
  }

  func cancelBackfill(_ id: BackfillID, at now: Instant) throws -> Bool {
    try connection.execute(BackfillStatements.cancel.sql, id, now) == 1
  }

  func deleteBackfills(of schedule: ScheduleID) throws {
    try connection.execute(BackfillStatements.delete.sql, schedule)
  }

  private func backfill(from row: inout Row) throws -> Backfill {
    let (id, schedule): (BackfillID, ScheduleID) = (row.identifier(), row.identifier())
    let tenant: TenantID = row.identifier()
    let (from, to) = (row.instant(), row.instant())
    let overlap: Backfill.Overlap = try row.word()
    let spacing = TimeSpan(milliseconds: row.integer())
    let status: Backfill.Status = try row.word()
    let (through, dueAt, notBefore) = (row.instant(), row.optionalInstant(), row.instant())
    let (total, fired, failed, error) = (row.int(), row.int(), row.int(), row.optionalText())
    var backfill = Backfill(
      id: id, schedule: schedule, tenant: tenant, from: from, to: to, overlap: overlap, spacing: spacing, total: total,
      createdAt: row.instant(), createdBy: row.identifier())
    (backfill.status, backfill.through, backfill.dueAt, backfill.notBefore) = (status, through, dueAt, notBefore)
    (backfill.fired, backfill.failed, backfill.lastError) = (fired, failed, error)
    backfill.finishedAt = row.optionalInstant()
    return backfill
  }
}

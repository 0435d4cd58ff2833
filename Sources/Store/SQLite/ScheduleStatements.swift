import Engine
import JSON

enum ScheduleStatements: Statements {
  case insert
  case update
  case load
  case loadNamed
  case list
  case delete

  var sql: SQL {
    switch self {
    case .insert:
      """
      INSERT INTO schedules (
        id, tenant, workflow, name, kind, calendar, spec, payload, pause_on_failure, version, generation, enabled,
        paused_by, pause_reason, paused_at, paused_until, failure_kind, failure, completed_at, ledger_through, moves,
        due_at, next_fire, waiting, decided_at, fired, skipped, missed, created_at, created_by, updated_at)
      VALUES (
        ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    case .update:
      """
      UPDATE schedules SET
        workflow = ?3, name = ?4, kind = ?5, calendar = ?6, spec = ?7, payload = ?8, pause_on_failure = ?9,
        version = ?10, generation = ?11, enabled = ?12, paused_by = ?13, pause_reason = ?14, paused_at = ?15,
        paused_until = ?16, failure_kind = ?17, failure = ?18, completed_at = ?19, ledger_through = ?20,
        moves = moves + 1, due_at = ?21, next_fire = ?22, waiting = ?23, skipped = ?24, missed = ?25, last_error = ?26,
        updated_at = ?27
      WHERE id = ?1 AND version = ?10 - 1 AND moves = ?2
      """
    case .load:
      """
      SELECT s.id, s.tenant, s.spec, s.payload, s.version, s.generation, s.enabled, s.paused_by, s.pause_reason,
        s.paused_at, s.paused_until, s.failure_kind, s.failure, s.completed_at, s.ledger_through, s.moves, s.due_at,
        s.next_fire, s.waiting, s.decided_at, s.ended_at, s.failed_run, s.fired, s.skipped, s.missed, s.last_slot,
        s.last_fired_at, s.last_run, s.last_error, s.created_at, s.created_by, s.updated_at, r.status
      FROM schedules s LEFT JOIN runs r ON r.id = s.last_run
      WHERE s.id = ?1 AND (?2 IS NULL OR s.tenant = ?2)
      """
    case .loadNamed:
      """
      SELECT s.id, s.tenant, s.spec, s.payload, s.version, s.generation, s.enabled, s.paused_by, s.pause_reason,
        s.paused_at, s.paused_until, s.failure_kind, s.failure, s.completed_at, s.ledger_through, s.moves, s.due_at,
        s.next_fire, s.waiting, s.decided_at, s.ended_at, s.failed_run, s.fired, s.skipped, s.missed, s.last_slot,
        s.last_fired_at, s.last_run, s.last_error, s.created_at, s.created_by, s.updated_at, r.status
      FROM schedules s LEFT JOIN runs r ON r.id = s.last_run
      WHERE s.tenant = ? AND s.workflow = ? AND s.name = ?
      """
    case .list:
      """
      SELECT s.id, s.tenant, s.spec, s.payload, s.version, s.generation, s.enabled, s.paused_by, s.pause_reason,
        s.paused_at, s.paused_until, s.failure_kind, s.failure, s.completed_at, s.ledger_through, s.moves, s.due_at,
        s.next_fire, s.waiting, s.decided_at, s.ended_at, s.failed_run, s.fired, s.skipped, s.missed, s.last_slot,
        s.last_fired_at, s.last_run, s.last_error, s.created_at, s.created_by, s.updated_at, r.status
      FROM schedules s INDEXED BY schedules_list LEFT JOIN runs r ON r.id = s.last_run
      WHERE s.tenant = ?1 AND s.id > ?2 AND (?3 IS NULL OR s.workflow = ?3) AND (?4 IS NULL OR s.kind = ?4)
        AND (?5 IS NULL OR ?5 = CASE
          WHEN s.completed_at IS NOT NULL THEN 'completed' WHEN s.enabled = 0 THEN 'paused'
          WHEN s.failure_kind IS NOT NULL THEN 'failed' ELSE 'active' END)
        AND (?6 IS NULL OR instr(lower(s.name), lower(?6)) OR instr(lower(s.workflow), lower(?6))
          OR instr(lower(coalesce(s.spec ->> 'note', '')), lower(?6)))
      ORDER BY s.id LIMIT ?7
      """
    case .delete: "DELETE FROM schedules WHERE id = ?"
    }
  }
}

extension SQLiteTransaction {
  func schedule(_ id: ScheduleID, tenant: TenantID?) throws -> Schedule? {
    try connection.first(ScheduleStatements.load.sql, id, tenant) { try watchedSchedule(from: &$0) }
  }

  func schedule(named name: String, of workflow: WorkflowID, tenant: TenantID) throws -> Schedule? {
    try connection.first(ScheduleStatements.loadNamed.sql, tenant, workflow, name) { try watchedSchedule(from: &$0) }
  }

  func schedules(_ filter: ScheduleFilter, page: PageRequest) throws -> Page<Schedule> {
    let schedules = try connection.all(
      ScheduleStatements.list.sql, filter.tenant, page.cursor?.id ?? "", filter.workflow, filter.kind, filter.status,
      filter.search, page.limit + 1
    ) { try watchedSchedule(from: &$0) }
    return Page(schedules.map { ($0, PageCursor(position: 0, id: $0.id.rawValue)) }, limit: page.limit)
  }

  func insertSchedule(_ schedule: Schedule) throws {
    let (spec, ledger, counts) = (schedule.spec, schedule.ledger, schedule.counts)
    try connection.execute(
      ScheduleStatements.insert.sql, schedule.id, schedule.tenant, spec.workflow, spec.name, spec.timing.kind,
      spec.calendar, JSONValue.object(spec.json).text, try column(.object(spec.payload)), spec.pauseOnFailure,
      schedule.version, schedule.generation, schedule.isEnabled, schedule.pause?.by, schedule.pause?.reason,
      schedule.pause?.at, schedule.pausedUntil, schedule.failure?.kind, schedule.failure?.message,
      schedule.completedAt, ledger.through, ledger.moves, ledger.dueAt, ledger.nextFire, ledger.isWaiting,
      ledger.decidedAt, counts.fired, counts.skipped, counts.missed, schedule.createdAt, schedule.createdBy,
      schedule.updatedAt)
  }

  func updateSchedule(_ schedule: Schedule) throws -> Bool {
    let (spec, ledger) = (schedule.spec, schedule.ledger)
    return try connection.execute(
      ScheduleStatements.update.sql, schedule.id, ledger.moves, spec.workflow, spec.name, spec.timing.kind,
      spec.calendar, JSONValue.object(spec.json).text, try column(.object(spec.payload)), spec.pauseOnFailure,
      schedule.version, schedule.generation, schedule.isEnabled, schedule.pause?.by, schedule.pause?.reason,
      schedule.pause?.at, schedule.pausedUntil, schedule.failure?.kind, schedule.failure?.message,
      schedule.completedAt, ledger.through, ledger.dueAt, ledger.nextFire, ledger.isWaiting, schedule.counts.skipped,
      schedule.counts.missed, schedule.lastError, schedule.updatedAt) == 1
  }

  func deleteSchedule(_ id: ScheduleID) throws {
    try deleteLedger(of: id)
    try deleteBackfills(of: id)
    try connection.execute(ScheduleStatements.delete.sql, id)
  }

  private func watchedSchedule(from row: inout Row) throws -> Schedule {
    var schedule = try schedule(from: &row)
    schedule.lastRunStatus = row.optionalText().flatMap(RunStatus.init(rawValue:))
    return schedule
  }
}

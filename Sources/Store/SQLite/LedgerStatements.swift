import Engine

/// What firing reads and writes of schedules. Nothing here looks at schedules that are not due.
enum LedgerStatements: Statements {
  case due
  case nextDue
  case liveRuns
  case dueIDs
  case move
  case moves
  case fail
  case forgotten
  case overdue
  case stuck
  case failed

  var sql: SQL {
    switch self {
    case .due:
      """
      SELECT id, tenant, spec, payload, version, generation, enabled, paused_by, pause_reason, paused_at, paused_until,
        failure_kind, failure, completed_at, ledger_through, moves, due_at, next_fire, waiting, decided_at, ended_at,
        failed_run, fired, skipped, missed, last_slot, last_fired_at, last_run, last_error, created_at, created_by,
        updated_at
      FROM schedules INDEXED BY schedules_due WHERE due_at <= ? ORDER BY due_at LIMIT ?
      """
    case .dueIDs: "SELECT id FROM schedules INDEXED BY schedules_due WHERE due_at <= ? ORDER BY due_at LIMIT ?"
    case .fail:
      """
      UPDATE schedules SET
        failure_kind = ?2, failure = ?3, last_error = ?3, due_at = NULL, next_fire = NULL, moves = moves + 1
      WHERE id = ?1
      """
    case .nextDue:
      """
      SELECT min(due_at) FROM (
        SELECT min(due_at) AS due_at FROM schedules INDEXED BY schedules_due WHERE due_at IS NOT NULL
        UNION ALL
        SELECT min(due_at) FROM backfills INDEXED BY backfills_due WHERE due_at IS NOT NULL)
      """
    case .liveRuns:
      """
      SELECT id FROM runs INDEXED BY runs_live_of_schedule
      WHERE schedule = ? AND finished_at IS NULL AND backfill IS NULL AND schedule_slot IS NOT NULL ORDER BY id
      """
    case .move:
      """
      UPDATE schedules SET
        enabled = ?6, paused_by = ?7, pause_reason = ?8, paused_at = ?9, paused_until = ?10, failure_kind = ?11,
        failure = ?12, completed_at = ?13, ledger_through = ?14, moves = moves + 1, due_at = ?15, next_fire = ?16,
        waiting = ?17, decided_at = ?18, fired = ?19, skipped = ?20, missed = ?21, last_slot = ?22,
        last_fired_at = ?23, last_run = ?24, last_error = ?25, failed_run = ?26
      WHERE id = ?1 AND version = ?2 AND generation = ?3 AND ledger_through = ?4 AND moves = ?5
      """
    case .moves: "SELECT moves FROM schedules WHERE id = ?"
    case .forgotten:
      """
      SELECT id, name FROM schedules INDEXED BY schedules_forgotten
      WHERE next_fire IS NULL AND enabled = 1 AND waiting = 0 AND failure_kind IS NULL LIMIT ?
      """
    case .overdue:
      "SELECT id, name, due_at FROM schedules INDEXED BY schedules_due WHERE due_at < ? ORDER BY due_at LIMIT ?"
    case .stuck:
      """
      SELECT id, name, ended_at FROM schedules AS s INDEXED BY schedules_waiting
      WHERE waiting = 1 AND enabled = 1 AND due_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM runs AS r INDEXED BY runs_live_of_schedule
        WHERE r.schedule = s.id AND r.finished_at IS NULL AND r.backfill IS NULL AND r.schedule_slot IS NOT NULL)
      LIMIT ?
      """
    case .failed:
      """
      SELECT id, name, failure FROM schedules INDEXED BY schedules_failed
      WHERE failure_kind IS NOT NULL AND enabled = 1 LIMIT ?
      """
    }
  }
}

extension SQLiteTransaction {
  func dueSchedules(at now: Instant, limit: Int) throws -> [Schedule] {
    try connection.all(LedgerStatements.due.sql, now, limit) { try schedule(from: &$0) }
  }

  func dueScheduleIDs(at now: Instant, limit: Int) throws -> [ScheduleID] {
    try connection.all(LedgerStatements.dueIDs.sql, now, limit) { $0.identifier() }
  }

  func moves(of schedule: ScheduleID) throws -> Int64? {
    try connection.first(LedgerStatements.moves.sql, schedule) { $0.integer() }
  }

  func failSchedule(_ id: ScheduleID, _ failure: Schedule.Failure) throws {
    try connection.execute(LedgerStatements.fail.sql, id, failure.kind, failure.message)
  }

  func nextScheduleDue() throws -> Instant? {
    try connection.first(LedgerStatements.nextDue.sql) { $0.optionalInstant() } ?? nil
  }

  func liveRuns(of schedule: ScheduleID) throws -> [RunID] {
    try connection.all(LedgerStatements.liveRuns.sql, schedule) { $0.identifier() }
  }

  func moveLedger(of schedule: Schedule, from old: Schedule) throws -> Bool {
    let (ledger, counts) = (schedule.ledger, schedule.counts)
    return try connection.execute(
      LedgerStatements.move.sql, old.id, old.version, old.generation, old.ledger.through, old.ledger.moves,
      schedule.isEnabled, schedule.pause?.by, schedule.pause?.reason, schedule.pause?.at, schedule.pausedUntil,
      schedule.failure?.kind, schedule.failure?.message, schedule.completedAt, ledger.through, ledger.dueAt,
      ledger.nextFire, ledger.isWaiting, ledger.decidedAt, counts.fired, counts.skipped, counts.missed,
      schedule.lastSlot, schedule.lastFiredAt, schedule.lastRun, schedule.lastError, ledger.failedRun) == 1
  }

  func ledgerFindings(overdue: Instant, limit: Int) throws -> [LedgerFinding] {
    let forgotten = try connection.all(LedgerStatements.forgotten.sql, limit) { row in
      LedgerFinding(schedule: row.identifier(), name: row.text(), kind: .noFuture)
    }
    let late = try connection.all(LedgerStatements.overdue.sql, overdue, limit) { row in
      LedgerFinding(schedule: row.identifier(), name: row.text(), kind: .overdue, since: row.instant())
    }
    let stuck = try connection.all(LedgerStatements.stuck.sql, limit) { row in
      LedgerFinding(schedule: row.identifier(), name: row.text(), kind: .stuck, since: row.optionalInstant())
    }
    let failed = try connection.all(LedgerStatements.failed.sql, limit) { row in
      LedgerFinding(schedule: row.identifier(), name: row.text(), kind: .failed, message: row.text())
    }
    return Array((forgotten + late + stuck + failed).prefix(limit))
  }
}

import Engine

enum TimerStatements: Statements {
  case set
  case clear
  case clearOfRun
  case ofRun
  case due
  case nextDue

  var sql: SQL {
    switch self {
    case .set:
      """
      INSERT INTO timers (run, step, kind, due_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (run, step, kind) DO UPDATE SET due_at = excluded.due_at
      """
    case .clear: "DELETE FROM timers WHERE run = ? AND step = ? AND kind = ?"
    case .clearOfRun: "DELETE FROM timers WHERE run = ?"
    case .ofRun: "SELECT run, step, kind, due_at FROM timers WHERE run = ? ORDER BY due_at"
    // Timers of paused runs wait with them; they are due the moment the run is resumed.
    case .due:
      """
      SELECT run, step, kind, due_at FROM timers AS t WHERE due_at <= ?
        AND NOT EXISTS (SELECT 1 FROM runs AS r WHERE r.id = t.run AND r.status = 'PAUSED')
      ORDER BY due_at LIMIT ?
      """
    case .nextDue:
      """
      SELECT min(due_at) FROM (
        SELECT due_at FROM (
          SELECT due_at FROM timers AS t
          WHERE NOT EXISTS (SELECT 1 FROM runs AS r WHERE r.id = t.run AND r.status = 'PAUSED')
          ORDER BY due_at LIMIT 1)
        UNION ALL
        SELECT min(deadline_at) FROM steps INDEXED BY steps_leased WHERE lease_owner IS NOT NULL)
      """
    }
  }
}

extension SQLiteTransaction {
  func setTimer(_ timer: Timer) throws {
    try connection.execute(TimerStatements.set.sql, timer.key.run, timer.key.stepColumn, timer.key.kind, timer.dueAt)
  }

  func clearTimer(_ key: Timer.Key) throws {
    try connection.execute(TimerStatements.clear.sql, key.run, key.stepColumn, key.kind)
  }

  func clearTimers(of run: RunID) throws { try connection.execute(TimerStatements.clearOfRun.sql, run) }

  func timers(of run: RunID) throws -> [Timer] {
    try connection.all(TimerStatements.ofRun.sql, run) { try timer(from: &$0) }
  }

  func dueTimers(at now: Instant, limit: Int) throws -> [Timer] {
    try connection.all(TimerStatements.due.sql, now, limit) { try timer(from: &$0) }
  }

  func nextDue() throws -> Instant? {
    try connection.first(TimerStatements.nextDue.sql) { $0.optionalInstant() } ?? nil
  }

  private func timer(from row: inout Row) throws -> Timer {
    let run: RunID = row.identifier()
    let step: StepID = row.identifier()
    let kind: Timer.Kind = try row.word()
    return Timer(
      key: Timer.Key(run: run, step: step.rawValue.isEmpty ? nil : step, kind: kind), dueAt: row.instant())
  }
}

extension Timer.Key {
  /// Part of a primary key, so never NULL.
  fileprivate var stepColumn: String { step?.rawValue ?? "" }
}

import Engine

enum AttemptStatements: Statements {
  case insert
  case ofStep
  case insertLog
  case logsOfStep

  var sql: SQL {
    switch self {
    case .insert:
      """
      INSERT INTO attempts (run, step, attempt, deliveries, status, error, started_at, finished_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """
    case .ofStep:
      """
      SELECT attempt, deliveries, status, error, started_at, finished_at
      FROM attempts WHERE run = ? AND step = ? ORDER BY attempt
      """
    case .insertLog:
      """
      INSERT INTO attempt_logs (run, step, attempt, text, truncated, at) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (run, step, attempt) DO UPDATE SET text = excluded.text, truncated = excluded.truncated, at = excluded.at
      """
    case .logsOfStep:
      "SELECT attempt, text, truncated, at FROM attempt_logs WHERE run = ? AND step = ? ORDER BY attempt"
    }
  }
}

extension SQLiteTransaction {
  func insertAttempt(_ record: AttemptRecord) throws {
    try connection.execute(
      AttemptStatements.insert.sql, record.run, record.step, record.attempt, record.deliveries, record.status,
      try column(record.error), record.startedAt, record.finishedAt)
  }

  func attempts(of step: StepID, in run: RunID) throws -> [AttemptRecord] {
    try connection.all(AttemptStatements.ofStep.sql, run, step) { row in
      AttemptRecord(
        step: step, run: run, attempt: row.int(), deliveries: row.int(), status: try row.word(),
        error: try error(row.optionalText()), startedAt: row.optionalInstant(), finishedAt: row.instant())
    }
  }

  func insertLog(_ log: AttemptLog) throws {
    try connection.execute(
      AttemptStatements.insertLog.sql, log.run, log.step, log.attempt, log.text, log.isTruncated, log.at)
  }

  func logs(of step: StepID, in run: RunID) throws -> [AttemptLog] {
    try connection.all(AttemptStatements.logsOfStep.sql, run, step) { row in
      AttemptLog(
        run: run, step: step, attempt: row.int(), text: row.text(), isTruncated: row.bool(), at: row.instant())
    }
  }
}

import Engine

enum TickStatements: Statements {
  case list
  case upsert
  case forget

  var sql: SQL {
    switch self {
    case .list:
      """
      SELECT worker, started_at, finished_at, steps, timers, stimuli, rescued, quarantined, error, slots, findings,
        host
      FROM ticks ORDER BY seq DESC LIMIT ?
      """
    case .upsert:
      """
      INSERT INTO ticks (worker, started_at, finished_at, steps, timers, stimuli, rescued, quarantined, error, slots,
        findings, host)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (worker) DO UPDATE SET
        finished_at = excluded.finished_at, steps = excluded.steps, timers = excluded.timers,
        stimuli = excluded.stimuli, rescued = excluded.rescued, quarantined = excluded.quarantined,
        error = excluded.error, slots = excluded.slots, findings = excluded.findings
      """
    case .forget: "DELETE FROM ticks WHERE seq <= (SELECT max(seq) FROM ticks) - ?"
    }
  }
}

extension SQLiteTransaction {
  /// About three days of a tick each minute: enough to see what happened over a weekend.
  private static let keptTicks = 5_000

  func ticks(limit: Int) throws -> [TickRecord] {
    try connection.all(TickStatements.list.sql, limit) { row in
      var tick = TickRecord(worker: row.identifier(), startedAt: row.instant())
      tick.finishedAt = row.optionalInstant()
      tick.steps = row.int()
      tick.timers = row.int()
      tick.stimuli = row.int()
      tick.rescued = row.int()
      tick.quarantined = row.int()
      tick.error = row.optionalText()
      tick.slots = row.int()
      tick.findings = try row.optionalText().map { try texts($0) } ?? []
      tick.host = row.optionalText()
      return tick
    }
  }

  func recordTick(_ tick: TickRecord) throws {
    try connection.execute(
      TickStatements.upsert.sql, tick.worker, tick.startedAt, tick.finishedAt, tick.steps, tick.timers, tick.stimuli,
      tick.rescued, tick.quarantined, tick.error, tick.slots, tick.findings.isEmpty ? nil : listColumn(tick.findings),
      tick.host)
    try connection.execute(TickStatements.forget.sql, Self.keptTicks)
  }
}

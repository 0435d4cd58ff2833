import Engine
import JSON

/// The tenant's events, and the steps that wait for them.
enum EventWaitStatements: Statements {
  case open
  case close
  case closeOfRun
  case waiting
  case publish
  case published

  var sql: SQL {
    switch self {
    case .open: "INSERT INTO waits (run, step, tenant, name, correlation, since) VALUES (?, ?, ?, ?, ?, ?)"
    case .close: "DELETE FROM waits WHERE run = ? AND step = ?"
    case .closeOfRun: "DELETE FROM waits WHERE run = ?"
    case .waiting:
      """
      SELECT DISTINCT run FROM waits
      WHERE tenant = ?1 AND name = ?2 AND since <= ?3 AND (correlation IS NULL OR correlation = ?4)
      ORDER BY run
      """
    case .publish:
      """
      INSERT INTO inbound_events (id, tenant, name, payload, correlation, published_by, at) VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO NOTHING
      """
    case .published:
      """
      SELECT id, name, payload, correlation, published_by, at FROM inbound_events
      WHERE tenant = ?1 AND name = ?2 AND at >= ?3 AND (?4 IS NULL OR correlation = ?4)
      ORDER BY seq LIMIT ?5
      """
    }
  }

  /// How many events of the past one wait looks at.
  static let lookbackLimit = 1_000
}

extension SQLiteTransaction {
  /// Records the event once and leaves a stimulus for every run that waits for it.
  ///
  /// - Returns: false when an event of this id was recorded before; then nothing else happens.
  @discardableResult
  func publish(_ event: PublishedEvent, tenant: TenantID) throws -> Bool {
    let inserted = try connection.execute(
      EventWaitStatements.publish.sql, event.id, tenant, event.name, try column(event.payload), event.correlation,
      event.by, event.at)
    guard inserted == 1 else { return false }
    let waiting: [RunID] = try connection.all(
      EventWaitStatements.waiting.sql, tenant, event.name, event.at, event.correlation
    ) { $0.identifier() }
    for run in waiting { _ = try enqueueStimulus(.eventReceived(event), for: run, at: event.at) }
    return true
  }

  /// Opens a wait, and sends the run what came since the instant from which it counts: also what was published between
  /// the decision and its commit.
  func openWait(_ wait: EventWait, of run: Run, at now: Instant) throws {
    try connection.execute(
      EventWaitStatements.open.sql, wait.run, wait.step, run.tenant, wait.name, wait.correlation, wait.since)
    let earlier = try connection.all(
      EventWaitStatements.published.sql, run.tenant, wait.name, wait.since, wait.correlation,
      EventWaitStatements.lookbackLimit
    ) { row in
      PublishedEvent(
        id: row.text(), name: row.text(), payload: try value(row.text()), correlation: row.optionalText(),
        by: row.identifier(), at: row.instant())
    }
    for event in earlier { _ = try enqueueStimulus(.eventReceived(event), for: run.id, at: now) }
  }

  func closeWaits(of run: RunID) throws { try connection.execute(EventWaitStatements.closeOfRun.sql, run) }

  func closeWait(of step: StepID, in run: RunID) throws {
    try connection.execute(EventWaitStatements.close.sql, run, step)
  }
}

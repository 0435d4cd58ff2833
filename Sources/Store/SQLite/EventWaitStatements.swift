import Engine

/// The steps that wait for events of their tenant.
enum EventWaitStatements: Statements {
  case open
  case close
  case closeOfRun
  case waiting

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
    }
  }

  /// How many events of the past one wait looks at.
  static let lookbackLimit = 1_000
}

extension SQLiteTransaction {
  func publish(_ event: PublishedEvent, tenant: TenantID, from provenance: EventProvenance) throws -> [RunID]? {
    let isAwaited = try anyTriggerListens(to: event.name, webhook: provenance.webhook, tenant: tenant)
    guard
      try insertInboundEvent(event, tenant: tenant, from: provenance, matchedAt: isAwaited ? nil : event.at)
    else { return nil }
    let waiting: [RunID] = try connection.all(
      EventWaitStatements.waiting.sql, tenant, event.name, event.at, event.correlation
    ) { $0.identifier() }
    for run in waiting {
      _ = try enqueueStimulus(.eventReceived(event), for: run, at: event.at)
      try noteDelivery(of: event.id, to: run, at: event.at)
    }
    return waiting
  }

  /// Opens a wait, and sends the run what came since the instant from which it counts: also what was published between
  /// the decision and its commit.
  func openWait(_ wait: EventWait, of run: Run, at now: Instant) throws {
    try connection.execute(
      EventWaitStatements.open.sql, wait.run, wait.step, run.tenant, wait.name, wait.correlation, wait.since)
    let earlier = try inboundEvents(
      named: wait.name, correlation: wait.correlation, tenant: run.tenant, since: wait.since,
      limit: EventWaitStatements.lookbackLimit)
    for event in earlier {
      _ = try enqueueStimulus(.eventReceived(event), for: run.id, at: now)
      try noteDelivery(of: event.id, to: run.id, at: now)
    }
  }

  func closeWaits(of run: RunID) throws { try connection.execute(EventWaitStatements.closeOfRun.sql, run) }

  func closeWait(of step: StepID, in run: RunID) throws {
    try connection.execute(EventWaitStatements.close.sql, run, step)
  }
}

import Engine
import JSON

enum RunStatements: Statements {
  case insert
  case insertLabel
  case update
  case updateStatus
  case load
  case loadOfTenant
  case version

  var sql: SQL {
    switch self {
    case .insert:
      """
      INSERT INTO runs (
        id, tenant, workflow, revision, revision_hash, status, version, event_count, input, output, error, trigger,
        labels, created_at, started_at, finished_at, waiting_for, parent_run, parent_step, origin,
        schedule, schedule_slot, backfill, priority)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    case .insertLabel:
      "INSERT INTO run_labels (tenant, key, value, created_at, run) VALUES (?, ?, ?, ?, ?)"
    case .update:
      """
      UPDATE runs SET
        version = ?3, event_count = ?4, output = ?5, error = ?6, started_at = ?7, paused_by = ?8, pause_reason = ?9,
        paused_at = ?10, cancelled_by = ?11, cancel_reason = ?12, cancel_policy = ?13, cancelled_at = ?14,
        waiting_for = ?15
      WHERE id = ?1 AND version = ?2 AND event_count = ?4 - 1 AND status = ?16 AND finished_at IS ?17
      """
    case .updateStatus:
      """
      UPDATE runs SET
        version = ?3, event_count = ?4, output = ?5, error = ?6, started_at = ?7, paused_by = ?8, pause_reason = ?9,
        paused_at = ?10, cancelled_by = ?11, cancel_reason = ?12, cancel_policy = ?13, cancelled_at = ?14,
        waiting_for = ?15, status = ?16, finished_at = ?17
      WHERE id = ?1 AND version = ?2 AND event_count = ?4 - 1
      """
    case .load:
      """
      SELECT id, tenant, workflow, revision, revision_hash, status, version, event_count, input, output, error,
        trigger, labels, created_at, started_at, finished_at, paused_by, pause_reason, paused_at,
        cancelled_by, cancel_reason, cancel_policy, cancelled_at, waiting_for,
        parent_run, parent_step, origin, priority
      FROM runs WHERE id = ?
      """
    case .loadOfTenant:
      """
      SELECT id, tenant, workflow, revision, revision_hash, status, version, event_count, input, output, error,
        trigger, labels, created_at, started_at, finished_at, paused_by, pause_reason, paused_at,
        cancelled_by, cancel_reason, cancel_policy, cancelled_at, waiting_for,
        parent_run, parent_step, origin, priority
      FROM runs WHERE id = ? AND tenant = ?
      """
    case .version:
      "SELECT version FROM runs WHERE id = ?"
    }
  }
}

extension SQLiteTransaction {
  func insertRun(_ run: Run) throws {
    let origin = ScheduleProvenance.Place(trigger: run.trigger)
    try connection.execute(
      RunStatements.insert.sql, run.id, run.tenant, run.workflow, run.revision, run.revisionHash, run.status,
      run.version, run.eventCount, try column(.object(run.input)), try column(run.output), try column(run.error),
      try column(.object(run.trigger)), try column(.object(run.labels)), run.createdAt, run.startedAt, run.finishedAt,
      run.waitingFor, run.parent?.run, run.parent?.step, run.origin?.json.text, origin?.schedule,
      origin?.slot, origin?.backfill, run.priority)
    for (key, value) in run.labels {
      try connection.execute(
        RunStatements.insertLabel.sql, run.tenant, key, value.stringValue ?? value.text, run.createdAt, run.id)
    }
  }

  /// Writes what can change of a run, if it still has the version that the change was made from.
  ///
  /// Most decisions leave the status as it is, and then neither its indexes nor its triggers have work.
  func updateRun(_ run: Run, from version: Int64) throws {
    if try update(run, from: version, by: .update) { return }
    if try update(run, from: version, by: .updateStatus) { return }
    guard try self.version(of: run.id) != version else {
      throw InvariantViolation("the events of the run \(run.id) would have a gap before \(run.eventCount)")
    }
    throw ApplyError.stale(run.id)
  }

  private func update(_ run: Run, from version: Int64, by statement: RunStatements) throws -> Bool {
    try connection.execute(
      statement.sql, run.id, version, run.version, run.eventCount, try column(run.output), try column(run.error),
      run.startedAt, run.pause?.by, run.pause?.reason, run.pause?.at, run.cancellation?.by, run.cancellation?.reason,
      run.cancellation?.policy, run.cancellation?.at, run.waitingFor, run.status, run.finishedAt) == 1
  }

  func run(_ id: RunID, tenant: TenantID?) throws -> Run? {
    guard let tenant else { return try connection.first(RunStatements.load.sql, id) { try run(from: &$0) } }
    return try connection.first(RunStatements.loadOfTenant.sql, id, tenant) { try run(from: &$0) }
  }

  func version(of run: RunID) throws -> Int64? {
    try connection.first(RunStatements.version.sql, run) { $0.integer() }
  }

  private func run(from row: inout Row) throws -> Run {
    let id: RunID = row.identifier()
    let tenant: TenantID = row.identifier()
    let workflow: WorkflowID = row.identifier()
    let revision = row.int()
    let hash = row.text()
    let status: RunStatus = try row.word()
    let version = row.integer()
    let eventCount = row.integer()
    let input = try object(row.text())
    let output = try value(row.optionalText())
    let error = try error(row.optionalText())
    let trigger = try object(row.text())
    let labels = try object(row.text())
    var run = Run(
      id: id, tenant: tenant, workflow: workflow, revision: revision, revisionHash: hash, input: input,
      trigger: trigger, labels: labels, createdAt: row.instant())
    run.status = status
    run.version = version
    run.eventCount = eventCount
    run.output = output
    run.error = error
    run.startedAt = row.optionalInstant()
    run.finishedAt = row.optionalInstant()
    run.pause = pause(from: &row)
    run.cancellation = try cancellation(from: &row)
    run.waitingFor = row.optionalText()
    run.parent = parent(from: &row)
    run.origin = try value(row.optionalText()).flatMap(Origin.init(json:))
    run.priority = row.int()
    return run
  }

  private func parent(from row: inout Row) -> Run.Parent? {
    let run: RunID? = row.optionalIdentifier()
    let step: StepID? = row.optionalIdentifier()
    guard let run, let step else { return nil }
    return Run.Parent(run: run, step: step)
  }

  private func pause(from row: inout Row) -> Run.Pause? {
    let by: Actor? = row.optionalIdentifier()
    let reason = row.optionalText()
    let at = row.optionalInstant()
    guard let by, let at else { return nil }
    return Run.Pause(by: by, reason: reason, at: at)
  }

  private func cancellation(from row: inout Row) throws -> Run.Cancellation? {
    let by: Actor? = row.optionalIdentifier()
    let reason = row.optionalText()
    let policy = row.optionalText()
    let at = row.optionalInstant()
    guard let by, let policy, let at else { return nil }
    guard let policy = Run.Cancellation.Policy(rawValue: policy) else {
      throw InvariantViolation("stored cancellation policy '\(policy)' is not one that this version knows")
    }
    return Run.Cancellation(by: by, reason: reason, policy: policy, at: at)
  }
}

import Engine
import JSON

enum StepStatements: Statements {
  case insert
  case update
  case updateHeld
  case load
  case open

  var sql: SQL {
    switch self {
    case .insert:
      """
      INSERT INTO steps (
        run, id, tenant, frame, node, state, visit, path, type, status, held, attempt, delivery, executor, task, input,
        output, error, progress, timeout, created_at, queue_rank, started_at, finished_at, deadline_at,
        lease_owner, lease_epoch, lease_expires_at, child)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    case .update:
      """
      UPDATE steps SET
        status = ?3, held = ?4, attempt = ?5, delivery = ?6, output = ?7, error = ?8, progress = ?9,
        queue_rank = coalesce(?10, queue_rank), started_at = ?11, finished_at = ?12, deadline_at = ?13,
        lease_owner = ?14, lease_epoch = max(lease_epoch, ?15), lease_expires_at = ?16, child = ?17
      WHERE run = ?1 AND id = ?2
      """
    case .updateHeld:
      """
      UPDATE steps SET
        status = ?3, held = ?4, attempt = ?5, delivery = ?6, output = ?7, error = ?8, progress = ?9,
        queue_rank = coalesce(?10, queue_rank), started_at = ?11, finished_at = ?12, deadline_at = ?13,
        lease_owner = ?14, lease_epoch = max(lease_epoch, ?15), lease_expires_at = ?16, child = ?17
      WHERE run = ?1 AND id = ?2 AND lease_owner = ?18 AND lease_epoch = ?19
      """
    case .load:
      """
      SELECT run, id, frame, node, state, visit, path, type, status, attempt, delivery, executor, task, input, output,
        error, progress, timeout, created_at, started_at, finished_at, deadline_at,
        lease_owner, lease_epoch, lease_expires_at, child
      FROM steps WHERE run = ? AND id = ?
      """
    case .open:
      """
      SELECT run, id, frame, node, state, visit, path, type, status, attempt, delivery, executor, task, input, output,
        error, progress, timeout, created_at, started_at, finished_at, deadline_at,
        lease_owner, lease_epoch, lease_expires_at, child
      FROM steps WHERE run = ? AND finished_at IS NULL ORDER BY seq
      """
    }
  }
}

extension SQLiteTransaction {
  func insertStep(_ step: Step, of run: Run) throws {
    try connection.execute(
      StepStatements.insert.sql, step.run, step.id, run.tenant, step.frame, step.node, step.state, step.visit,
      step.path, step.type, step.status, step.isHeld(by: run), step.attempt, step.delivery, step.executor, step.task,
      try column(step.input), try column(step.output), try column(step.error), step.progress?.json.text, step.timeout,
      step.createdAt, Priority.rank(run.priority, since: step.createdAt), step.startedAt, step.finishedAt,
      step.deadlineAt, step.lease?.owner,
      step.lease?.epoch ?? 0, step.lease?.expiresAt, step.child)
  }

  /// Writes what can change of a step; where it is, what performs it and its input were settled when it was entered.
  func updateStep(_ step: Step, of run: Run, holding lease: Lease?, at now: Instant) throws {
    let rank = step.status == .pending ? Priority.rank(run.priority, since: now) : nil
    if let lease {
      let changed = try connection.execute(
        StepStatements.updateHeld.sql, step.run, step.id, step.status, step.isHeld(by: run), step.attempt,
        step.delivery, try column(step.output), try column(step.error), step.progress?.json.text, rank,
        step.startedAt, step.finishedAt, step.deadlineAt, step.lease?.owner, step.lease?.epoch ?? 0,
        step.lease?.expiresAt, step.child, lease.owner, lease.epoch)
      guard changed == 1 else { throw ApplyError.leaseLost(step.id) }
    } else {
      let changed = try connection.execute(
        StepStatements.update.sql, step.run, step.id, step.status, step.isHeld(by: run), step.attempt, step.delivery,
        try column(step.output), try column(step.error), step.progress?.json.text, rank, step.startedAt,
        step.finishedAt, step.deadlineAt, step.lease?.owner, step.lease?.epoch ?? 0,
        step.lease?.expiresAt, step.child)
      guard changed == 1 else { throw InvariantViolation("the step \(step.id) to be changed is missing") }
    }
  }

  func step(_ id: StepID, of run: RunID) throws -> Step? {
    try connection.first(StepStatements.load.sql, run, id) { try step(from: &$0) }
  }

  func openSteps(of run: RunID) throws -> [Step] {
    try connection.all(StepStatements.open.sql, run) { try step(from: &$0) }
  }

  /// Reads the columns in the order of ``StepStatements/load``.
  func step(from row: inout Row) throws -> Step {
    let run: RunID = row.identifier()
    let id: StepID = row.identifier()
    let frame: FrameID = row.identifier()
    let node = row.int()
    let state = row.text()
    let visit = row.int()
    let path = row.text()
    let type: StateType = try row.word()
    let status: StepStatus = try row.word()
    let attempt = row.int()
    let delivery = row.int()
    let executor: AgentID? = row.optionalIdentifier()
    let task = row.optionalText()
    let input = try value(row.optionalText())
    let output = try value(row.optionalText())
    let error = try error(row.optionalText())
    let progress = try progress(row.optionalText())
    let timeout = row.optionalSpan()
    var step = Step(
      id: id, run: run, frame: frame, node: node, state: state, visit: visit, path: path, type: type, status: status,
      createdAt: row.instant())
    step.attempt = attempt
    step.delivery = delivery
    step.executor = executor
    step.task = task
    step.input = input
    step.output = output
    step.error = error
    step.progress = progress
    step.timeout = timeout
    step.startedAt = row.optionalInstant()
    step.finishedAt = row.optionalInstant()
    step.deadlineAt = row.optionalInstant()
    step.lease = lease(from: &row)
    step.child = row.optionalIdentifier()
    return step
  }

  private func lease(from row: inout Row) -> Lease? {
    let owner: WorkerID? = row.optionalIdentifier()
    let epoch = row.integer()
    let expiresAt = row.optionalInstant()
    guard let owner, let expiresAt else { return nil }
    return Lease(owner: owner, epoch: epoch, expiresAt: expiresAt)
  }

  private func progress(_ column: String?) throws -> Step.Progress? {
    guard let json = try value(column) else { return nil }
    guard let progress = Step.Progress(json: json) else { throw InvariantViolation("a stored progress is none") }
    return progress
  }
}

extension Step {
  /// Whether the step is queued in a run of which nothing new may begin.
  fileprivate func isHeld(by run: Run) -> Bool { status == .pending && run.standsStill }
}

extension Run {
  /// Steps of it may be queued, but not claimed: it is paused, over, or has not got its slot.
  var standsStill: Bool { status == .paused || status == .pending || status.isTerminal }
}

import Engine
import JSON

enum QuarantineStatements: Statements {
  case standing
  case children
  case cancelSteps
  case cancelFrames
  case fail

  var sql: SQL {
    switch self {
    case .standing:
      "SELECT tenant, version, finished_at, parent_run, parent_step, workflow FROM runs WHERE id = ?"
    case .children: "SELECT child FROM steps WHERE run = ? AND finished_at IS NULL AND child IS NOT NULL"
    case .cancelSteps:
      """
      UPDATE steps SET status = 'CANCELLED', held = 0, finished_at = ?2, lease_owner = NULL, lease_expires_at = NULL
      WHERE run = ?1 AND finished_at IS NULL
      """
    case .cancelFrames: "UPDATE frames SET status = 'CANCELLED' WHERE run = ?1 AND status = 'LIVE'"
    case .fail:
      """
      UPDATE runs SET
        status = 'FAILED', version = version + 1, event_count = ?2, error = ?3, finished_at = ?4, waiting_for = NULL
      WHERE id = ?1
      """
    }
  }
}

extension SQLiteTransaction {
  /// Reads nothing that may be what can't be read: no payload, no status, no frame.
  func quarantine(_ run: RunID, reason: String, at now: Instant) throws {
    let standing = try connection.first(QuarantineStatements.standing.sql, run) { row in
      (
        tenant: row.identifier() as TenantID, version: row.integer(), isOver: row.optionalInstant() != nil,
        parent: row.optionalIdentifier() as RunID?, step: row.optionalIdentifier() as StepID?,
        workflow: row.identifier() as WorkflowID
      )
    }
    guard let standing, !standing.isOver else { return }
    let number = try eventNumber(of: run, upTo: .max) + 1
    let error = RunError(.internal, reason)
    try cancelChildren(of: run, at: now)
    try connection.execute(QuarantineStatements.cancelSteps.sql, run, now)
    try connection.execute(QuarantineStatements.cancelFrames.sql, run)
    try cancelApprovals(of: run, at: now)
    try clearTimers(of: run)
    try closeWaits(of: run)
    try clearStimuli(of: run)
    try freeSlot(of: run, at: now)
    try connection.execute(QuarantineStatements.fail.sql, run, number, try column(error), now)
    try insertEvent(
      Event(run: run, number: number, at: now, type: .runQuarantined, payload: error.json), tenant: standing.tenant)
    _ = try enqueue(
      OutboxMessage(
        id: OutboxMessage.id(run, event: number, place: 0), tenant: standing.tenant,
        topic: NoticeTopic.runFailed.rawValue, subject: run.rawValue,
        payload: [
          "summary": .string("\(standing.workflow) can't go on: \(reason)"), "path": .string("/runs/\(run)"),
          "run": .string(run.rawValue), "workflow": .string(standing.workflow.rawValue), "status": "FAILED",
          "error": error.json,
        ], at: now))
    if let parent = standing.parent, let step = standing.step {
      let result = ChildResult(child: run, step: step, status: .failed, error: error)
      _ = try enqueueStimulus(.childRunEnded(result), for: parent, at: now)
    }
  }

  /// Nobody waits for them any more.
  private func cancelChildren(of run: RunID, at now: Instant) throws {
    let children = try connection.all(QuarantineStatements.children.sql, run) { $0.identifier() as RunID }
    let reason = "the run \(run), which waited for this one, can't be worked on any more"
    let cancellation = Run.Cancellation(by: .system, reason: reason, policy: .stopRunning, at: now)
    for child in children { _ = try enqueueStimulus(.cancelRequested(cancellation), for: child, at: now) }
  }
}

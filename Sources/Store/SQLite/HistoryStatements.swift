import Engine
import JSON

enum HistoryStatements: Statements {
  case frames
  case steps
  case attempts
  case approvals
  case waits

  var sql: SQL {
    switch self {
    case .frames:
      """
      SELECT run, id, owner, parent, path, kind, block, status, state, state_as_of, result, error
      FROM frames WHERE run = ? ORDER BY seq
      """
    case .steps:
      """
      SELECT run, id, frame, node, state, visit, path, type, status, attempt, delivery, executor, task, input, output,
        error, progress, timeout, created_at, started_at, finished_at, deadline_at,
        lease_owner, lease_epoch, lease_expires_at, child
      FROM steps INDEXED BY steps_of_run WHERE run = ? ORDER BY seq
      """
    case .attempts:
      "SELECT DISTINCT step FROM attempts WHERE run = ?"
    case .approvals:
      """
      SELECT id, run, tenant, step, status, title, message, evidence, approvers, digest, requested_at, due_at,
        decided_at, decided_by, comment
      FROM approvals WHERE run = ? ORDER BY seq
      """
    case .waits:
      "SELECT step, name, correlation, since FROM waits WHERE run = ?"
    }
  }
}

extension SQLiteTransaction {
  func rows(of run: RunID) throws -> RunRows {
    var rows = RunRows()
    let frames = try connection.all(HistoryStatements.frames.sql, run) { try frame(from: &$0) }
    for frame in frames { rows.set(frame) }
    let steps = try connection.all(HistoryStatements.steps.sql, run) { try step(from: &$0) }
    for step in steps { rows.set(step) }
    let tried: [StepID] = try connection.all(HistoryStatements.attempts.sql, run) { $0.identifier() }
    for step in tried { for record in try attempts(of: step, in: run) { rows.insert(record) } }
    let approvals = try connection.all(HistoryStatements.approvals.sql, run) { try approval(from: &$0) }
    for approval in approvals { rows.set(approval) }
    for timer in try timers(of: run) { rows.set(timer) }
    for signal in try signals(of: run) { rows.insert(signal) }
    let waits = try connection.all(HistoryStatements.waits.sql, run) { row in
      EventWait(
        run: run, step: row.identifier(), name: row.text(), correlation: row.optionalText(), since: row.instant())
    }
    for wait in waits { rows.insert(wait) }
    return rows
  }

  func insertAdopted(_ adopted: AdoptedRun) throws {
    guard let last = adopted.events.last else { throw InvariantViolation("a run without events takes nothing over") }
    try insertRun(adopted.run.beforeLastEvent)
    for frame in adopted.rows.frames { try insertFrame(frame) }
    for step in adopted.rows.steps { try insertStep(step, of: adopted.run) }
    for record in adopted.rows.attempts { try insertAttempt(record) }
    for approval in adopted.rows.approvals { try insertApproval(approval) }
    for (key, dueAt) in adopted.rows.timers { try setTimer(Timer(key: key, dueAt: dueAt)) }
    for signal in adopted.rows.signals {
      try keepSignal(signal.signal, number: signal.number, for: adopted.run.id, at: signal.at)
    }
    // So that the change of status is seen by what counts the runs that end.
    try updateRun(adopted.run, from: adopted.run.version - 1)
    for event in adopted.events { try insertEvent(event, tenant: adopted.run.tenant) }
    for wait in adopted.rows.waits.values { try openWait(wait, of: adopted.run, at: last.at) }
    for effect in adopted.effects { try perform(effect, of: adopted.run, at: last.at) }
    try tell(adopted.notices, of: adopted.run, after: last)
    if adopted.continues { _ = try enqueueStimulus(.continued, for: adopted.run.id, at: last.at) }
  }

  private func perform(_ effect: Change, of run: Run, at now: Instant) throws {
    switch effect {
    case .publishEvent(let event): _ = try publish(event, tenant: run.tenant)
    case .tellChild(let other, let stimulus), .tellParent(let other, let stimulus):
      _ = try enqueueStimulus(stimulus, for: other, at: now)
    case .requestSlot(let request): try requestSlot(request, for: run, at: now)
    case .freeSlot: try freeSlot(of: run.id, at: now)
    case .insertFrame, .updateFrame, .confirmFrame, .insertStep, .updateStep, .insertAttempt, .setTimer, .clearTimer,
      .insertApproval,
      .updateApproval, .keepSignal, .takeSignal, .openWait, .closeWait:
      throw InvariantViolation("a run that takes over another one's beginning has rows apart from its rows")
    }
  }
}

extension Run {
  fileprivate var beforeLastEvent: Run {
    var run = self
    run.version -= 1
    run.eventCount -= 1
    run.status = .running
    run.finishedAt = nil
    return run
  }
}

import JSON

/// A run that took over the beginning of an older one goes on by itself.
extension Draft {
  mutating func adopt(_ adoption: Adoption) throws(Interruption) -> String? {
    guard run.eventCount > 0 else { return "the run takes nothing over" }
    eventType = .runAdopted
    actor = adoption.by
    detail["origin"] = adoption.origin.json
    detail["until"] = .integer(adoption.until.milliseconds)
    if !adoption.edits.isEmpty { detail["edits"] = .object(adoption.edits) }
    detail["frame"] = adoption.frame.map { .string($0.rawValue) }
    run.pause = nil
    for step in snapshot.steps.values.sorted(by: { $0.id < $1.id }) { reopen(step, since: adoption.until) }
    do {
      if let concurrency = program.concurrency { try waitForSlot(concurrency) }
      try edit(adoption)
    } catch {
      return error.message
    }
    if awaitsSlot { return nil }
    beginClock()
    try takeUpPending()
    return nil
  }

  /// What was being performed or had failed begins with a first attempt; people are asked again.
  private mutating func reopen(_ step: Step, since: Instant) {
    if var approval = snapshot.approvals[step.id] {
      approval.requestedAt = now
      approval.dueAt = approval.dueAt.map { now + ($0 - since) }
      snapshot.approvals[step.id] = approval
      rows.approvals.append(.updateApproval(approval))
    }
    guard step.executor != nil, step.status == .pending || step.status == .running else { return }
    clearChildDeadline(of: step)
    var step = step
    step.status = .pending
    step.attempt = 1
    step.delivery = 0
    step.error = nil
    step.child = nil
    step.lease = nil
    step.deadlineAt = nil
    step.createdAt = now
    snapshot.steps[step.id] = step
    rows.note(step)
  }

  private mutating func edit(_ adoption: Adoption) throws(RunError) {
    guard !adoption.edits.isEmpty else { return }
    let frame = adoption.frame ?? .root(of: run.id)
    guard snapshot.frames[frame]?.status == .live else {
      throw RunError(.validation, "the place whose context is to be changed is not open at that point")
    }
    try merge(adoption.edits, at: [], in: frame)
  }
}

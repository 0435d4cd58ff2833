import JSON

/// Pause, resume, cancel, and the run's own deadline.
extension Draft {
  mutating func pause(_ pause: Run.Pause) -> String? {
    if run.pause != nil { return "the run is paused already" }
    eventType = .runPaused
    actor = pause.by
    payload = pause.reason.map(JSONValue.string)
    run.pause = Run.Pause(by: pause.by, reason: pause.reason, at: now)
    tellChildren(.pauseRequested(pause))
    return nil
  }

  mutating func resume(by: Actor) throws(Interruption) -> String? {
    if run.pause == nil { return "the run is not paused" }
    eventType = .runResumed
    actor = by
    run.pause = nil
    tellChildren(.resumeRequested(by: by))
    if !awaitsSlot { try takeUpPending() }
    return nil
  }

  /// Goes on where frames were left: after a pause, and after a decision that reached its limit.
  mutating func takeUpPending() throws(Interruption) {
    let frames = snapshot.pendingFrames.compactMap { snapshot.frames[$0] }.sorted { $0.path < $1.path }
    // What this decision can't enter stays where it is: of thousands of frames each would be noted again and again.
    for frame in frames.prefix(max(1, program.limits.transitions)) {
      clearPending(frame.id)
      for node in frame.state.pending { agenda.append(Visit(frame: frame.id, node: node)) }
    }
  }

  mutating func cancel(_ cancellation: Run.Cancellation) throws(Interruption) -> String? {
    if let known = run.cancellation, known.policy == .stopRunning || cancellation.policy == .finishRunning {
      return "the run is being cancelled already"
    }
    eventType = .runCancelRequested
    actor = cancellation.by
    payload = cancellation.reason.map(JSONValue.string)
    detail["policy"] = .string(cancellation.policy.rawValue)
    notePerforming()
    run.cancellation = .init(
      by: cancellation.by, reason: cancellation.reason, policy: cancellation.policy, at: now)
    run.pause = nil
    for step in snapshot.steps.values.sorted(by: { $0.id < $1.id }) where !isBeingPerformed(step) && !isComposite(step)
    {
      cancelStep(step)
    }
    for frame in snapshot.pendingFrames.sorted() { clearPending(frame) }
    tellChildren(.cancelRequested(cancellation))
    if cancellation.policy == .stopRunning { setCancelGrace() }
    try finishCancellationIfQuiet()
    return nil
  }

  /// What workers hold is waited for. Claims are no events, so the event names it for those who replay the history.
  private mutating func notePerforming() {
    let held = snapshot.steps.values.filter { $0.status == .running && $0.lease != nil }.map(\.id).sorted()
    if !held.isEmpty { detail["performing"] = .array(held.map { .string($0.rawValue) }) }
  }

  /// By a worker, or by a run that the step waits for.
  private func isBeingPerformed(_ step: Step) -> Bool {
    step.status == .running && (step.lease != nil || step.child != nil)
  }

  /// Owners stop their commands within the grace; this timer is for those that don't.
  private mutating func setCancelGrace() {
    guard snapshot.steps.values.contains(where: isBeingPerformed) else { return }
    let dueAt = now + environment.grace + .seconds(5 as Int64)
    rows.timers.append(.setTimer(Timer(key: .init(run: run.id, kind: .cancelGrace), dueAt: dueAt)))
  }

  /// A cancelled run ends in the commit of its last performing step.
  mutating func finishCancellationIfQuiet() throws(Interruption) {
    guard run.cancellation != nil, !snapshot.steps.values.contains(where: isBeingPerformed) else { return }
    let by = run.cancellation?.by ?? .system
    let why = run.cancellation?.reason.map { ": \($0)" } ?? ""
    finishRun(.cancelled, error: RunError(.cancelled, "cancelled by \(by)\(why)"))
  }

  mutating func fireCancelGrace() -> String? {
    guard run.cancellation != nil else { return "the run is not being cancelled" }
    eventType = .cancelGraceOver
    finishRun(.cancelled, error: RunError(.cancelled, "cancelled; what was being performed did not end in time"))
    return nil
  }

  mutating func fireRunDeadline() -> String? {
    if let stillness { return "\(stillness); its deadline acts when it goes on" }
    eventType = .runTimedOut
    let limit = program.timeout?.inSeconds ?? "time"
    finishRun(.timedOut, error: RunError(.timeout, "the run took longer than its \(limit)"))
    return nil
  }

  /// The owner of an attempt should have ended it long ago.
  mutating func fireOverdue(_ id: StepID) throws(Interruption) -> String? {
    guard let step = snapshot.steps[id], step.status == .running, step.child == nil, let deadline = step.deadlineAt,
      deadline <= now
    else {
      return "the step \(id) is not overdue"
    }
    eventType = .stepOverdue
    eventStep = id
    let message = "the attempt took longer than \(step.timeout?.inSeconds ?? "its time"), and its worker did not end it"
    try fail(step, with: RunError(.timeout, message), holding: step.lease)
    return nil
  }

  /// Ends one open step as CANCELLED with its approval and timers.
  mutating func cancelStep(_ step: Step) {
    if var approval = snapshot.approvals.removeValue(forKey: step.id) {
      approval.status = .cancelled
      approval.decidedAt = now
      rows.approvals.append(.updateApproval(approval))
      clearDeadline(of: approval)
    }
    dismissChild(of: step, "the step '\(step.path)' of the run \(run.id) is no longer needed")
    close(step, as: .cancelled)
  }
}

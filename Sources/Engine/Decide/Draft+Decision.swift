import JSON

/// From the draft to the decision.
extension Draft {
  mutating func decision() throws(Interruption) -> Decision {
    let continues = stillness == nil && !snapshot.pendingFrames.isEmpty
    if !run.status.isTerminal {
      run.status = derivedStatus(continues: continues)
      run.waitingFor = waitingReason()
      try checkSomethingIsOpen(continues: continues)
    }
    run.version += 1
    run.eventCount = eventNumber
    if eventNumber % FrameDelta.snapshotInterval == 0 { renewOldFrames() }
    // Frames that the decision inserts or ends are written whole.
    let written = rows.writtenFrames
    let frameChanges = deltas.all { written.contains($0) }
    for change in frameChanges { snapshot.frames[change.frame]?.changedAt = eventNumber }
    if !trace.isEmpty { detail["trace"] = .array(trace) }
    if !frameChanges.isEmpty { detail["frames"] = .array(frameChanges.map { $0.json(payload: payload) }) }
    let event = Event(
      run: run.id, number: eventNumber, at: now, type: eventType, actor: actor, step: eventStep, payload: payload,
      detail: detail)
    return Decision(
      snapshot: snapshot, event: event, changes: rows.changes(frames: snapshot.frames) + confirmations + effects,
      continues: continues, entered: entered, notices: notices())
  }

  /// Brings the rows of frames up to this event, so that loading the run has few events to read. A row whose frame
  /// didn't change only says so: a context may be megabytes. Of many frames each has its turn less often.
  private mutating func renewOldFrames() {
    let age = max(FrameDelta.snapshotInterval, Int64(snapshot.frames.count))
    let old = snapshot.frames.values.filter { eventNumber - $0.stateAsOf >= age }.sorted { $0.id < $1.id }
    for frame in old {
      if frame.changedAt > frame.stateAsOf || deltas.isChanged(frame.id) {
        rows.note(frame)
      } else {
        confirmations.append(.confirmFrame(frame.id, asOf: eventNumber))
      }
      snapshot.frames[frame.id]?.isWritten(asOf: eventNumber)
    }
  }

  private func derivedStatus(continues: Bool) -> RunStatus {
    if awaitsSlot { return .pending }
    if run.pause != nil { return .paused }
    if continues { return .running }
    var statuses: Set<StepStatus> = []
    for step in snapshot.steps.values where !isComposite(step) {
      // One that moves is enough; a run may have thousands that wait.
      if [.pending, .running, .waitingCallback].contains(step.status) { return .running }
      statuses.insert(step.status)
    }
    if statuses.contains(.waitingApproval) { return .waitingApproval }
    if statuses.contains(.waitingSignal) { return .waitingSignal }
    if statuses.contains(.waitingTimer) { return .waitingTimer }
    return .running
  }

  /// A run that is not over waits for something, or it would never move again.
  private func checkSomethingIsOpen(continues: Bool) throws(Interruption) {
    guard snapshot.steps.isEmpty, !continues, snapshot.pendingFrames.isEmpty else { return }
    throw .broken("the run is \(run.status.rawValue), but no step of it is open")
  }
}

import JSON

/// From the draft to the decision.
extension Draft {
  mutating func decision() throws(Interruption) -> Decision {
    let continues = run.pause == nil && snapshot.frames.values.contains { !$0.state.pending.isEmpty }
    if !run.status.isTerminal {
      run.status = derivedStatus(continues: continues)
      run.waitingFor = waitingReason()
      try checkSomethingIsOpen(continues: continues)
    }
    run.version += 1
    run.eventCount = eventNumber
    renewOldFrames()
    // Frames that the decision inserts or ends are written whole.
    let written = rows.writtenFrames
    let frameChanges = deltas.all { written.contains($0) }
    if !trace.isEmpty { detail["trace"] = .array(trace) }
    if !frameChanges.isEmpty { detail["frames"] = .array(frameChanges.map { $0.json(payload: payload) }) }
    let event = Event(
      run: run.id, number: eventNumber, at: now, type: eventType, actor: actor, step: eventStep, payload: payload,
      detail: detail)
    return Decision(
      snapshot: snapshot, event: event, changes: rows.changes(frames: snapshot.frames) + effects, continues: continues,
      entered: entered)
  }

  /// Writes the rows of frames whose changes have piled up in events, so that loading stays cheap.
  private mutating func renewOldFrames() {
    for frame in snapshot.frames.values where eventNumber - frame.stateAsOf >= FrameDelta.snapshotInterval {
      var frame = frame
      frame.stateAsOf = eventNumber
      snapshot.frames[frame.id] = frame
      rows.note(frame)
    }
  }

  private func derivedStatus(continues: Bool) -> RunStatus {
    if run.pause != nil { return .paused }
    let statuses = Set(snapshot.steps.values.lazy.filter { !isComposite($0) }.map(\.status))
    if continues || !statuses.isDisjoint(with: [.pending, .running, .waitingCallback]) { return .running }
    if statuses.contains(.waitingApproval) { return .waitingApproval }
    if statuses.contains(.waitingSignal) { return .waitingSignal }
    if statuses.contains(.waitingTimer) { return .waitingTimer }
    return .running
  }

  /// A run that is not over waits for something, or it would never move again.
  private func checkSomethingIsOpen(continues: Bool) throws(Interruption) {
    let pending = snapshot.frames.values.contains { !$0.state.pending.isEmpty }
    guard snapshot.steps.isEmpty, !continues, !pending else { return }
    throw .broken("the run is \(run.status.rawValue), but no step of it is open")
  }
}

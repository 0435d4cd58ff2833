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
      snapshot: snapshot, event: event, changes: rows.changes(frames: snapshot.frames) + effects, continues: continues)
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

  private func waitingReason() -> String? {
    let open = snapshot.steps.values.filter { !isComposite($0) }.sorted { $0.path < $1.path }
    switch run.status {
    case .paused:
      return run.pause.map { "paused by \($0.by)" + ($0.reason.map { ": \($0)" } ?? "") }
    case .waitingApproval:
      let paths = open.filter { $0.status == .waitingApproval }.map(\.path)
      return "approval of " + paths.joined(separator: ", ")
    case .waitingTimer:
      let paths = open.filter { $0.status == .waitingTimer }.map { "attempt \($0.attempt) of \($0.path)" }
      return "the time of " + paths.joined(separator: ", ")
    case .pending, .running, .waitingSignal, .completed, .failed, .cancelled, .timedOut:
      return nil
    }
  }

  /// A run that is not over waits for something, or it would never move again.
  private func checkSomethingIsOpen(continues: Bool) throws(Interruption) {
    let pending = snapshot.frames.values.contains { !$0.state.pending.isEmpty }
    guard snapshot.steps.isEmpty, !continues, !pending else { return }
    throw .broken("the run is \(run.status.rawValue), but no step of it is open")
  }
}

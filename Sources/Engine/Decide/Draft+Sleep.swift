import JSON

/// Waits for the clock: a row with a time, never a process that sleeps.
extension Draft {
  mutating func rest(until wakeTime: WakeTime, at place: Place) throws(Interruption) {
    if let edition = wakeTime.zoneData { detail["zoneData"] = .string(edition) }
    let wake = wakeTime.at
    guard wake > now else {
      record(place, outcome: "over already")
      return try proceed(place.frame, to: place.node.next)
    }
    var step = try makeStep(at: place, status: .waitingTimer)
    step.startedAt = now
    step.input = ["until": .string(wake.description)]
    insert(step)
    rows.timers.append(.setTimer(Timer(key: .init(run: run.id, step: step.id, kind: .wake), dueAt: wake)))
  }

  mutating func wake(_ id: StepID) throws(Interruption) -> String? {
    guard let step = snapshot.steps[id], step.type == .sleep, step.status == .waitingTimer else {
      return "the step \(id) doesn't sleep"
    }
    if let stillness { return "\(stillness); the sleep ends when it goes on" }
    eventType = .stepWoken
    eventStep = id
    close(step, as: .succeeded)
    try proceed(step.frame, to: try node(step.node).next)
    return nil
  }

  /// Takes back what would wake a step that is about to end.
  mutating func stopWaiting(_ step: Step) {
    switch step.status {
    case .waitingTimer:
      clearTimer(step.type == .sleep ? .wake : .retry, of: step.id)
    case .waitingSignal:
      guard let expectation = step.input.flatMap(Expectation.init(json:)) else { return }
      if expectation.until != nil { clearTimer(.waitTimeout, of: step.id) }
      if expectation.isEvent { effects.append(.closeWait(step.id)) }
    case .pending, .running, .waitingApproval, .waitingCallback, .succeeded, .failed, .skipped, .cancelled, .timedOut:
      break
    }
  }

  private mutating func clearTimer(_ kind: Timer.Kind, of step: StepID) {
    rows.timers.append(.clearTimer(.init(run: run.id, step: step, kind: kind)))
  }
}

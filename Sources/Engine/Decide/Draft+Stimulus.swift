import JSON

/// Which rule a stimulus belongs to. No `default:` here: a new stimulus or status has to be thought about.
extension Draft {
  /// Answers why nothing is to be done, or nil when the draft now holds what is.
  mutating func take(_ stimulus: Stimulus) throws(Interruption) -> String? {
    if run.status.isTerminal { return "the run is \(run.status.rawValue)" }
    switch stimulus {
    case .started:
      return try start()
    case .stepSucceeded(let result):
      return try take(result)
    case .stepFailed(let failure):
      return try take(failure)
    case .leaseLost(let step, let lease):
      return try loseLease(step, lease)
    case .timerFired(let timer):
      return try fire(timer)
    case .approvalDecided(let decision):
      return try take(decision)
    case .signalReceived(let signal):
      return try take(signal)
    case .pauseRequested(let pause):
      return self.pause(pause)
    case .resumeRequested(let by):
      return try resume(by: by)
    case .cancelRequested(let cancellation):
      return try cancel(cancellation)
    case .continued:
      return try goOn()
    case .adopted(let adoption):
      return try adopt(adoption)
    case .childRunStarted(let step, let lease, let child):
      return try noteChild(child, of: step, under: lease)
    case .childRunEnded(let result):
      return try take(result)
    case .eventReceived(let event):
      return try take(event)
    case .slotGranted:
      return try takeSlot()
    case .callbackReceived, .callbackProgressed:
      return "no state of this run waits for that"
    }
  }

  private mutating func fire(_ timer: Timer.Key) throws(Interruption) -> String? {
    switch (timer.kind, timer.step) {
    case (.retry, let step?): try fireRetry(step)
    case (.approvalTimeout, let step?): try fireApprovalTimeout(step)
    case (.attemptOverdue, let step?): try fireOverdue(step)
    case (.runDeadline, _): fireRunDeadline()
    case (.cancelGrace, _): fireCancelGrace()
    case (.wake, let step?): try wake(step)
    case (.waitTimeout, let step?): try fireWaitTimeout(step)
    case (.compositeDeadline, let step?) where snapshot.steps[step]?.type == .workflow: try fireChildDeadline(step)
    case (.compositeDeadline, let step?): try fireCompositeDeadline(step)
    case (.retry, nil), (.approvalTimeout, nil), (.attemptOverdue, nil), (.wake, nil), (.waitTimeout, nil),
      (.compositeDeadline, nil):
      throw .broken("a \(timer.kind.rawValue) timer names no step")
    }
  }

  private mutating func goOn() throws(Interruption) -> String? {
    if snapshot.pendingFrames.isEmpty { return "nothing was left to do" }
    if let stillness { return stillness }
    eventType = .runContinued
    try takeUpPending()
    return nil
  }
}

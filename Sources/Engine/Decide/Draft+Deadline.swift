import JSON

/// How long composites may take, and what those leave that joined early.
extension Draft {
  mutating func fireCompositeDeadline(_ id: StepID) throws(Interruption) -> String? {
    guard let step = snapshot.steps[id], step.progress != nil, step.timeout != nil, !step.hasJoined, !isInFinally(step)
    else {
      return "the state of the step \(id) is over already"
    }
    if let stillness { return "\(stillness); the deadline of \(step.path) acts when it goes on" }
    if run.cancellation != nil { return "the run is being cancelled" }
    eventType = .stepTimedOut
    eventStep = id
    detail["timer"] = .string(Timer.Kind.compositeDeadline.rawValue)
    let message = "'\(step.path)' took longer than its \(step.timeout?.inSeconds ?? "time")"
    var error = RunError(.timeout, message)
    error.step = step.path
    if case .try(let parts) = try node(step.node).kind {
      try timeOut(step, parts, error)
    } else {
      try fail(step, with: error, holding: nil)
    }
    return nil
  }

  /// Whether a try has its outcome, which its `finally` doesn't change.
  private func isInFinally(_ step: Step) -> Bool {
    guard step.type == .try else { return false }
    return snapshot.frames.values.contains { $0.owner == step.id && $0.kind == .finally }
  }

  /// A deadline bounds the way to the join, not what goes on after it.
  mutating func clearCompositeDeadline(of step: Step) {
    guard step.timeout != nil, step.progress != nil, !step.hasJoined else { return }
    rows.timers.append(.clearTimer(.init(run: run.id, step: step.id, kind: .compositeDeadline)))
  }

  /// The composite has its value, while some of its frames go on.
  mutating func stayOpen(_ step: Step) {
    clearCompositeDeadline(of: step)
    var step = step
    step.progress?.hasJoined = true
    snapshot.steps[step.id] = step
    rows.note(step)
  }
}

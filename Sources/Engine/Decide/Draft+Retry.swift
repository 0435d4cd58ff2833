import Digest
import JSON

/// Another attempt is a row with a due time, never a process that sleeps.
extension Draft {
  enum RetryVerdict {
    case again(after: TimeSpan)
    /// The policy wanted more, but the attempts are used up.
    case exhausted
    /// The policy's condition failed; its error, with the one that it was about.
    case undecided(RunError)
    case notTried
  }

  mutating func verdictOfRetry(on error: RunError, of step: Step, _ node: Node) throws(Interruption) -> RetryVerdict {
    guard let policy = node.retry else { return .notTried }
    return try verdict(of: policy, on: error, attempt: step.attempt, of: step)
  }

  /// - Parameter attempt: the number of the attempt that failed.
  mutating func verdict(
    of policy: RetryPolicy, on error: RunError, attempt: Int, of step: Step
  ) throws(Interruption) -> RetryVerdict {
    guard policy.wants(error) else { return .notTried }
    if let condition = policy.condition {
      switch try test(condition, in: step.frame, locals: ["attempt": .integer(Int64(attempt))], error: error) {
      case .success(true): break
      case .success(false): return .notTried
      case .failure(var second):
        second.cause = [error]
        return .undecided(second)
      }
    }
    let delay = policy.delay(before: attempt + 1, seed: "\(step.id)/\(attempt)")
    guard attempt < policy.maxAttempts else { return policy.maxAttempts > 1 ? .exhausted : .notTried }
    if let maxElapsed = policy.maxElapsed, now + delay > step.createdAt + maxElapsed { return .exhausted }
    return .again(after: delay)
  }

  mutating func retry(_ step: Step, after delay: TimeSpan, _ error: RunError, holding lease: Lease?)
    throws(Interruption)
  {
    if step.progress != nil { return try reenter(step, after: delay, error) }
    var step = step
    rows.attempts.append(step.record(of: error, at: now))
    clearChildDeadline(of: step)
    step.child = nil
    step.attempt += 1
    step.delivery = 0
    step.error = error
    step.lease = nil
    step.deadlineAt = nil
    wait(&step, for: delay)
    snapshot.steps[step.id] = step
    rows.note(step, holding: lease)
  }

  private mutating func wait(_ step: inout Step, for delay: TimeSpan) {
    guard delay.milliseconds > 0 else {
      step.status = .pending
      return
    }
    step.status = .waitingTimer
    rows.timers.append(.setTimer(Timer(key: .init(run: run.id, step: step.id, kind: .retry), dueAt: now + delay)))
  }

  /// A composite's next attempt is a new visit, for its frames have been used up.
  private mutating func reenter(_ failed: Step, after delay: TimeSpan, _ error: RunError) throws(Interruption) {
    var failed = failed
    failed.error = error
    close(failed, as: error.types.contains(RunError.Kind.timeout.rawValue) ? .timedOut : .failed)
    let node = try node(failed.node)
    let place = Place(frame: failed.frame, node: node, visit: countVisit(of: node, in: failed.frame))
    var step = try makeStep(at: place, status: .waitingTimer)
    step.attempt = failed.attempt + 1
    step.error = error
    step.input = failed.input
    step.timeout = node.timeout
    // The first attempt's beginning counts for `maxElapsedSeconds`.
    step.createdAt = failed.createdAt
    step.status = .waitingTimer
    rows.timers.append(.setTimer(Timer(key: .init(run: run.id, step: step.id, kind: .retry), dueAt: now + delay)))
    insert(step)
  }

  mutating func fireRetry(_ id: StepID) throws(Interruption) -> String? {
    guard let step = snapshot.steps[id], step.status == .waitingTimer, step.type != .sleep else {
      return "the step \(id) doesn't wait for another attempt"
    }
    if let stillness { return "\(stillness); the attempt waits until it goes on" }
    eventType = .stepRetryDue
    eventStep = id
    rows.timers.append(.clearTimer(.init(run: run.id, step: id, kind: .retry)))
    let node = try node(step.node)
    switch node.kind {
    case .operation, .humanApproval, .inject, .switch, .transform, .sleep, .await, .emit, .workflow, .fail, .succeed:
      var step = step
      step.status = .pending
      snapshot.steps[id] = step
      rows.note(step)
    case .try(let parts) where step.progress != nil:
      var step = step
      step.status = .running
      try beginBody(of: step, parts)
    case .parallel, .foreach, .while, .try:
      try reopen(step, node)
    }
    return nil
  }
}

extension RetryPolicy {
  /// Whether an error of these types is worth another attempt.
  func wants(_ error: RunError) -> Bool {
    if error.types.contains(where: stopOn.contains) { return false }
    if let retryOn { return error.types.contains(where: retryOn.contains) }
    return !RetryPolicy.neverByDefault.contains { error.has($0) }
  }

  /// The wait before an attempt (the second is the first that has one). Jitter follows from the seed.
  func delay(before attempt: Int, seed: String) -> TimeSpan {
    let waits = Double(attempt - 1)
    let factor: Double =
      switch backoff {
      case .constant: 1
      case .linear: waits
      case .exponential: power(multiplier, attempt - 2)
      }
    let full = min(Double(delay.milliseconds) * factor, Double(maxDelay.milliseconds))
    let share = jitter == .full ? fraction(of: seed) : 1
    return TimeSpan(milliseconds: Int64(max(0, full * share)))
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    var result = 1.0
    // Beyond this, every base that grows has reached any maximum.
    for _ in 0..<min(exponent, 1_024) { result *= base }
    return result
  }

  /// A number from 0 to 1 that is different for each seed and the same for the same.
  private func fraction(of seed: String) -> Double {
    let digits = sha256Hex(seed).prefix(13)
    return Double(Int64(digits, radix: 16) ?? 0) / Double(Int64(1) << 52)
  }
}

extension RunError {
  /// What the last attempt's error becomes when its policy wanted more attempts than there may be.
  func exhausting(_ attempts: Int) -> RunError {
    RunError(
      type: Kind.retryExhausted.rawValue, message: "\(attempts) attempts failed, the last one: \(message)", step: step,
      attempt: attempt, cause: self)
  }
}

extension Step {
  func record(of error: RunError, at now: Instant) -> AttemptRecord {
    AttemptRecord(
      step: id, run: run, attempt: attempt, deliveries: delivery,
      status: error.types.contains(RunError.Kind.timeout.rawValue) ? .timedOut : .failed, error: error,
      startedAt: startedAt, finishedAt: now)
  }
}

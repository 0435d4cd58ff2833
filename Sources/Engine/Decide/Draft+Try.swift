import JSON

/// `try`: a body, handlers for what fails in it, and a block that runs last in any case but a cancelled run.
///
/// One frame is open at a time, and its kind says how far the step is. While `finally` runs, the step keeps what comes
/// after it: its output, or its error with the ending that goes with it.
extension Draft {
  mutating func beginBody(of step: Step, _ parts: TryBlock) throws(Interruption) {
    guard let begun = step.progress?.next else { throw .broken("the step \(step.path) is no composite") }
    var step = step
    step.progress?.next += 1
    step.progress?.total += 1
    try openPart(.body(attempt: begun + 1), parts.body, of: step)
  }

  mutating func part(_ frame: Frame, endedOf step: Step, _ parts: TryBlock) throws(Interruption) {
    switch frame.kind {
    case .body, .handler: try conclude(step, parts, with: .success(frame.result ?? .null))
    case .finally: try settle(step)
    case .root, .branch, .iteration, .pass: throw .broken("the frame \(frame.path) is no part of a try")
    }
  }

  mutating func part(
    _ frame: Frame, failedWith error: RunError, _ ending: Ending, of step: Step, _ parts: TryBlock
  ) throws(Interruption) {
    switch frame.kind {
    case .body:
      try handle(error, ending, of: step, parts)
    case .handler:
      try conclude(step, parts, with: .failure(error), ending)
    case .finally:
      var step = step
      step.error = error
      step.progress?.ending = ending
      try settle(step)
    case .root, .branch, .iteration, .pass:
      throw .broken("the frame \(frame.path) is no part of a try")
    }
  }

  /// The first handler that takes the error tries the body again, or runs its block.
  private mutating func handle(
    _ error: RunError, _ ending: Ending, of step: Step, _ parts: TryBlock
  ) throws(Interruption) {
    for (index, handler) in parts.handlers.enumerated() where handler.takes(error) {
      if let condition = handler.condition {
        switch try test(condition, in: step.frame, locals: handler.names(for: error), error: error) {
        case .failure(let second): return try conclude(step, parts, with: .failure(second))
        case .success(false): continue
        case .success(true): break
        }
      }
      return try handle(error, ending, by: handler, index, of: step, parts)
    }
    try conclude(step, parts, with: .failure(error), ending)
  }

  private mutating func handle(
    _ error: RunError, _ ending: Ending, by handler: TryBlock.Handler, _ index: Int, of step: Step, _ parts: TryBlock
  ) throws(Interruption) {
    var error = error
    if let policy = handler.retry {
      switch try verdict(of: policy, on: error, attempt: step.progress?.next ?? 1, of: step) {
      case .again(let delay): return try tryAgain(step, after: delay, error, parts)
      case .exhausted: error = error.exhausting(step.progress?.next ?? 1)
      case .undecided(let second): return try conclude(step, parts, with: .failure(second))
      case .notTried: break
      }
    }
    if let block = handler.block {
      try openPart(.handler(index: index), block, of: step, names: handler.names(for: error), caught: error)
    } else if handler.retry != nil {
      // Who only asks for further attempts has not said that the work may stay undone.
      try conclude(step, parts, with: .failure(error), ending)
    } else {
      try conclude(step, parts, with: .success(.null))
    }
  }

  private mutating func tryAgain(
    _ step: Step, after delay: TimeSpan, _ error: RunError, _ parts: TryBlock
  ) throws(Interruption) {
    var step = step
    var record = step.record(of: error, at: now)
    record.attempt = step.progress?.next ?? 1
    rows.attempts.append(record)
    step.error = error
    guard delay.milliseconds > 0 else { return try beginBody(of: step, parts) }
    step.status = .waitingTimer
    rows.timers.append(.setTimer(Timer(key: .init(run: run.id, step: step.id, kind: .retry), dueAt: now + delay)))
    keep(step)
  }

  // MARK: The end

  /// The time of body and handlers is over, also if the next attempt is still waited for.
  mutating func timeOut(_ step: Step, _ parts: TryBlock, _ error: RunError) throws(Interruption) {
    closeFrames(of: step.id)
    var step = step
    step.progress?.open = 0
    if step.status == .waitingTimer {
      step.status = .running
      rows.timers.append(.clearTimer(.init(run: run.id, step: step.id, kind: .retry)))
    }
    try conclude(step, parts, with: .failure(error))
  }

  /// Body and handlers are done: the step's outcome is known, and `finally` comes before it.
  private mutating func conclude(
    _ step: Step, _ parts: TryBlock, with outcome: Result<JSONValue, RunError>, _ ending: Ending = .failed
  ) throws(Interruption) {
    var step = step
    switch outcome {
    case .success(let value): (step.output, step.error) = (value, nil)
    case .failure(let error): (step.output, step.error) = (nil, error)
    }
    step.progress?.ending = step.error == nil ? nil : ending
    clearCompositeDeadline(of: step)
    guard let block = parts.finally else { return try settle(step) }
    try openPart(.finally, block, of: step, caught: step.error)
  }

  private mutating func settle(_ step: Step) throws(Interruption) {
    guard let error = step.error else { return try succeed(step, holding: nil) }
    var step = step
    let ending = step.progress?.ending ?? .failed
    step.output = nil
    step.progress?.ending = nil
    try fail(step, with: error, holding: nil, ending: ending)
  }

  private mutating func openPart(
    _ kind: Frame.Kind, _ block: Int, of step: Step, names: JSONObject = [:], caught: RunError? = nil
  ) throws(Interruption) {
    var step = step
    step.progress?.open += 1
    keep(step)
    var region = Region(kind: kind, block: block, data: step.input ?? .null, locals: names)
    region.caught = caught
    try openFrame(region, of: step)
  }
}

extension TryBlock.Handler {
  fileprivate func takes(_ error: RunError) -> Bool {
    errors.isEmpty || error.types.contains(where: errors.contains)
  }

  fileprivate func names(for error: RunError) -> JSONObject { name.map { [$0: error.json] } ?? [:] }
}

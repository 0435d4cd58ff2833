import JSON

/// Waits for messages, and what becomes of messages: a signal has one taker, the step that waits longest; an event has
/// as many as wait for it.
extension Draft {
  mutating func expect(_ expectation: Expectation, at place: Place) throws(Interruption) {
    var step = try makeStep(at: place, status: .waitingSignal)
    var expectation = expectation
    if expectation.isEvent, expectation.since == nil, let event = message, event.at >= now {
      // The event that led here isn't taken twice, however fast that was.
      expectation.since = event.at + TimeSpan(milliseconds: 1)
    }
    step.startedAt = now
    step.input = expectation.json
    insert(step)
    if let until = expectation.until {
      rows.timers.append(.setTimer(Timer(key: .init(run: run.id, step: step.id, kind: .waitTimeout), dueAt: until)))
    }
    if expectation.isEvent {
      let wait = EventWait(
        run: run.id, step: step.id, name: expectation.name, correlation: expectation.correlation,
        since: expectation.since ?? now)
      effects.append(.openWait(wait))
    } else {
      try takeKeptSignal(expectation, for: step)
    }
  }

  /// The oldest signal that came before anybody waited for it.
  private mutating func takeKeptSignal(_ expectation: Expectation, for step: Step) throws(Interruption) {
    for kept in snapshot.signals where expectation.takes(kept.signal.name, kept.signal.correlation) {
      let message = Message(kept.signal, at: kept.at)
      let answer = try answer(of: step, to: message)
      if answer == .refused { continue }
      snapshot.signals.removeAll { $0.number == kept.number }
      effects.append(.takeSignal(number: kept.number))
      return try give(message, to: step, answer)
    }
  }

  // MARK: Messages that arrive

  mutating func take(_ signal: Signal) throws(Interruption) -> String? {
    eventType = .signalReceived
    actor = signal.by
    payload = signal.payload
    detail["name"] = .string(signal.name)
    detail["correlation"] = signal.correlation.map(JSONValue.string)
    let message = Message(signal, at: now)
    for (step, expectation) in waiting where !expectation.isEvent && expectation.takes(signal.name, signal.correlation)
    {
      let answer = try answer(of: step, to: message)
      if answer == .refused { continue }
      eventStep = step.id
      try give(message, to: step, answer)
      return nil
    }
    snapshot.signals.append(KeptSignal(number: eventNumber, signal: signal, at: now))
    effects.append(.keepSignal(signal, number: eventNumber, at: now))
    return nil
  }

  mutating func take(_ event: PublishedEvent) throws(Interruption) -> String? {
    let message = Message(event)
    var takers: [(step: Step, answer: Answer)] = []
    for (step, expectation) in waiting where expectation.isEvent && expectation.takes(event.name, event.correlation) {
      guard event.at >= expectation.since ?? step.createdAt else { continue }
      let answer = try answer(of: step, to: message)
      if answer != .refused { takers.append((step, answer)) }
    }
    guard let first = takers.first else { return "no state of this run waits for that event '\(event.name)'" }
    eventType = .eventReceived
    actor = event.by
    eventStep = first.step.id
    payload = event.payload
    detail["id"] = .string(event.id)
    detail["name"] = .string(event.name)
    detail["correlation"] = event.correlation.map(JSONValue.string)
    detail["at"] = .string(event.at.description)
    // What becomes of one taker may close another.
    for taker in takers where snapshot.steps[taker.step.id] != nil { try give(message, to: taker.step, taker.answer) }
    return nil
  }

  /// The steps that wait for messages, the longest waiting first.
  private var waiting: [(step: Step, expectation: Expectation)] {
    let open = snapshot.steps.values.filter { $0.status == .waitingSignal }
    let ordered = open.sorted {
      // Of those that began together the one that stands first in the definition; `[2]` before `[10]`.
      ($0.createdAt, $0.node, $0.path.utf8.count, $0.path) < ($1.createdAt, $1.node, $1.path.utf8.count, $1.path)
    }
    return ordered.compactMap { step in
      guard let expectation = step.input.flatMap(Expectation.init(json:)) else { return nil }
      // A deadline that passed during a pause acts when the run is resumed; what comes after it comes too late.
      if stillness != nil, let until = expectation.until, until <= now { return nil }
      return (step, expectation)
    }
  }

  /// What a step's filter says to a message.
  private enum Answer: Hashable {
    case accepted
    case refused
    /// The filter itself failed; the step fails with it, and the message counts as taken.
    case failed(RunError)
  }

  private mutating func answer(of step: Step, to message: Message) throws(Interruption) -> Answer {
    guard case .await(let wait) = try node(step.node).kind else {
      throw .broken("the step \(step.path) waits for a message, but is no await")
    }
    guard let filter = wait.filter else { return .accepted }
    var scope = try scope(in: step.frame)
    scope.locals["event"] = message.json
    do { return try filter.isTrue(in: scope) ? .accepted : .refused } catch { return .failed(error) }
  }

  private mutating func give(_ message: Message, to step: Step, _ answer: Answer) throws(Interruption) {
    if case .failed(let error) = answer { return try fail(step, with: error, holding: nil) }
    var step = step
    step.output = message.payload
    self.message = message
    try succeed(step, holding: nil)
  }

  // MARK: Time

  mutating func fireWaitTimeout(_ id: StepID) throws(Interruption) -> String? {
    guard let step = snapshot.steps[id], step.status == .waitingSignal,
      let expectation = step.input.flatMap(Expectation.init(json:))
    else { return "the step \(id) doesn't wait any more" }
    if let stillness { return "\(stillness); the wait's deadline acts when it goes on" }
    eventType = .stepTimedOut
    eventStep = id
    let error = RunError(.timeout, "\(expectation.description) did not come in time")
    try fail(step, with: error, holding: nil, ending: .timedOut)
    return nil
  }
}

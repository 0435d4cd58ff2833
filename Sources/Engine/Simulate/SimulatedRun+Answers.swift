import JSON

/// What the world would do next, in its stead: perform a step, decide an approval, send what is waited for, let time
/// pass.
extension SimulatedRun {
  mutating func answerOne() throws(InvariantViolation) {
    let open = order.compactMap { snapshot.steps[$0] }
    if let step = open.first(where: { $0.status == .pending }) { return try perform(step) }
    if let step = open.first(where: { $0.status == .waitingApproval }) { return try decide(step) }
    if let step = open.first(where: { $0.status == .running && $0.child != nil }) { return try endChild(of: step) }
    if let step = open.first(where: { $0.status == .waitingSignal }) { return try deliver(to: step) }
    if let (key, dueAt) = earliestTimer { return try pass(until: dueAt, key) }
    report.stuck = "nothing is left that could happen, and the run is \(snapshot.run.status.rawValue)"
  }

  /// The names under which a step's fixture may stand, the most precise first.
  private func names(of step: Step) -> [String] {
    [step.path, step.path.split(separator: "#").first.map(String.init) ?? step.path, step.state]
      + (step.executor.map { [$0.rawValue] } ?? [])
  }

  // MARK: Work

  private mutating func perform(_ step: Step) throws(InvariantViolation) {
    var step = step
    let lease = Lease(owner: "simulation", epoch: Int64(step.delivery) + 1, expiresAt: now + .seconds(60 as Int64))
    step.status = .running
    step.lease = lease
    step.delivery += 1
    step.startedAt = step.startedAt ?? now
    snapshot.steps[step.id] = step
    switch fixtures.take(names(of: step)) ?? standardAnswer(to: step) {
    case .value(let output): try send(.stepSucceeded(StepResult(step: step.id, lease: lease, output: output)))
    case .error(let error): try send(.stepFailed(StepFailure(step: step.id, lease: lease, error: error)))
    case .timeout:
      if let timeout = step.timeout { now = now + timeout }
      let error = RunError(.timeout, "the attempt took longer than it may")
      try send(.stepFailed(StepFailure(step: step.id, lease: lease, error: error)))
    case nil:
      let agent = step.executor.map { " (or for `\($0)`)" } ?? ""
      report.stuck = "there is no fixture for `\(step.path)`\(agent)"
    }
  }

  /// `noop` needs none.
  private func standardAnswer(to step: Step) -> Fixture? {
    step.executor == "noop" ? .value(step.input ?? .null) : nil
  }

  private mutating func endChild(of step: Step) throws(InvariantViolation) {
    guard let child = step.child else { return }
    var result = ChildResult(child: child, step: step.id, status: .completed)
    switch fixtures.take(names(of: step)) {
    case .value(let output): result.output = output
    case .error(let error): (result.status, result.error) = (.failed, error)
    case .timeout: (result.status, result.error) = (.timedOut, RunError(.timeout, "the child run took too long"))
    case nil: result.output = [:]
    }
    try send(.childRunEnded(result))
  }

  // MARK: People

  private mutating func decide(_ step: Step) throws(InvariantViolation) {
    var decision = ApprovalDecision(
      approval: ApprovalID(rawValue: step.id.rawValue), approved: true, by: "user:simulation", comment: nil)
    switch fixtures.take(names(of: step)) {
    case .timeout: return try timeOut(step, .approvalTimeout)
    case .error:
      report.stuck = "an approval can't fail: `\(step.path)` takes approve, reject, {approved, comment} or \"$timeout\""
      return
    case .value(let answer):
      guard let approved = Self.isApproval(answer) else {
        report.stuck = "`\(step.path)` is an approval: it takes approve, reject, {approved, comment} or \"$timeout\""
        return
      }
      decision.approved = approved
      decision.comment = answer["comment"]?.stringValue
      decision.by = answer["by"]?.stringValue.map(Actor.init(rawValue:)) ?? decision.by
    case nil: break
    }
    note(step.path, decision.approved ? "approved" : "rejected")
    try send(.approvalDecided(decision))
  }

  private static func isApproval(_ answer: JSONValue) -> Bool? {
    switch answer {
    case "approve", "approved", true: true
    case "reject", "rejected", false: false
    default: answer["approved"]?.boolValue
    }
  }

  // MARK: Messages and time

  private mutating func deliver(to step: Step) throws(InvariantViolation) {
    var payload = JSONValue.object([:])
    switch fixtures.take(names(of: step)) {
    case .timeout, .error: return try timeOut(step, .waitTimeout)
    case .value(let value): payload = value
    case nil: break
    }
    let correlation = step.input?["correlation"]?.stringValue
    if let name = step.input?["signal"]?.stringValue {
      note(step.path, "sent the signal '\(name)'")
      try send(.signalReceived(Signal(name: name, payload: payload, correlation: correlation, by: "user:simulation")))
    } else {
      let name = step.input?["event"]?.stringValue ?? step.state
      note(step.path, "published the event '\(name)'")
      let event = PublishedEvent(
        id: "simulated-\(report.notes.count)", name: name, payload: payload, correlation: correlation,
        by: "user:simulation", at: now)
      try send(.eventReceived(event))
    }
    if snapshot.steps[step.id]?.status == .waitingSignal, report.stuck == nil {
      report.stuck = "the message for `\(step.path)` was not taken; its filter wants another one"
    }
  }

  private mutating func timeOut(_ step: Step, _ kind: Timer.Kind) throws(InvariantViolation) {
    let key = Timer.Key(run: snapshot.run.id, step: step.id, kind: kind)
    guard let dueAt = timers[key] else {
      report.stuck = "`\(step.path)` can't time out: it has no timeout"
      return
    }
    try pass(until: dueAt, key)
  }

  private var earliestTimer: (Timer.Key, Instant)? {
    timers.min { ($0.value, $0.key.kind.rawValue) < ($1.value, $1.key.kind.rawValue) }.map { ($0.key, $0.value) }
  }

  private mutating func pass(until dueAt: Instant, _ key: Timer.Key) throws(InvariantViolation) {
    let seconds = max(0, dueAt.milliseconds - now.milliseconds) / 1_000
    let path = key.step.flatMap { snapshot.steps[$0]?.path } ?? ""
    note(path, "\(seconds) seconds pass")
    now = max(now, dueAt)
    timers[key] = nil
    try send(.timerFired(key))
  }
}

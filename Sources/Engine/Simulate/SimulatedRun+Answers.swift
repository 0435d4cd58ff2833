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
      + (step.executor.map { [$0.rawValue] } ?? []) + authorsNames(of: step)
  }

  /// What the author called a step that stands behind a gate or a delay of the same document's entry.
  private func authorsNames(of step: Step) -> [String] {
    guard decider.program.dialect != .states, let own = PartName.whole(of: step.state) else { return [] }
    let visitless = step.path.split(separator: "#").first.map(String.init) ?? step.path
    return [PartName.whole(of: visitless), own].compactMap { $0 }
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
    switch checkedInput(of: step) {
    case .success(let input): note(call: step, input)
    case .failure(let error): return try send(.stepFailed(StepFailure(step: step.id, lease: lease, error: error)))
    }
    switch workFixture(step) ?? standardAnswer(to: step) {
    case .value(let output):
      if let misfit = misfit(output, of: step) {
        report.stuck = misfit
        return
      }
      try send(.stepSucceeded(StepResult(step: step.id, lease: lease, output: output)))
    case .error(let error): try send(.stepFailed(StepFailure(step: step.id, lease: lease, error: error)))
    case .timeout:
      if let timeout = step.timeout { now = now + timeout }
      let error = RunError(.timeout, "the attempt took longer than it may")
      try send(.stepFailed(StepFailure(step: step.id, lease: lease, error: error)))
    case nil:
      let agent = step.executor.map { " (or for `\($0)`)" } ?? ""
      let why = lastFailure.map { "; before, `\($0.path)` failed: \($0.error.message)" } ?? ""
      report.stuck = "there is no fixture for `\(step.path)`\(agent)\(why)"
    }
  }

  /// What decides about the gate isn't what the work behind it answers.
  private mutating func workFixture(_ step: Step) -> Fixture? {
    let names = names(of: step)
    guard let name = fixtures.name(among: names) else { return nil }
    if authorsNames(of: step).contains(name), case .value(let value)? = fixtures.next(name),
      Self.isApproval(value) != nil
    {
      return nil
    }
    return fixtures.take([name])
  }

  private mutating func note(call step: Step, _ input: JSONValue) {
    guard let agent = step.executor else { return }
    let given = step.type == .workflow ? input["input"] ?? .null : input
    report.calls.append(.init(path: step.path, agent: agent, input: given, names: names(of: step)))
  }

  /// `noop` needs none, and other workflows complete.
  private func standardAnswer(to step: Step) -> Fixture? {
    if step.executor == "noop" { return .value(step.input ?? .null) }
    guard step.type == .workflow else { return nil }
    return .value(step.input?["wait"] == false ? ["runId": "simulated-child"] : [:])
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
    switch gateFixture(step) {
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

  /// A gate before a step of the same name leaves alone what is the step's.
  private mutating func gateFixture(_ step: Step) -> Fixture? {
    let names = names(of: step)
    let work = step.state + PartName.afterApproval
    if decider.program.dialect != .states, decider.program.nodes.contains(where: { $0.name == work }),
      let name = fixtures.name(among: names), let next = fixtures.next(name)
    {
      switch next {
      case .error: return nil
      case .value(let value) where Self.isApproval(value) == nil: return nil
      case .value, .timeout: break
      }
    }
    return fixtures.take(names)
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

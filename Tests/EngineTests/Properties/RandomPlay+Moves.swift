import JSON

@testable import Engine

extension RandomPlay {
  /// Something happens, be it sensible or not.
  mutating func move() throws {
    switch dice.number(1...100) {
    case 1...22: if let step = dice.pick(of: queued) { try claim(step) }
    case 23...46: try report()
    case 47...50: try reportLate()
    case 51...57: try endChild()
    case 58...63: try decideApproval()
    case 64...69: try send(.signalReceived(signal()))
    case 70...74: try send(.eventReceived(event()))
    case 75...84: try pass(milliseconds: Int64(dice.number(0...40_000)))
    case 85...88: if !isKind || dice.happens(20) { try fireAnything() }
    case 89: try send(.pauseRequested(.init(by: "user:ada", reason: dice.happens(50) ? "lunch" : nil, at: run.now)))
    case 90...92: try send(.resumeRequested(by: "user:ada"))
    case 93: if dice.happens(isKind ? 3 : 25) { try cancel() }
    case 94...95: try send(.continued)
    case 96...97: try send(.slotGranted)
    default: try sendNonsense()
    }
  }

  /// What the world does to bring a run to its end.
  ///
  /// - Returns: false when there is nothing that it could do.
  mutating func moveOn() throws -> Bool {
    if run.run.status == .pending {
      try send(.slotGranted)
    } else if run.run.pause != nil {
      try send(.resumeRequested(by: "user:ada"))
    } else if isContinuing {
      try send(.continued)
    } else if let step = openSteps.first(where: { $0.child != nil }) {
      try send(.childRunEnded(end(step, .completed)))
    } else if let step = openSteps.first(where: { $0.lease != nil }) {
      try send(success(step))
    } else if let step = queued.first {
      try claim(step)
    } else if let approval = run.snapshot.approvals.values.min(by: { $0.id < $1.id }) {
      try send(.approvalDecided(.init(approval: approval.id, approved: true, by: "user:ada", comment: nil)))
    } else if let due = run.timers.values.min() {
      try pass(milliseconds: max(0, due.milliseconds - run.now.milliseconds))
    } else {
      return try answerWaits()
    }
    return true
  }

  /// Says what somebody waits for; its filter may still not take it.
  private mutating func answerWaits() throws -> Bool {
    let before = run.events.count
    for step in openSteps {
      guard let expectation = step.input.flatMap(Expectation.init(json:)), step.status == .waitingSignal else {
        continue
      }
      let payload: JSONValue = dice.pick(1, ["x": 2])
      if expectation.isEvent {
        let event = PublishedEvent(
          id: "last-\(stimuli)", name: expectation.name, payload: payload, correlation: expectation.correlation,
          by: "user:ada", at: run.now)
        try send(.eventReceived(event))
      } else {
        let signal = Signal(
          name: expectation.name, payload: payload, correlation: expectation.correlation, by: "user:ada")
        try send(.signalReceived(signal))
      }
    }
    return run.events.count > before && stimuli < 2_000
  }

  // MARK: Workers

  private mutating func report() throws {
    guard let step = dice.pick(of: openSteps.filter { $0.lease != nil }), let lease = step.lease else { return }
    switch isKind && dice.happens(90) ? 10 : dice.number(1...10) {
    case 1: try send(.leaseLost(step.id, lease))
    case 2...4: try send(.stepFailed(StepFailure(step: step.id, lease: lease, error: error())))
    default: try send(success(step))
    }
  }

  /// A worker that starts another run says so; that it ended comes from that run.
  private mutating func success(_ step: Step) -> Stimulus {
    let lease = step.lease ?? Lease(owner: "worker", epoch: 0, expiresAt: run.now)
    guard step.type == .workflow else {
      return .stepSucceeded(StepResult(step: step.id, lease: lease, output: value()))
    }
    let child = RunID.child(of: step)
    if step.input?["wait"] == false {
      return .stepSucceeded(StepResult(step: step.id, lease: lease, output: ["runId": .string(child.rawValue)]))
    }
    return .childRunStarted(step.id, lease, child: child)
  }

  /// Somebody who held a step once, or never did.
  private mutating func reportLate() throws {
    guard let claim = dice.pick(of: claims) else { return }
    switch dice.number(1...4) {
    case 1: try send(.leaseLost(claim.step, claim.lease))
    case 2: try send(.stepFailed(StepFailure(step: claim.step, lease: claim.lease, error: error())))
    case 3: try send(.childRunStarted(claim.step, claim.lease, child: "late"))
    default: try send(.stepSucceeded(StepResult(step: claim.step, lease: claim.lease, output: value())))
    }
  }

  // MARK: Others

  /// The child's end may come before its start is known.
  private mutating func endChild() throws {
    let calls = openSteps.filter { $0.type == .workflow && ($0.child != nil || $0.lease != nil) }
    guard let step = dice.pick(of: calls) else { return }
    try send(.childRunEnded(end(step, isKind ? .completed : dice.pick(.completed, .failed, .cancelled, .timedOut))))
  }

  private mutating func end(_ step: Step, _ status: RunStatus) -> ChildResult {
    ChildResult(
      child: step.child ?? .child(of: step), step: step.id, status: status,
      output: status == .completed ? value() : nil, error: status == .completed ? nil : error())
  }

  /// Also decisions about what was decided before.
  private mutating func decideApproval() throws {
    guard let approval = dice.pick(of: run.rows.approvals) else { return }
    try send(
      .approvalDecided(
        .init(
          approval: approval.id, approved: dice.happens(isKind ? 95 : 60), by: "user:ada",
          comment: dice.happens(50) ? "so" : nil)))
  }

  private mutating func signal() -> Signal {
    Signal(
      name: dice.pick("go", "stop", "news", "other"), payload: value(),
      correlation: dice.happens(40) ? dice.pick("a", "abc", "b") : nil, by: "user:bob")
  }

  private mutating func event() -> PublishedEvent {
    let at = run.now + TimeSpan(milliseconds: Int64(dice.number(-30_000...1_000)))
    return PublishedEvent(
      id: "event-\(dice.number(1...30))", name: dice.pick("go", "stop", "news", "other"), payload: value(),
      correlation: dice.happens(40) ? dice.pick("a", "abc", "b") : nil, by: "user:bob", at: at)
  }

  private mutating func cancel() throws {
    let policy = dice.pick(Run.Cancellation.Policy.finishRunning, .stopRunning)
    try send(.cancelRequested(.init(by: "user:ada", reason: nil, policy: policy, at: run.now)))
  }

  /// A timer that may be due, of another kind, or nobody's.
  private mutating func fireAnything() throws {
    if dice.happens(50), let key = dice.pick(of: run.timers.keys.sorted { "\($0)" < "\($1)" }) {
      return try send(.timerFired(key))
    }
    guard let kind = dice.pick(of: Timer.Kind.allCases.filter { $0 != .runDeadline && $0 != .cancelGrace }) else {
      return
    }
    let step = dice.pick(of: run.rows.steps)?.id ?? "nobody"
    try send(.timerFired(.init(run: run.run.id, step: step, kind: kind)))
  }

  private mutating func sendNonsense() throws {
    let lease = Lease(owner: "stranger", epoch: 99, expiresAt: run.now)
    let step = dice.happens(50) ? StepID(rawValue: "nobody") : dice.pick(of: run.rows.steps)?.id ?? "nobody"
    switch dice.number(1...8) {
    case 1: try send(.started)
    case 2: try send(.stepSucceeded(StepResult(step: step, lease: lease, output: nil)))
    case 3: try send(.stepFailed(StepFailure(step: step, lease: lease, error: error())))
    case 4: try send(.leaseLost(step, lease))
    case 5: try send(.approvalDecided(.init(approval: "nothing", approved: true, by: "user:ada", comment: nil)))
    case 6: try send(.childRunEnded(ChildResult(child: "nobody", step: step, status: .completed)))
    case 7: try send(dice.pick(.callbackReceived(step), .callbackProgressed(step)))
    default: try send(.slotGranted)
    }
  }

  // MARK: Values

  private mutating func value() -> JSONValue {
    dice.pick(1, nil, "a longer text than some may keep", ["x": 2], [1, 2], true, ["n": 7, "flag": true])
  }

  private mutating func error() -> RunError {
    RunError(type: RandomDefinition.errorType(&dice), message: "it broke")
  }
}

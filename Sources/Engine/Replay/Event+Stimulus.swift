import JSON

/// Events are stimuli: each says what happened to the run, so that a history can be decided again.
extension Event {
  /// The stimulus that made the event; nil for what no stimulus made.
  ///
  /// Claims are no events: the claim under which a result came is made up here, in the snapshot too.
  public func stimulus(in snapshot: inout RunSnapshot) -> Stimulus? {
    let lease = Lease(owner: worker, epoch: number, expiresAt: at)
    if type.isReport { claim(under: lease, in: &snapshot) }
    for held in performing { snapshot.steps[held]?.claim(under: lease) }
    switch type {
    case .runStarted: return .started
    case .runContinued: return .continued
    case .runPaused: return .pauseRequested(.init(by: actor, reason: payload?.stringValue, at: at))
    case .runResumed: return .resumeRequested(by: actor)
    case .runCancelRequested: return cancellation.map { .cancelRequested($0) }
    case .runTimedOut: return .timerFired(.init(run: run, kind: .runDeadline))
    case .cancelGraceOver: return .timerFired(.init(run: run, kind: .cancelGrace))
    case .slotGranted: return .slotGranted
    case .signalReceived: return signal.map { .signalReceived($0) }
    case .stepSucceeded, .stepFailed, .stepLeaseLost, .stepOverdue, .stepRetryDue, .stepWoken, .stepTimedOut,
      .stepResultDropped, .approvalDecided, .approvalTimedOut, .childStarted, .childEnded:
      guard let step else { return nil }
      return stimulus(of: step, under: lease, in: &snapshot)
    case .eventReceived: return published.map { .eventReceived($0) }
    case .runAdopted: return adoption.map { .adopted($0) }
    case .runQuarantined: return nil
    }
  }

  /// Of the events that are about a step.
  private func stimulus(of step: StepID, under lease: Lease, in snapshot: inout RunSnapshot) -> Stimulus? {
    switch type {
    case .stepSucceeded: .stepSucceeded(StepResult(step: step, lease: lease, output: payload ?? .null))
    case .stepFailed: error.map { .stepFailed(StepFailure(step: step, lease: lease, error: $0)) }
    case .stepLeaseLost: .leaseLost(step, lease)
    case .stepOverdue: .timerFired(.init(run: run, step: step, kind: .attemptOverdue))
    case .stepRetryDue: .timerFired(.init(run: run, step: step, kind: .retry))
    case .stepWoken: .timerFired(.init(run: run, step: step, kind: .wake))
    case .stepTimedOut:
      .timerFired(.init(run: run, step: step, kind: timer(of: step, in: snapshot)))
    case .approvalDecided: approvalDecision(step).map { .approvalDecided($0) }
    case .approvalTimedOut: .timerFired(.init(run: run, step: step, kind: .approvalTimeout))
    case .childStarted: child.map { .childRunStarted(step, lease, child: $0) }
    case .childEnded: childEnd(step, in: &snapshot)
    case .stepResultDropped: .stepSucceeded(StepResult(step: step, lease: droppedLease, output: .null))
    case .runStarted, .runContinued, .runPaused, .runResumed, .runCancelRequested, .runTimedOut, .runQuarantined,
      .cancelGraceOver, .slotGranted, .signalReceived, .eventReceived, .runAdopted:
      nil
    }
  }

  private func claim(under lease: Lease, in snapshot: inout RunSnapshot) {
    guard let step else { return }
    snapshot.steps[step]?.claim(under: lease)
    if let delivery = detail["delivery"]?.integerValue { snapshot.steps[step]?.delivery = Int(delivery) }
    if type == .stepOverdue { snapshot.steps[step]?.deadlineAt = at }
  }

  // MARK: Reading what the decider wrote

  /// Claims are no events; only an event that is about the worker names it.
  private var worker: WorkerID { WorkerID(rawValue: detail["worker"]?.stringValue ?? "replay") }

  private func timer(of step: StepID, in snapshot: RunSnapshot) -> Timer.Kind {
    if let kind = detail["timer"]?.stringValue.flatMap(Timer.Kind.init(rawValue:)) { return kind }
    return snapshot.steps[step]?.status == .waitingSignal ? .waitTimeout : .compositeDeadline
  }

  private var error: RunError? { payload.flatMap(RunError.init(json:)) }

  private var child: RunID? { detail["child"]?.stringValue.map(RunID.init(rawValue:)) }

  /// What workers held when the run was cancelled.
  private var performing: [StepID] {
    (detail["performing"]?.arrayValue ?? []).compactMap { $0.stringValue.map(StepID.init(rawValue:)) }
  }

  private var cancellation: Run.Cancellation? {
    guard let policy = detail["policy"]?.stringValue.flatMap(Run.Cancellation.Policy.init) else { return nil }
    return Run.Cancellation(by: actor, reason: payload?.stringValue, policy: policy, at: at)
  }

  private var signal: Signal? {
    detail["name"]?.stringValue.map {
      Signal(name: $0, payload: payload ?? .null, correlation: detail["correlation"]?.stringValue, by: actor)
    }
  }

  private var published: PublishedEvent? {
    guard let id = detail["id"]?.stringValue, let name = detail["name"]?.stringValue,
      let sent = detail["at"]?.stringValue.flatMap(Instant.init)
    else { return nil }
    return PublishedEvent(
      id: id, name: name, payload: payload ?? .null, correlation: detail["correlation"]?.stringValue, by: actor,
      at: sent)
  }

  private func approvalDecision(_ step: StepID) -> ApprovalDecision? {
    guard let approved = detail["approved"]?.boolValue else { return nil }
    return ApprovalDecision(
      approval: ApprovalID(rawValue: step.rawValue), approved: approved, by: actor, comment: payload?.stringValue)
  }

  /// The child may have ended before its start was recorded.
  private func childEnd(_ step: StepID, in snapshot: inout RunSnapshot) -> Stimulus? {
    guard let result = childResult(step) else { return nil }
    if snapshot.steps[step]?.child == nil { snapshot.steps[step]?.child = result.child }
    return .childRunEnded(result)
  }

  /// A claim that isn't the step's any more.
  private var droppedLease: Lease {
    Lease(
      owner: WorkerID(rawValue: detail["worker"]?.stringValue ?? ""), epoch: detail["epoch"]?.integerValue ?? 0,
      expiresAt: at)
  }

  private var adoption: Adoption? {
    guard let origin = detail["origin"].flatMap(Origin.init(json:)), let until = detail["until"]?.integerValue else {
      return nil
    }
    return Adoption(
      origin: origin, by: actor, until: Instant(milliseconds: until), edits: detail["edits"]?.objectValue ?? [:],
      frame: detail["frame"]?.stringValue.map(FrameID.init(rawValue:)))
  }

  private func childResult(_ step: StepID) -> ChildResult? {
    guard let child, let status = detail["status"]?.stringValue.flatMap(RunStatus.init(rawValue:)) else { return nil }
    return status == .completed
      ? ChildResult(child: child, step: step, status: status, output: payload)
      : ChildResult(child: child, step: step, status: status, error: error)
  }
}

extension EventType {
  /// Whether a worker's claim came before it.
  fileprivate var isReport: Bool {
    switch self {
    case .stepSucceeded, .stepFailed, .stepLeaseLost, .stepOverdue, .childStarted: true
    case .runStarted, .runContinued, .runPaused, .runResumed, .runCancelRequested, .runTimedOut, .runQuarantined,
      .stepRetryDue, .stepResultDropped, .approvalDecided, .approvalTimedOut, .signalReceived, .cancelGraceOver,
      .stepWoken, .stepTimedOut, .eventReceived, .childEnded, .slotGranted, .runAdopted:
      false
    }
  }
}

extension Step {
  fileprivate mutating func claim(under lease: Lease) {
    status = .running
    self.lease = lease
  }
}

import JSON
import Testing

@testable import Engine

extension Simulation {
  /// Decides the whole history again from its events alone, and compares the outcome.
  func checkReplay(sourceLocation: SourceLocation = #_sourceLocation) throws {
    var replayed = RunSnapshot(run: firstRun)
    for event in events {
      let stimulus = try #require(event.stimulus(in: &replayed), "\(event.type.rawValue) tells its stimulus")
      var verdict = try decider.decide(replayed, stimulus, now: event.at)
      if case .needsFrames(let step) = verdict {
        replayed.finishedFrames[step] = finishedFrames(of: step, before: event.number)
        verdict = try decider.decide(replayed, stimulus, now: event.at)
      }
      guard case .decided(let decision) = verdict else {
        Issue.record(
          "event \(event.number) \(event.type.rawValue) replays as \(verdict)", sourceLocation: sourceLocation)
        return
      }
      #expect(decision.event == event, sourceLocation: sourceLocation)
      replayed = decision.snapshot
    }
    #expect(replayed.run == run, sourceLocation: sourceLocation)
    #expect(replayed.frames == snapshot.frames, sourceLocation: sourceLocation)
    #expect(replayed.signals == snapshot.signals, sourceLocation: sourceLocation)
  }
}

extension Event {
  /// The stimulus that made the event. Claims are no events: the claim under which a result came is made up.
  func stimulus(in snapshot: inout RunSnapshot) -> Stimulus? {
    let lease = Lease(owner: "replay", epoch: number, expiresAt: at)
    if let step, type.isReport {
      snapshot.steps[step]?.status = .running
      snapshot.steps[step]?.lease = lease
      if let delivery = detail["delivery"]?.integerValue { snapshot.steps[step]?.delivery = Int(delivery) }
    }
    switch type {
    case .runStarted: return .started
    case .runContinued: return .continued
    case .runPaused: return .pauseRequested(.init(by: actor, reason: payload?.stringValue, at: at))
    case .runResumed: return .resumeRequested(by: actor)
    case .runCancelRequested:
      guard let policy = detail["policy"]?.stringValue.flatMap(Run.Cancellation.Policy.init) else { return nil }
      return .cancelRequested(.init(by: actor, reason: payload?.stringValue, policy: policy, at: at))
    case .runTimedOut: return .timerFired(.init(run: run, kind: .runDeadline))
    case .cancelGraceOver: return .timerFired(.init(run: run, kind: .cancelGrace))
    case .stepSucceeded:
      return step.map { .stepSucceeded(StepResult(step: $0, lease: lease, output: payload ?? .null)) }
    case .stepFailed:
      guard let step, let error = payload.flatMap(RunError.init(json:)) else { return nil }
      return .stepFailed(StepFailure(step: step, lease: lease, error: error))
    case .stepRetryDue: return .timerFired(.init(run: run, step: step, kind: .retry))
    case .stepOverdue:
      step.map { snapshot.steps[$0]?.deadlineAt = at }
      return .timerFired(.init(run: run, step: step, kind: .attemptOverdue))
    case .stepLeaseLost: return step.map { .leaseLost($0, lease) }
    case .approvalDecided:
      guard let step, let approved = detail["approved"]?.boolValue else { return nil }
      let approval = ApprovalID(rawValue: step.rawValue)
      return .approvalDecided(
        ApprovalDecision(approval: approval, approved: approved, by: actor, comment: payload?.stringValue))
    case .approvalTimedOut: return .timerFired(.init(run: run, step: step, kind: .approvalTimeout))
    case .signalReceived:
      guard let name = detail["name"]?.stringValue else { return nil }
      return .signalReceived(
        Signal(name: name, payload: payload ?? .null, correlation: detail["correlation"]?.stringValue, by: actor))
    case .stepWoken: return .timerFired(.init(run: run, step: step, kind: .wake))
    case .stepTimedOut:
      let kind = detail["timer"]?.stringValue.flatMap(Timer.Kind.init) ?? .waitTimeout
      return .timerFired(.init(run: run, step: step, kind: kind))
    case .eventReceived:
      guard let id = detail["id"]?.stringValue, let name = detail["name"]?.stringValue,
        let sent = detail["at"]?.stringValue.flatMap(Instant.init)
      else { return nil }
      return .eventReceived(
        PublishedEvent(
          id: id, name: name, payload: payload ?? .null, correlation: detail["correlation"]?.stringValue, by: actor,
          at: sent))
    case .childStarted, .childEnded, .slotGranted: return nil
    case .runQuarantined, .stepResultDropped: return nil
    }
  }
}

extension EventType {
  fileprivate var isReport: Bool {
    switch self {
    case .stepSucceeded, .stepFailed, .stepLeaseLost, .stepOverdue: true
    case .runStarted, .runContinued, .runPaused, .runResumed, .runCancelRequested, .runTimedOut, .runQuarantined,
      .stepRetryDue, .stepResultDropped, .approvalDecided, .approvalTimedOut, .signalReceived, .cancelGraceOver,
      .stepWoken, .stepTimedOut, .eventReceived, .childStarted, .childEnded, .slotGranted:
      false
    }
  }
}

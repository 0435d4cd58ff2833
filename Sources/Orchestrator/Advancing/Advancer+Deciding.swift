import Engine
import Store

/// What is decided outside of any transaction.
extension Advancer {
  func plan(_ waiting: [Int], of advances: [Advance]) throws -> [Plan] {
    var order: [RunID] = []
    var byRun: [RunID: [Int]] = [:]
    for index in waiting {
      if byRun[advances[index].run] == nil { order.append(advances[index].run) }
      byRun[advances[index].run, default: []].append(index)
    }
    let environments = EnvironmentSource(installation)
    return try order.map { try plan(run: $0, byRun[$0] ?? [], of: advances, environments) }
  }

  private func plan(
    run: RunID, _ indices: [Int], of advances: [Advance], _ environments: EnvironmentSource
  ) throws -> Plan {
    var plan = Plan(run: run)
    witness?.willDecide(run)
    defer { witness?.didDecide() }
    do {
      let remembered = indices.allSatisfy { advances[$0].stimulus.isOwnResult } ? recent.take(run) : nil
      guard let first = try remembered ?? installation.storage.read({ try $0.snapshot(of: run) }) else {
        plan.items = indices.map { .init(index: $0, verdict: .unknownRun) }
        return plan
      }
      let decider = Decider(
        program: try environments.program(of: first.run),
        environment: try environments.environment(first.run.tenant))
      var snapshot = Optional(consume first)
      for index in indices {
        guard try decide(index, advances[index].stimulus, &snapshot, decider, &plan) else { break }
      }
      if plan.hasDecisions { plan.snapshot = snapshot.take() }
    } catch let violation as InvariantViolation {
      plan.poison = violation.description
      plan.items = indices.map { .init(index: $0, verdict: .ignored("")) }
    }
    return plan
  }

  /// False when the rest has to wait for what was decided to be written.
  ///
  /// - Parameter snapshot: is decided upon in place; nil when it is of no use any more.
  private func decide(
    _ index: Int, _ stimulus: Stimulus, _ snapshot: inout RunSnapshot?, _ decider: Decider, _ plan: inout Plan
  ) throws -> Bool {
    var loaded: StepID?
    while var held = snapshot.take() {
      let version = held.run.version
      switch try decider.decide(changing: &held, stimulus, now: installation.clock.now()) {
      case .decided(var decision):
        decision.snapshot = RunSnapshot(run: decision.run)
        plan.items.append(.init(index: index, verdict: .decided(decision, from: version)))
        snapshot = consume held
        return true
      case .ignored(let reason):
        plan.items.append(.init(index: index, verdict: .ignored(reason)))
        snapshot = consume held
        return true
      case .needsFrames(let step):
        // Frames that ended in decisions before this one are not stored yet.
        if plan.hasDecisions { return false }
        guard loaded != step else { throw InvariantViolation("the frames of the step \(step) don't fit its progress") }
        loaded = step
        snapshot = try load(plan.run, of: version, with: step)
      }
    }
    return false
  }

  /// The run with the frames that its composite joins; nil when others moved it meanwhile.
  private func load(_ run: RunID, of version: Int64, with step: StepID) throws -> RunSnapshot? {
    try installation.storage.read { reader in
      guard var snapshot = try reader.snapshot(of: run), snapshot.run.version == version else { return nil }
      snapshot.finishedFrames[step] = try reader.finishedFrames(of: step, in: run)
      return snapshot
    }
  }
}

extension Stimulus {
  /// Results of steps that this process performs: their steps can't have been touched by anybody else unless the lease
  /// was lost, which the database notices. Everything else is decided on what is stored.
  fileprivate var isOwnResult: Bool {
    switch self {
    case .stepSucceeded, .stepFailed: true
    case .started, .timerFired, .approvalDecided, .signalReceived, .childRunStarted, .childRunEnded, .callbackReceived,
      .callbackProgressed, .eventReceived, .pauseRequested, .resumeRequested, .cancelRequested, .continued,
      .slotGranted, .adopted, .leaseLost:
      false
    }
  }
}

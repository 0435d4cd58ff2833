public import Engine
import Store

extension Worker {
  /// Claims up to `limit` queued steps, of one run if `run` is given.
  public func claim(limit: Int, run: RunID? = nil) throws -> [Assignment] {
    guard limit > 0 else { return [] }
    guard try installation.storage.read({ try $0.queuedSteps() }) > 0 else {
      waitForOpening(nil)
      return []
    }
    let catalog = try catalog()
    let terms = terms(limit: limit, run: run, catalog)
    let (steps, opening) = try installation.storage.write { writer in
      (try writer.claimSteps(terms), try writer.nextOpening(of: terms.bounds))
    }
    waitForOpening(opening)
    advancer.noteClaim(steps)
    return assignments(of: steps, catalog)
  }

  /// Brings the outcomes to their runs in one commit, and claims up to `limit` of the steps that this queues.
  public func record(_ finished: [Finished], claiming limit: Int) throws -> Recorded {
    guard !finished.isEmpty else { return Recorded() }
    let now = installation.clock.now()
    let catalog = try catalog()
    let report = try advancer.advance(
      finished.map { $0.advance(at: now) }, claiming: terms(limit: limit, run: nil, catalog))
    return recorded(finished.map(\.assignment), report, catalog)
  }

  /// Performs claimed steps that are the engine's own (``Assignment/isOwn``), and claims up to `limit` of what follows.
  public func performOwn(_ assignments: [Assignment], claiming limit: Int) throws -> Recorded {
    guard !assignments.isEmpty else { return Recorded() }
    let calls = assignments.filter(\.startsChild)
    let values = assignments.filter { !$0.startsChild }
    let stimuli = try installation.startChildren(of: calls) + installation.performStoreCalls(values)
    let advances = zip(calls + values, stimuli).map { Advance(run: $0.run, stimulus: $1) }
    let catalog = try catalog()
    let report = try advancer.advance(advances, claiming: terms(limit: limit, run: nil, catalog))
    return recorded(calls + values, report, catalog)
  }

  private func recorded(_ done: [Assignment], _ report: AdvanceReport, _ catalog: AgentCatalog) -> Recorded {
    var recorded = Recorded()
    recorded.assignments = assignments(of: report.claimed, catalog)
    recorded.quarantined = report.quarantinedCount
    for (index, outcome) in report.outcomes.enumerated() {
      if case .ignored(let reason) = outcome { recorded.ignored.append((done[index].path, reason)) }
    }
    return recorded
  }

  /// What reporting outcomes led to.
  public struct Recorded: Sendable {
    public var assignments: [Assignment] = []
    public var quarantined = 0
    /// Outcomes that changed nothing, by the step's path, and why.
    public var ignored: [(path: String, reason: String)] = []

    public init() {}
  }

  private func terms(limit: Int, run: RunID?, _ catalog: AgentCatalog) -> ClaimTerms {
    let now = installation.clock.now()
    return ClaimTerms(
      worker: id, now: now, until: now + installation.configuration.lease, limit: limit, run: run,
      bounds: catalog.bounded.map { BoundedAgent(tenant: .standard, agent: $0.id, bounds: $0.bounds) })
  }

  /// One tenant to begin with; steps say whose they are through their runs.
  private func catalog() throws -> AgentCatalog { try installation.agentCatalog(of: .standard) }

  private func assignments(of steps: [Step], _ catalog: AgentCatalog) -> [Assignment] {
    steps.compactMap { step in
      Assignment(step, tenant: .standard, agent: step.executor.flatMap(catalog.agent))
    }
  }

  /// Makes the leases last. Called every `renewSeconds`.
  public func renewLeases() throws {
    let until = installation.clock.now() + installation.configuration.lease
    _ = try installation.storage.write { try $0.renewLeases(of: self.id, until: until) }
  }

  /// Which of the deliveries in hand should stop: their lease is gone, or their run is to stop.
  public func lost(among inHand: [Assignment]) throws -> Set<Assignment.Claim> {
    guard !inHand.isEmpty else { return [] }
    return try installation.storage.read { reader in
      var held: Set<Assignment.Claim> = []
      for step in try reader.leases(of: self.id) {
        if let lease = step.lease { held.insert(Assignment.Claim(step: step.id, epoch: lease.epoch)) }
      }
      var lost = Set(inHand.map(\.claim)).subtracting(held)
      for run in Set(inHand.map(\.run)) {
        guard try reader.run(run)?.cancellation?.policy == .stopRunning else { continue }
        lost.formUnion(inHand.filter { $0.run == run }.map(\.claim))
      }
      return lost
    }
  }
}

extension Finished {
  fileprivate func advance(at now: Instant) -> Advance {
    let stimulus: Stimulus =
      switch outcome.result {
      case .success(let output):
        .stepSucceeded(StepResult(step: assignment.step, lease: assignment.lease, output: output))
      case .failure(let error):
        .stepFailed(StepFailure(step: assignment.step, lease: assignment.lease, error: error))
      }
    let log = outcome.log.map {
      AttemptLog(
        run: assignment.run, step: assignment.step, attempt: assignment.attempt, text: $0,
        isTruncated: outcome.isLogTruncated, at: now)
    }
    return Advance(run: assignment.run, stimulus: stimulus, log: log)
  }
}

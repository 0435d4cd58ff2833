import Engine
import Logging
import Store

/// The one way in which runs change: load → decide → apply.
///
/// A group of advances is decided outside any transaction and applied in one, each run in a savepoint of its own: one
/// flush for many steps, and a run that can't be written harms nobody else. A run that somebody else moved meanwhile is
/// loaded and decided again. A run that can't be decided or written at all is quarantined in the same commit.
public final class Advancer: Sendable {
  let installation: Installation
  /// Told before and after each decision, so that a crash inside one can be blamed on its run.
  let witness: (any DecisionWitness)?
  /// Snapshots of the last decisions of this process: a worker's next result needs no loading.
  let recent = RecentSnapshots()

  /// How often a run may be overtaken by others before the caller hears of it.
  static let maximumRounds = 20

  init(_ installation: Installation, witness: (any DecisionWitness)? = nil) {
    self.installation = installation
    self.witness = witness
  }

  /// - Parameter terms: lets newly queued steps be claimed in the same commit.
  /// - Throws: `StorageError`; then nothing of the group was written.
  func advance(_ advances: [Advance], claiming terms: ClaimTerms? = nil) throws -> AdvanceReport {
    var report = AdvanceReport()
    var outcomes = [AdvanceOutcome?](repeating: nil, count: advances.count)
    var waiting = Array(advances.indices)
    var terms = terms
    for _ in 0..<Advancer.maximumRounds where !waiting.isEmpty {
      var plans = try plan(waiting, of: advances)
      let round = try apply(&plans, of: advances, claiming: terms)
      for (index, outcome) in round.outcomes { outcomes[index] = outcome }
      report.claimed += round.claimed
      terms?.limit -= round.claimed.count
      waiting = waiting.filter { outcomes[$0] == nil }
    }
    report.outcomes = outcomes.map {
      $0 ?? .ignored("the run was changed by others \(Advancer.maximumRounds) times in a row")
    }
    return report
  }

  /// Tells the memory of snapshots that a step was claimed, which doesn't go through a decision.
  func noteClaim(_ steps: [Step]) { recent.replace(steps) }

  /// Tells the memory of snapshots that a run's steps were given back, which doesn't go through a decision.
  func forget(_ run: RunID) { recent.forget(run) }

  // MARK: Applying

  private func apply(_ plans: inout [Plan], of advances: [Advance], claiming terms: ClaimTerms?) throws -> Round {
    guard plans.contains(where: { $0.needsWriting(advances) }) else {
      var round = Round()
      for plan in plans { round.note(plan) }
      return round
    }
    let now = installation.clock.now()
    let round = try installation.storage.write { writer in
      var round = Round()
      var terms = terms
      for plan in plans {
        try self.apply(plan, of: advances, with: writer, now, &terms, &round)
      }
      return round
    }
    for index in plans.indices where !round.overtaken.contains(plans[index].run) {
      remember(plans[index].snapshot.take(), claimed: round.claimed)
    }
    return round
  }

  private func apply(
    _ plan: Plan, of advances: [Advance], with writer: any StorageWriter, _ now: Instant, _ terms: inout ClaimTerms?,
    _ round: inout Round
  ) throws {
    do {
      if let poison = plan.poison { throw InvariantViolation(poison) }
      let claimed = try writer.savepoint {
        try self.write(plan, of: advances, with: writer, now, terms)
      }
      terms?.limit -= claimed.count
      round.claimed += claimed
      round.note(plan)
    } catch is ApplyError {
      // Somebody else moved the run, or took the step over: look again at what is stored.
      recent.forget(plan.run)
      round.overtaken.insert(plan.run)
    } catch let brought as BroughtByOthers {
      recent.forget(plan.run)
      round.overtaken.insert(plan.run)
      for index in brought.indices {
        round.outcomes[index] = .ignored("another process has brought that to the run already")
      }
    } catch let violation as InvariantViolation {
      recent.forget(plan.run)
      round.overtaken.insert(plan.run)
      try quarantine(plan, violation, of: advances, with: writer, now, &round)
    }
  }

  private func write(
    _ plan: Plan, of advances: [Advance], with writer: any StorageWriter, _ now: Instant, _ terms: ClaimTerms?
  ) throws -> [Step] {
    var terms = terms
    var claimed: [Step] = []
    // Two processes may have read the same queue: who deletes the row has brought the stimulus, and nobody else.
    let brought = try plan.items.map(\.index).filter { index in
      try advances[index].queued.map { try !writer.deleteStimulus($0) } ?? false
    }
    guard brought.isEmpty else { throw BroughtByOthers(indices: brought) }
    for item in plan.items {
      if case .decided(let decision, let version) = item.verdict {
        let steps = try writer.apply(decision, to: version, claiming: terms)
        terms?.limit -= steps.count
        claimed += steps
        if decision.continues { try writer.enqueueStimulus(.continued, for: plan.run, at: now) }
        if let log = advances[item.index].log { try writer.insertLog(log) }
      }
    }
    return claimed
  }

  private func quarantine(
    _ plan: Plan, _ violation: InvariantViolation, of advances: [Advance], with writer: any StorageWriter,
    _ now: Instant,
    _ round: inout Round
  ) throws {
    installation.logger.error(
      "run quarantined", metadata: ["run": "\(plan.run)", "reason": "\(violation.description)"])
    try writer.quarantine(plan.run, reason: violation.description, at: now)
    for item in plan.items {
      if let queued = advances[item.index].queued { try writer.deleteStimulus(queued) }
      round.outcomes[item.index] = .quarantined(violation.description)
    }
  }

  private func remember(_ snapshot: RunSnapshot?, claimed: [Step]) {
    guard var snapshot, !snapshot.run.status.isTerminal else { return }
    for step in claimed where step.run == snapshot.run.id { snapshot.steps[step.id] = step }
    recent.remember(snapshot)
  }
}

/// Some of a plan's stimuli are in the queue no more; the places of their advances.
private struct BroughtByOthers: Error {
  var indices: [Int]
}

/// Hears which run or schedule is being decided, so that a crash can be blamed on it.
protocol DecisionWitness: Sendable {
  func willDecide(_ run: RunID)
  func willDecide(_ schedule: ScheduleID)
  func didDecide()
}

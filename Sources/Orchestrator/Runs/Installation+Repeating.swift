public import Engine
public import JSON
import Store

/// Runs that repeat others or go on from them. Always new runs, since a run never leaves a terminal status; the parent of
/// the old run is not touched.
extension Installation {
  /// Starts the same workflow again, from its beginning.
  ///
  /// - Parameters:
  ///   - input: instead of the old run's.
  ///   - newest: the newest revision instead of the old run's.
  public func rerun(
    _ id: RunID, input: JSONObject? = nil, newest: Bool = false, by identity: Identity
  ) throws -> Run {
    try identity.require(.startRun)
    let old = try requireRun(id, identity)
    let revision = try startableRevision(of: old.workflow, number: newest ? nil : old.revision, identity.tenant)
    let input = try checkedInput(input ?? old.input, against: revision)
    var run = newRun(of: revision, input: input, like: old, kind: .rerun, by: identity)
    run.origin = Origin(run: old.id, kind: .rerun)
    let prepared = try prepare(run, of: revision, priority: old.priority)
    do {
      return try storage.write { try prepared.insert(with: $0) }
    } catch let refusal as SlotRefusal {
      throw OperationError(.conflict, refusal.message)
    }
  }

  /// Goes on from just before the failure that ended the run: what succeeded is taken over and not performed again.
  public func retry(_ id: RunID, by identity: Identity) throws -> Run {
    let old = try requireRun(id, identity)
    switch old.status {
    case .failed, .timedOut, .cancelled:
      return try goOn(from: old, .beforeFailure, kind: .retry, by: identity)
    case .completed:
      throw OperationError(
        .conflict, "the run \\(id) is COMPLETED: there is no failure to go on from; rerun or fork it")
    case .pending, .running, .waitingApproval, .waitingSignal, .waitingTimer, .paused:
      throw OperationError(.conflict, "the run \\(id) is \\(old.status.rawValue): it can be retried when it has failed")
    }
  }

  /// Goes on from where a step was entered, with changes of the context that it sees then.
  ///
  /// - Parameter step: the step's path or id.
  public func fork(_ id: RunID, at step: String, edits: JSONObject = [:], by identity: Identity) throws -> Run {
    let old = try requireRun(id, identity)
    let place = try storage.read { try self.place(of: step, in: old.id, $0) }
    return try goOn(from: old, .entering(place), kind: .fork, edits: edits, by: identity)
  }

  /// A longer history would hold the database's writers up for too long.
  private static let mostAdoptedEvents = 20_000

  private func goOn(
    from old: Run, _ cut: AdoptedRun.Cut, kind: Origin.Kind, edits: JSONObject = [:], by identity: Identity
  ) throws -> Run {
    try identity.require(.startRun)
    guard old.eventCount <= Self.mostAdoptedEvents else {
      throw OperationError(
        .tooLarge,
        "the run \\(old.id) has \\(old.eventCount) events; of at most \\(Self.mostAdoptedEvents) a run can be made")
    }
    let revision = try startableRevision(of: old.workflow, number: old.revision, identity.tenant)
    let decider = Decider(program: try program(of: revision), environment: try environment(of: old.tenant))
    let run = newRun(of: revision, input: old.input, like: old, kind: kind, by: identity)
    var adopter = Adopter(decider, into: run, from: old.id, cut: cut)
    let history = try history(of: old)
    let adopted: AdoptedRun
    do throws(AdoptedRun.Refusal) {
      adopted = try adopter.adopt(history, kind: kind, edits: edits, by: identity.actor, now: run.createdAt)
    } catch {
      throw OperationError(error, of: old)
    }
    do {
      try storage.write { writer in
        try writer.savepoint {
          try writer.insertAdopted(adopted)
          try SlotRefusal.check(adopted.effects.slotRequest, of: adopted.run.id, writer)
        }
      }
    } catch let refusal as SlotRefusal {
      throw OperationError(.conflict, refusal.message)
    }
    return adopted.run
  }

  private func newRun(
    of revision: Revision, input: JSONObject, like old: Run, kind: Origin.Kind, by identity: Identity
  ) -> Run {
    let now = clock.now()
    let trigger: JSONObject = ["kind": .string(kind.rawValue), "by": .string(identity.actor.rawValue)]
    var run = Run(
      id: identifiers.run(at: now), tenant: identity.tenant, workflow: old.workflow, revision: revision.number,
      revisionHash: revision.content.hash, input: input, trigger: trigger, labels: old.labels, createdAt: now)
    run.priority = old.priority
    return run
  }

  /// All events of a run, the first one first.
  func history(of run: Run) throws -> [Event] {
    try storage.read { try $0.events(of: run.id, after: 0, limit: Int(run.eventCount)) }.map(\.event)
  }

  private func place(of step: String, in run: RunID, _ reader: any StorageReader) throws -> StepPlace {
    let rows = try reader.rows(of: run)
    let found = rows.step(StepID(rawValue: step)) ?? rows.steps.first { $0.path == step }
    guard let found, let frame = rows.frame(found.frame) else {
      throw OperationError(.notFound, "the run \(run) has no step '\(step)'; `escapement show \(run)` lists them")
    }
    return StepPlace(frame: frame.path, state: found.state, visit: found.visit)
  }
}

extension OperationError {
  fileprivate init(_ refusal: AdoptedRun.Refusal, of run: Run) {
    switch refusal {
    case .nothingBefore:
      self.init(.conflict, "the run \(run.id) failed before anything was done; rerun it")
    case .noFailure:
      self.init(.conflict, "the history of the run \(run.id) shows no failure; rerun it")
    case .neverEntered:
      self.init(
        .conflict, "the run \(run.id) never entered that step by itself; choose one around it, or rerun the run")
    case .badEdits(let reason):
      self.init(.invalid, "the context can't be changed so: \(reason)")
    case .broken(let violation):
      self.init(
        .conflict, "the history of the run \(run.id) can't be followed any more: \(violation.description); rerun it")
    }
  }
}

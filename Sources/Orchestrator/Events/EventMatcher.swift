import Engine
import JSON
import Store

/// Asks the triggers of published workflows about an event, and starts what they say.
///
/// What a trigger answers is worked out outside of any transaction. One commit then writes the answer and the run that
/// follows from it, and the answer's row is there once: whoever is killed between recording an event and this, or in the
/// midst of a thousand triggers, leaves to the next tick exactly what is missing.
struct EventMatcher {
  let installation: Installation

  /// Triggers asked for one commit.
  static let batch = 50

  /// - Parameter rounds: commits at most; the rest is left to a tick.
  /// - Returns: the runs that were started.
  func match(_ event: InboundEvent, rounds: Int = .max) throws -> [RunID] {
    var started: [RunID] = []
    for _ in 0..<rounds {
      let triggers = try installation.storage.read { try $0.triggersToAsk(about: event, limit: Self.batch) }
      let answers = try triggers.map { try answer(of: $0, to: event) }
      let isLast = triggers.count < Self.batch
      started += try installation.storage.write { writer in
        let runs = try answers.compactMap { try self.write($0, with: writer) }
        if isLast { try writer.finishMatching(of: event.event.id, at: self.installation.clock.now()) }
        return runs
      }
      if isLast { break }
    }
    return started
  }

  /// What a trigger says, with the run that is to be started.
  private struct Prepared {
    var match: EventMatch
    var run: PreparedRun?
  }

  private func write(_ answer: Prepared, with writer: any StorageWriter) throws -> RunID? {
    do {
      return try writer.savepoint {
        guard try writer.record(answer.match), let run = answer.run else { return nil }
        try run.insert(with: writer)
        return run.run.id
      }
    } catch let violation as InvariantViolation {
      try refuse(answer, violation.description, with: writer)
    } catch let refusal as SlotRefusal {
      try refuse(answer, refusal.message, with: writer)
    }
    return nil
  }

  private func refuse(_ answer: Prepared, _ reason: String, with writer: any StorageWriter) throws {
    var match = answer.match
    (match.outcome, match.run, match.reason) = (.refused, nil, reason)
    _ = try writer.record(match)
  }

  /// What is wrong with one workflow is written down as its answer; only the database's failures are thrown.
  private func answer(of listed: WorkflowTrigger, to event: InboundEvent) throws -> Prepared {
    var match = EventMatch(
      event: event.event.id, kind: .trigger, target: listed.workflow.rawValue, name: listed.name, outcome: .refused,
      at: installation.clock.now())
    do {
      try check(listed, event.event)
      let revision = try installation.startableRevision(of: listed.workflow, number: nil, event.tenant)
      guard let trigger = try installation.program(of: revision).triggers.first(where: { $0.name == listed.name })
      else { throw OperationError(.conflict, "a new revision, which was published meanwhile, has no such trigger") }
      let config = try installation.environment(of: event.tenant).config
      switch trigger.answer(to: event.event, webhook: event.provenance.webhook, config: config) {
      case .passedOver: match.outcome = .passedOver
      case .refused(let error): match.reason = error.message
      case .start(let input):
        let checked = try installation.checkedInput(input, against: revision)
        let run = try installation.prepare(
          newRun(of: revision, input: checked, by: trigger, event, at: match.at), of: revision)
        (match.outcome, match.run) = (.started, run.run.id)
        return Prepared(match: match, run: run)
      }
    } catch let error as OperationError {
      match.reason = Self.words(error)
    } catch let violation as InvariantViolation {
      match.reason = violation.description
    }
    return Prepared(match: match)
  }

  private func check(_ listed: WorkflowTrigger, _ event: PublishedEvent) throws(OperationError) {
    guard listed.isEnabled else { throw OperationError(.conflict, "the workflow is disabled") }
    guard event.depth <= Limits().events else {
      throw OperationError(
        .conflict,
        "\(event.depth) events led from one to the next, each by a run that the one before started; at most "
          + "\(Limits().events) may")
    }
  }

  private func newRun(
    of revision: Revision, input: JSONObject, by trigger: Trigger, _ event: InboundEvent, at now: Instant
  ) -> Run {
    var provenance: JSONObject = [
      "kind": "event", "event": .string(event.event.id), "type": .string(event.event.name),
      "trigger": .string(trigger.name), "by": .string(event.event.by.rawValue),
      PublishedEvent.depthKey: .integer(Int64(event.event.depth)),
    ]
    if case .webhook = trigger.source { provenance["kind"] = "webhook" }
    provenance["webhook"] = event.provenance.webhook.map(JSONValue.string)
    provenance["correlation"] = event.event.correlation.map(JSONValue.string)
    return Run(
      id: installation.identifiers.run(at: now), tenant: event.tenant, workflow: revision.content.workflow,
      revision: revision.number, revisionHash: revision.content.hash, input: input, trigger: provenance,
      createdAt: now)
  }

  /// The message with the places of an input that doesn't fit; a screenful of them is enough.
  private static func words(_ error: OperationError) -> String {
    let places = error.issues.prefix(5).map { "\($0.path): \($0.message)" }
    let more = error.issues.count > places.count ? ["and \(error.issues.count - places.count) more"] : []
    return places.isEmpty ? error.message : "\(error.message): " + (places + more).joined(separator: "; ")
  }
}

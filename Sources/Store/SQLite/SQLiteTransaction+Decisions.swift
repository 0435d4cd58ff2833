import Engine
import JSON

extension SQLiteTransaction {
  @discardableResult
  func apply(_ decision: Decision, to version: Int64, claiming terms: ClaimTerms?) throws -> [Step] {
    guard decision.run.version > version else {
      throw InvariantViolation("a decision about the run \(decision.run.id) doesn't raise its version")
    }
    guard decision.event.number == decision.run.eventCount else {
      throw InvariantViolation("a decision's event isn't the last of its run \(decision.run.id)")
    }
    try updateRun(decision.run, from: version)
    var claimed = Claimed(terms)
    for change in decision.changes { try apply(change, of: decision, &claimed) }
    try insertEvent(decision.event, tenant: decision.run.tenant)
    if decision.event.type == .eventReceived, let taken = decision.event.detail["id"]?.stringValue {
      try noteTaking(of: taken, by: decision.run.id, at: decision.event.at)
    }
    if !decision.notices.isEmpty { try tell(decision.notices, of: decision.run, after: decision.event) }
    return claimed.steps
  }

  private func apply(_ change: Change, of decision: Decision, _ claimed: inout Claimed) throws {
    switch change {
    case .insertFrame(let frame): try insertFrame(frame)
    case .updateFrame(let frame): try updateFrame(frame)
    case .confirmFrame(let id, let event): try confirmFrame(id, of: decision.run.id, asOf: event)
    case .insertStep(let step): try insertStep(claimed.take(step, in: decision.run) ?? step, of: decision.run)
    case .updateStep(let step, let lease):
      claimed.forget(step.id)
      try updateStep(step, of: decision.run, holding: lease, at: decision.event.at)
    case .insertAttempt(let record): try insertAttempt(record)
    case .setTimer(let timer): try setTimer(timer)
    case .clearTimer(let key): try clearTimer(key)
    case .insertApproval(let approval): try insertApproval(approval)
    case .updateApproval(let approval): try updateApproval(approval, at: decision.event.at)
    case .keepSignal(let signal, let number, let at):
      try keepSignal(signal, number: number, for: decision.run.id, at: at)
    case .takeSignal(let number): try takeSignal(number, of: decision.run.id)
    case .openWait(let wait): try openWait(wait, of: decision.run, at: decision.event.at)
    case .closeWait(let step): try closeWait(of: step, in: decision.run.id)
    case .publishEvent(let event): _ = try publish(event, tenant: decision.run.tenant, from: EventProvenance())
    case .tellChild(let run, let stimulus), .tellParent(let run, let stimulus):
      _ = try enqueueStimulus(stimulus, for: run, at: decision.event.at)
    case .requestSlot(let request): try requestSlot(request, for: decision.run, at: decision.event.at)
    case .freeSlot: try freeSlot(of: decision.run.id, at: decision.event.at)
    }
  }
}

/// Steps that a decision queues and that its own worker takes at once.
private struct Claimed {
  private let terms: ClaimTerms?
  private(set) var steps: [Step] = []

  init(_ terms: ClaimTerms?) { self.terms = terms }

  /// The step as claimed; nil when it isn't to be.
  mutating func take(_ step: Step, in run: Run) -> Step? {
    guard let terms, steps.count < terms.limit, terms.run == nil || terms.run == run.id, step.status == .pending,
      !run.standsStill, !isBounded(step, of: run)
    else { return nil }
    var step = step
    step.status = .running
    step.delivery += 1
    step.startedAt = step.startedAt ?? terms.now
    step.deadlineAt = step.timeout.map { terms.now + $0 }
    step.lease = Lease(owner: terms.worker, epoch: 1, expiresAt: terms.until)
    steps.append(step)
    return step
  }

  /// Whether there is room for it is counted when it is claimed like any other.
  private func isBounded(_ step: Step, of run: Run) -> Bool {
    guard let terms, !terms.bounds.isEmpty else { return false }
    return terms.bounds.contains { $0.agent == step.executor && $0.tenant == run.tenant }
  }

  /// The decision itself changes the step once more.
  mutating func forget(_ id: StepID) { steps.removeAll { $0.id == id } }
}

import JSON

/// A run that is decided again from its events.
public struct Replay: Sendable {
  public let decider: Decider
  public private(set) var snapshot: RunSnapshot
  public private(set) var rows = RunRows()

  /// - Parameter run: as it was inserted, see ``Run/atBeginning``.
  public init(_ decider: Decider, of run: Run) {
    self.decider = decider
    snapshot = RunSnapshot(run: run)
  }

  /// Decides the next event of the run again.
  ///
  /// - Throws: ``InvariantViolation`` when the event doesn't follow from those before it.
  public mutating func take(_ event: Event) throws(InvariantViolation) {
    let decision = try decide(event)
    guard decision.event == event else {
      throw InvariantViolation("event \(event.number) (\(event.type.rawValue)) is another one when it is decided again")
    }
    apply(decision)
  }

  /// What the event, whose ids are this run's, leads to here.
  ///
  /// - Parameter place: is not entered; see ``Decider/decide(_:_:now:holding:)``.
  func decide(_ event: Event, holding place: StepPlace? = nil) throws(InvariantViolation) -> Decision {
    var before = snapshot
    guard let stimulus = event.stimulus(in: &before) else {
      throw InvariantViolation("event \(event.number) (\(event.type.rawValue)) doesn't say what happened")
    }
    var decision = try decide(before, stimulus, now: event.at, holding: place ?? event.held)
    if event.detail["adopted"] == true { decision.event.detail["adopted"] = true }
    return decision
  }

  func decide(
    _ snapshot: RunSnapshot, _ stimulus: Stimulus, now: Instant, holding place: StepPlace? = nil
  ) throws(InvariantViolation) -> Decision {
    var snapshot = snapshot
    while true {
      switch try decider.decide(snapshot, stimulus, now: now, holding: place) {
      case .decided(let decision):
        return decision
      case .needsFrames(let composite):
        guard snapshot.finishedFrames[composite] == nil else {
          throw InvariantViolation("the frames of the step \(composite) are not what its join needs")
        }
        snapshot.finishedFrames[composite] = rows.finishedFrames(of: composite)
      case .ignored(let reason):
        throw InvariantViolation("event \(snapshot.run.eventCount + 1) would be ignored: \(reason)")
      }
    }
  }

  mutating func apply(_ decision: Decision) {
    rows.apply(decision)
    snapshot = decision.snapshot
  }
}

extension Run {
  /// The run before anything happened to it.
  public var atBeginning: Run {
    var run = Run(
      id: id, tenant: tenant, workflow: workflow, revision: revision, revisionHash: revisionHash, input: input,
      trigger: trigger, labels: labels, createdAt: createdAt)
    run.parent = parent
    run.priority = priority
    run.origin = origin
    return run
  }
}

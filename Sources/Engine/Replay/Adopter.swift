public import JSON

/// Replays the beginning of one run as the beginning of another. Ids are translated by place, since a step's id follows
/// from its run and where it is; nothing is performed.
public struct Adopter {
  private var replay: Replay
  private let old: RunID
  private let cut: AdoptedRun.Cut
  /// The new run's steps by the old run's ids.
  private var names: [StepID: StepID] = [:]
  private var frameNames: [FrameID: FrameID] = [:]
  private var events: [Event] = []

  /// - Parameters:
  ///   - run: the new run, not begun, without ``Run/origin``.
  ///   - old: whose history it is.
  public init(_ decider: Decider, into run: Run, from old: RunID, cut: AdoptedRun.Cut) {
    replay = Replay(decider, of: run)
    self.old = old
    self.cut = cut
  }

  private typealias Refusal = AdoptedRun.Refusal

  /// - Parameter history: the old run's events from the first on.
  public mutating func adopt(
    _ history: [Event], kind: Origin.Kind, edits: JSONObject = [:], by actor: Actor, now: Instant
  ) throws(AdoptedRun.Refusal) -> AdoptedRun {
    var isCut = false
    for event in history {
      isCut = try take(event)
      if isCut { break }
    }
    guard isCut else { throw cut == .beforeFailure ? .noFailure : .neverEntered }
    guard let last = events.last else { throw .nothingBefore }
    let origin = Origin(run: old, kind: kind, events: last.number)
    let adoption = Adoption(origin: origin, by: actor, until: last.at, edits: edits, frame: frame)
    return try begin(adoption, at: now)
  }

  private var frame: FrameID? {
    if case .entering(let place) = cut { place.frameID(in: replay.snapshot.run.id) } else { nil }
  }

  /// - Returns: whether the rest of the history is left out.
  private mutating func take(_ old: Event) throws(Refusal) -> Bool {
    let event = translated(old)
    let decision = try decide(event)
    switch cut {
    case .entering(let place):
      guard decision.enters(place.id(in: event.run)) else { break }
      keep(try decide(event, holding: place))
      return true
    case .beforeFailure:
      guard decision.isFailure else { break }
      if let place = decision.failedOnEntry.flatMap({ failedPlace($0, in: decision) }) {
        let held = try decide(event, holding: place)
        if !held.isFailure { keep(held) }
      }
      return true
    }
    keep(decision)
    return false
  }

  private func decide(_ event: Event, holding place: StepPlace? = nil) throws(Refusal) -> Decision {
    do { return try replay.decide(event, holding: place) } catch { throw .broken(error) }
  }

  /// The event as one of the new run's.
  private func translated(_ event: Event) -> Event {
    var event = event
    event.run = replay.snapshot.run.id
    event.number = Int64(events.count) + 1
    event.step = event.step.map { names[$0] ?? $0 }
    event.detail["adopted"] = true
    if let frame = event.detail["frame"]?.stringValue.flatMap({ frameNames[FrameID(rawValue: $0)] }) {
      event.detail["frame"] = .string(frame.rawValue)
    }
    return event
  }

  private mutating func keep(_ decision: Decision) {
    replay.apply(decision)
    events.append(decision.event)
    for change in decision.changes {
      if case .insertFrame(let frame) = change {
        frameNames[StepIdentity.frame(run: old, path: frame.path)] = frame.id
      } else if case .insertStep(let step) = change, let place = place(of: step) {
        names[place.id(in: old)] = step.id
      }
    }
  }

  /// The frame may be as new as the step.
  private func failedPlace(_ step: Step, in decision: Decision) -> StepPlace? {
    for change in decision.changes {
      guard case .insertFrame(let frame) = change, frame.id == step.frame else { continue }
      return StepPlace(frame: frame.path, state: step.state, visit: step.visit)
    }
    return place(of: step)
  }

  private func place(of step: Step) -> StepPlace? {
    replay.rows.frame(step.frame).map { StepPlace(frame: $0.path, state: step.state, visit: step.visit) }
  }

  private mutating func begin(_ adoption: Adoption, at now: Instant) throws(Refusal) -> AdoptedRun {
    var snapshot = replay.snapshot
    snapshot.run.origin = adoption.origin
    let verdict: Verdict
    do { verdict = try replay.decider.decide(snapshot, .adopted(adoption), now: now) } catch { throw .broken(error) }
    switch verdict {
    case .ignored(let reason): throw .badEdits(reason)
    case .needsFrames: throw .broken(InvariantViolation("nothing joins when a run goes on"))
    case .decided(let decision):
      keep(decision)
      return AdoptedRun(
        snapshot: decision.snapshot, rows: replay.rows, events: events, effects: decision.changes.filter(\.isEffect),
        continues: decision.continues, notices: decision.notices)
    }
  }
}

extension Decision {
  /// Whether the decision enters the step, or began to.
  fileprivate func enters(_ id: StepID) -> Bool {
    changes.contains { if case .insertStep(let step) = $0 { step.id == id } else { false } }
  }

  /// Whether from here on the run can only end otherwise than well.
  fileprivate var isFailure: Bool {
    if run.cancellation != nil || [.failed, .cancelled, .timedOut].contains(run.status) { return true }
    return snapshot.frames.values.contains { $0.state.failing != nil }
  }

  /// The step that failed because it could not even be entered: where the error came from.
  fileprivate var failedOnEntry: Step? {
    for case .insertStep(let step) in changes where [.failed, .timedOut].contains(step.status) {
      if step.error?.step == step.path { return step }
    }
    return nil
  }
}

extension Change {
  fileprivate var isEffect: Bool {
    switch self {
    case .publishEvent, .tellChild, .tellParent, .requestSlot, .freeSlot: true
    case .insertFrame, .updateFrame, .confirmFrame, .insertStep, .updateStep, .insertAttempt, .setTimer, .clearTimer,
      .insertApproval,
      .updateApproval, .keepSignal, .takeSignal, .openWait, .closeWait:
      false
    }
  }
}

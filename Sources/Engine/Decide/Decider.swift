public import JSON

/// The pure heart: what shall happen to a run when something happened to it.
///
/// `decide` looks at a snapshot, one stimulus and a time, and answers with data. It reads no clock and makes no id that
/// doesn't follow from its arguments, so the same arguments give the same answer on every machine, and a history can be
/// replayed. How a visit of a state goes:
///
/// 1. `enter` evaluates the state (`if`, input, condition, items). Inject and switch are over at once; work becomes a
///    step that a worker claims, a gate becomes a step that waits, a composite opens frames.
/// 2. When the step's result arrives, its value is stored and the frame moves on to `next`, or ends.
/// 3. A frame that ends may let its composite join, which is again a result, one frame further out.
/// 4. An error goes to the state's own routes, then outwards frame by frame, then to `onFailure`, then ends the run.
///
/// The rules are in one file a topic; all of them change a ``Draft``, which becomes the ``Decision``.
public struct Decider: Sendable {
  public let program: Program
  public let environment: DecisionEnvironment

  public init(program: Program, environment: DecisionEnvironment) {
    self.program = program
    self.environment = environment
  }

  /// Part of every history: replays of other versions' histories are compared with care.
  public static let version = 1

  /// - Parameter place: is not entered, but noted as where its frame goes on: for a run that goes on from there with
  ///   another context.
  /// - Throws: ``InvariantViolation`` when stored data contradicts itself; the run is to be quarantined.
  public func decide(
    _ snapshot: RunSnapshot, _ stimulus: Stimulus, now: Instant, holding place: StepPlace? = nil
  ) throws(InvariantViolation) -> Verdict {
    var snapshot = snapshot
    return try decide(changing: &snapshot, stimulus, now: now, holding: place)
  }

  /// The same without a copy of the snapshot, which for a run with thousands of live frames costs more than deciding.
  ///
  /// - Parameter snapshot: afterwards the decision's, and as it was if there was nothing to do. When frames are needed
  ///   it is of no use any more.
  public func decide(
    changing snapshot: inout RunSnapshot, _ stimulus: Stimulus, now: Instant, holding place: StepPlace? = nil
  ) throws(InvariantViolation) -> Verdict {
    var draft = Draft(program: program, environment: environment, snapshot: snapshot, now: now)
    // The draft's is the only one now, so that it is changed where it stands.
    snapshot = RunSnapshot(run: draft.run)
    defer { snapshot = draft.snapshot }
    draft.held = place
    if let place { draft.detail["held"] = place.json }
    do {
      if let reason = try draft.take(stimulus) { return .ignored(reason) }
      try draft.workThroughAgenda()
      return .decided(try draft.decision())
    } catch {
      switch error {
      case .needsFrames(let step): return .needsFrames(of: step)
      case .broken(let violation): throw violation
      }
    }
  }
}

/// Why deciding stopped before its end.
enum Interruption: Error {
  case needsFrames(StepID)
  case broken(InvariantViolation)

  static func broken(_ description: String) -> Interruption { .broken(InvariantViolation(description)) }
}

/// What deciding may know besides the run: all of it is data that the shell read before.
public struct DecisionEnvironment: Sendable {
  public var agents: AgentCatalog
  /// The tenant's plain settings, which expressions see as `config`.
  public var config: JSONObject
  /// How long a cancelled attempt may take to end by itself.
  public var grace: TimeSpan
  /// What local times mean.
  public var zones: ZoneData

  public init(
    agents: AgentCatalog, config: JSONObject = [:], grace: TimeSpan = .seconds(10 as Int64), zones: ZoneData = .utcOnly
  ) {
    self.agents = agents
    self.config = config
    self.grace = grace
    self.zones = zones
  }
}

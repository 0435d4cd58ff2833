import JSON

/// A new run that begins with the beginning of an older one: decided again under its own name, ready to be written.
public struct AdoptedRun: Sendable {
  /// The run with what is open in it.
  public let snapshot: RunSnapshot
  public let rows: RunRows
  public let events: [Event]
  /// What its first own decision says to others: events published, runs told.
  public let effects: [Change]
  public let continues: Bool
  /// What its first own decision makes worth telling; what it took over was told before.
  public let notices: [Notice]

  public var run: Run { snapshot.run }

  /// How much of the older run is taken over.
  public enum Cut: Hashable, Sendable {
    /// All up to the failure that ended it. What failed is entered again, and nothing else.
    case beforeFailure
    /// All up to where the step at this place is entered.
    case entering(StepPlace)
  }

  /// Why there is no such run.
  public enum Refusal: Error, Hashable, Sendable {
    /// The failure is the first thing that happened.
    case nothingBefore
    case noFailure
    case neverEntered
    /// The changes of the context can't be made.
    case badEdits(String)
    case broken(InvariantViolation)
  }
}

/// Where a step is, without the run's name: the same in every run of the history.
public struct StepPlace: Hashable, Sendable {
  /// ``Frame/path``
  public var frame: String
  public var state: String
  public var visit: Int

  public init(frame: String, state: String, visit: Int) {
    self.frame = frame
    self.state = state
    self.visit = visit
  }

  func id(in run: RunID) -> StepID { StepIdentity.step(run: run, framePath: frame, state: state, visit: visit) }

  func frameID(in run: RunID) -> FrameID { StepIdentity.frame(run: run, path: frame) }
}

extension Event {
  /// The place that the decision left to be entered later; see ``Decider/decide(_:_:now:holding:)``.
  var held: StepPlace? {
    guard let held = detail["held"], let frame = held[0]?.stringValue, let state = held[1]?.stringValue,
      let visit = held[2]?.integerValue.flatMap(Int.init(exactly:))
    else { return nil }
    return StepPlace(frame: frame, state: state, visit: visit)
  }
}

extension StepPlace {
  /// `[frame, state, visit]`
  var json: JSONValue { [.string(frame), .string(state), .integer(Int64(visit))] }
}

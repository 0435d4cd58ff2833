public import JSON

/// What the world says to a run. Stale or repeated stimuli are normal and answered "ignored, because".
public enum Stimulus: Hashable, Sendable {
  case started
  case stepSucceeded(StepResult)
  case stepFailed(StepFailure)
  case timerFired(Timer.Key)
  case approvalDecided(ApprovalDecision)
  case signalReceived(Signal)
  /// A worker started the run that a `workflow` step calls; the step now waits for its end.
  case childRunStarted(StepID, Lease, child: RunID)
  case childRunEnded(ChildResult)
  case callbackReceived(StepID)
  case callbackProgressed(StepID)
  /// An event that one of the run's waits names; whether its filter takes it is decided here.
  case eventReceived(PublishedEvent)
  case pauseRequested(Run.Pause)
  case resumeRequested(by: Actor)
  case cancelRequested(Run.Cancellation)
  /// The last decision stopped at its limit of transitions; more can be done at once.
  case continued
  case slotGranted
  /// The events so far were taken over from an older run; from here on it is the run's own.
  case adopted(Adoption)
  /// The worker that held the step's lease is gone.
  case leaseLost(StepID, Lease)
}

/// A delivery that ended well.
public struct StepResult: Hashable, Sendable {
  public var step: StepID
  /// The claim under which it was performed; it must still be the step's.
  public var lease: Lease
  public var output: JSONValue

  public init(step: StepID, lease: Lease, output: JSONValue) {
    self.step = step
    self.lease = lease
    self.output = output
  }
}

/// A delivery that did not end well: an error, a timeout or a cancellation, told apart by the error's type.
public struct StepFailure: Hashable, Sendable {
  public var step: StepID
  public var lease: Lease
  public var error: RunError

  public init(step: StepID, lease: Lease, error: RunError) {
    self.step = step
    self.lease = lease
    self.error = error
  }
}

/// A person's decision about one approval. That the person may decide was checked before.
public struct ApprovalDecision: Hashable, Sendable {
  public var approval: ApprovalID
  public var approved: Bool
  public var by: Actor
  public var comment: String?

  public init(approval: ApprovalID, approved: Bool, by: Actor, comment: String?) {
    self.approval = approval
    self.approved = approved
    self.by = by
    self.comment = comment
  }
}

/// How a child run ended.
public struct ChildResult: Hashable, Sendable {
  public var child: RunID
  /// The step of the parent that called it.
  public var step: StepID
  public var status: RunStatus
  public var output: JSONValue?
  public var error: RunError?

  public init(child: RunID, step: StepID, status: RunStatus, output: JSONValue? = nil, error: RunError? = nil) {
    self.child = child
    self.step = step
    self.status = status
    self.output = output
    self.error = error
  }
}

/// An event of a tenant, as it was recorded.
public struct PublishedEvent: Hashable, Sendable {
  /// Given by whoever published it first (a lower-case ULID, or the id of the step that emitted it); a repeated delivery
  /// has the same.
  public var id: String
  public var name: String
  public var payload: JSONValue
  public var correlation: String?
  public var by: Actor
  public var at: Instant
  /// How many events led to this one: each started a run that emitted the next. 0 for one from outside.
  public var depth = 0

  public init(
    id: String, name: String, payload: JSONValue, correlation: String? = nil, by: Actor, at: Instant, depth: Int = 0
  ) {
    self.id = id
    self.name = name
    self.payload = payload
    self.correlation = correlation
    self.by = by
    self.at = at
    self.depth = depth
  }

  /// Where a run's trigger keeps the depth of the event that led to it; runs that it starts inherit it.
  public static let depthKey = "eventDepth"
}

/// A named message to a run, kept until a state takes it.
public struct Signal: Hashable, Sendable {
  public var name: String
  public var payload: JSONValue
  public var correlation: String?
  public var by: Actor

  public init(name: String, payload: JSONValue, correlation: String? = nil, by: Actor) {
    self.name = name
    self.payload = payload
    self.correlation = correlation
    self.by = by
  }
}

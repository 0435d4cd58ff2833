/// What deciding answers.
public enum Verdict: Hashable, Sendable {
  case decided(Decision)
  /// Nothing to do, and why: a repeated, late or foreign stimulus.
  case ignored(String)
  /// The composite is about to join: ask again with its finished frames in the snapshot.
  case needsFrames(of: StepID)
}

/// What shall be, as data: rows to write, one event to append, timers to set or clear.
public struct Decision: Hashable, Sendable {
  /// The run, its live frames and open steps as they are after the changes.
  public var snapshot: RunSnapshot
  public var event: Event
  /// Rows in the order in which they must be written (a frame before its steps).
  public var changes: [Change]
  /// The decision stopped at its limit of transitions; a `continued` stimulus has to follow.
  public var continues: Bool
  /// The states that were entered, in order. Not stored: what a simulation shows as the path.
  public var entered: [Entered]
  /// What others may want to be told of. Not part of the history: nothing is decided by it.
  public var notices: [Notice]

  public init(
    snapshot: RunSnapshot, event: Event, changes: [Change], continues: Bool = false, entered: [Entered] = [],
    notices: [Notice] = []
  ) {
    self.snapshot = snapshot
    self.event = event
    self.changes = changes
    self.continues = continues
    self.entered = entered
    self.notices = notices
  }

  /// One visit of one state in one frame.
  public struct Entered: Hashable, Sendable {
    public var frame: FrameID
    /// The index of the state's node in the program.
    public var node: Int
    public var visit: Int
  }

  public var run: Run { snapshot.run }

  /// What the run asks for before it begins; nil when it begins at once.
  public var slotRequest: SlotRequest? { changes.slotRequest }
}

/// A step that waits for an event of its tenant.
public struct EventWait: Hashable, Sendable {
  public var run: RunID
  public var step: StepID
  public var name: String
  public var correlation: String?
  /// Events recorded from this instant on count, also those that are there already.
  public var since: Instant

  public init(run: RunID, step: StepID, name: String, correlation: String?, since: Instant) {
    self.run = run
    self.step = step
    self.name = name
    self.correlation = correlation
    self.since = since
  }
}

/// One row to write. The run's own row and the event are written with every decision.
public enum Change: Hashable, Sendable {
  case insertFrame(Frame)
  case updateFrame(Frame)
  /// Nothing changed in the frame up to this event: its row's state holds until then.
  case confirmFrame(FrameID, asOf: Int64)
  case insertStep(Step)
  /// With a lease only if the row still has that owner and epoch: otherwise the lease was lost and nothing of the
  /// decision may be written.
  case updateStep(Step, holding: Lease?)
  case insertAttempt(AttemptRecord)
  case setTimer(Timer)
  case clearTimer(Timer.Key)
  case insertApproval(Approval)
  case updateApproval(Approval)
  /// The number is that of the event that brought the signal, unique within the run.
  case keepSignal(Signal, number: Int64, at: Instant)
  /// A state took the signal.
  case takeSignal(number: Int64)
  /// From now on events of this name reach the step's run.
  case openWait(EventWait)
  case closeWait(StepID)
  /// Recorded in the same commit, and sent to every run that waits for it.
  case publishEvent(PublishedEvent)
  /// A stimulus for a run that this one started.
  case tellChild(RunID, Stimulus)
  /// A stimulus for the run that started this one.
  case tellParent(RunID, Stimulus)
  /// The run shall begin when it gets a slot, see `slotGranted`.
  case requestSlot(SlotRequest)
  /// The run's slot, or its place in the queue, is free for others.
  case freeSlot
}

extension [Change] {
  public var slotRequest: SlotRequest? {
    for case .requestSlot(let request) in self { return request }
    return nil
  }
}

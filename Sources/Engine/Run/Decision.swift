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

  public init(snapshot: RunSnapshot, event: Event, changes: [Change], continues: Bool = false) {
    self.snapshot = snapshot
    self.event = event
    self.changes = changes
    self.continues = continues
  }

  public var run: Run { snapshot.run }
}

/// One row to write. The run's own row and the event are written with every decision.
public enum Change: Hashable, Sendable {
  case insertFrame(Frame)
  case updateFrame(Frame)
  case insertStep(Step)
  /// With a lease only if the row still has that owner and epoch: otherwise the lease was lost and nothing of the
  /// decision may be written.
  case updateStep(Step, holding: Lease?)
  case insertAttempt(AttemptRecord)
  case setTimer(Timer)
  case clearTimer(Timer.Key)
  case insertApproval(Approval)
  case updateApproval(Approval)
  case keepSignal(Signal, at: Instant)
}

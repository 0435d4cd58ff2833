/// A moment at which a run must be looked at. There is at most one of each kind for a step, and one deadline for a run.
public struct Timer: Hashable, Sendable {
  public var key: Key
  public var dueAt: Instant

  public init(key: Key, dueAt: Instant) {
    self.key = key
    self.dueAt = dueAt
  }

  public struct Key: Hashable, Sendable {
    public var run: RunID
    /// Nil for timers of the run itself.
    public var step: StepID?
    public var kind: Kind

    public init(run: RunID, step: StepID? = nil, kind: Kind) {
      self.run = run
      self.step = step
      self.kind = kind
    }
  }

  public enum Kind: String, Sendable, CaseIterable {
    /// The next attempt of a step is due.
    case retry
    /// Nobody decided an approval in time.
    case approvalTimeout
    /// A sleep is over.
    case wake
    /// What a state awaits did not come in time.
    case waitTimeout
    /// A composite or a child run took too long.
    case compositeDeadline
    /// The run's `timeoutSeconds` are over.
    case runDeadline
    /// An owner should have stopped its attempt by now: its deadline, the grace and five seconds are over.
    case attemptOverdue
    /// A cancelled run's performing steps had their grace.
    case cancelGrace
  }
}

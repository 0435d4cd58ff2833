/// How far a schedule is decided. Every instant up to ``through`` has a slot or lies in a span; none after it does.
public struct ScheduleLedger: Hashable, Sendable {
  public var through: Instant
  /// Grows with whatever a decision depends on: a decision is applied only to the state that it was made from.
  public var moves: Int64
  /// When the schedule is to be looked at next; nil: only a person or the end of a run changes anything.
  public var dueAt: Instant?
  /// The next instant at which it is expected to fire (with its jitter), for people.
  public var nextFire: Instant?
  /// Slots wait for the end of a run.
  public var isWaiting: Bool
  /// When the last decision was made.
  public var decidedAt: Instant?
  /// When a run of this schedule ended last.
  public var endedAt: Instant?
  /// A run that failed since the last decision.
  public var failedRun: RunID?

  public init(through: Instant, dueAt: Instant?, nextFire: Instant?) {
    self.through = through
    moves = 0
    self.dueAt = dueAt
    self.nextFire = nextFire
    isWaiting = false
  }
}

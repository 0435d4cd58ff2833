/// An instant that fired, waits to, or was kept from it.
public struct ScheduleSlot: Hashable, Sendable {
  public var schedule: ScheduleID
  public var generation: Int64
  public var instant: Instant
  /// Nil: the schedule's own.
  public var backfill: BackfillID?
  public var status: Status
  public var decidedAt: Instant
  /// Not before this; of buffered ones.
  public var releaseAt: Instant?
  public var firedAt: Instant?
  public var run: RunID?
  /// Why it did not run, or not yet.
  public var reason: String?

  public init(
    schedule: ScheduleID, generation: Int64, instant: Instant, backfill: BackfillID? = nil, status: Status,
    decidedAt: Instant, reason: String? = nil
  ) {
    self.schedule = schedule
    self.generation = generation
    self.instant = instant
    self.backfill = backfill
    self.status = status
    self.decidedAt = decidedAt
    self.reason = reason
  }

  public enum Status: String, Sendable, CaseIterable {
    case fired
    /// Waits for the end of another run, or for its turn when several are caught up on.
    case buffered
    /// The workflow was disabled, or the payload didn't fit.
    case blocked
  }
}

/// Instants in a row that did not fire, for one reason.
public struct ScheduleSpan: Hashable, Sendable {
  public var schedule: ScheduleID
  public var generation: Int64
  /// The first and the last of them.
  public var first: Instant
  public var last: Instant
  /// How many they are.
  public var count: Int
  public var outcome: Outcome
  /// More about it: a holiday's name, an error's message.
  public var reason: String?
  public var decidedAt: Instant

  public init(
    schedule: ScheduleID, generation: Int64, first: Instant, last: Instant, count: Int, outcome: Outcome,
    reason: String? = nil, decidedAt: Instant
  ) {
    self.schedule = schedule
    self.generation = generation
    self.first = first
    self.last = last
    self.count = count
    self.outcome = outcome
    self.reason = reason
    self.decidedAt = decidedAt
  }

  public enum Outcome: String, Sendable, CaseIterable {
    case outsideActiveHours
    case holiday
    case paused
    /// No tick came in time, and the schedule doesn't catch up on them.
    case missed
    case limitReached
    case skippedOverlap
    case skippedByUser
    case failedToStart

    /// Whether it should have run: what counts as missed and not as skipped.
    public var isMissed: Bool { self == .missed || self == .failedToStart }
  }
}

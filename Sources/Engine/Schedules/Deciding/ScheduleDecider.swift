import Digest

/// Decides what becomes of a schedule's instants up to now.
///
/// Every instant is decided once: into a slot (it fires, waits, or is blocked) or into a span (it doesn't fire, and why).
/// The ledger then stands at a later moment, and what lies before is never looked at again, whatever clocks and ticks
/// do. Nothing here depends on how often it is asked.
public struct ScheduleDecider: Sendable {
  let instants: ScheduleInstants
  /// How late an instant may be and still count as on time.
  let tolerance: TimeSpan

  /// Slots that wait at a time. A schedule whose runs take longer than its instants are apart would collect them for
  /// ever.
  public static let mostBuffered = 1_000
  /// How long until a schedule whose zone or calendar is broken is looked at again.
  public static let retryAfterFailure = TimeSpan.seconds(3_600)

  public init(_ instants: ScheduleInstants, tolerance: TimeSpan) {
    self.instants = instants
    self.tolerance = tolerance
  }

  /// What a schedule is decided upon, apart from itself.
  public struct Situation: Sendable {
    /// Runs of its own slots that are not over.
    public var live: Int
    /// Slots that wait, oldest first.
    public var buffered: [ScheduleSlot]
    /// Why no run could begin.
    public var obstacle: String?

    public init(live: Int = 0, buffered: [ScheduleSlot] = [], obstacle: String? = nil) {
      self.live = live
      self.buffered = buffered
      self.obstacle = obstacle
    }
  }

  public func decide(_ schedule: Schedule, _ situation: Situation, now: Instant) -> ScheduleAdvance {
    var draft = ScheduleDraft(schedule, situation, now: now)
    guard schedule.isEnabled else {
      draft.plan(instants)
      return draft.advance
    }
    if let run = schedule.ledger.failedRun, schedule.spec.pauseOnFailure {
      draft.pause(reason: "the run \(run) failed")
    } else {
      draft.recover()
      draft.release()
      if instants.times == nil {
        draft.decideInterval(instants, tolerance)
      } else {
        draft.decideInstants(instants, tolerance)
      }
    }
    draft.plan(instants)
    return draft.advance
  }

  /// What lies between the ledger and now is told for one reason: the schedule was paused, or has changed.
  public func settle(
    _ schedule: Schedule, as outcome: ScheduleSpan.Outcome, reason: String? = nil, now: Instant
  ) -> ScheduleAdvance {
    var draft = ScheduleDraft(schedule, Situation(), now: now)
    draft.tell(instants, through: now.milliseconds.flooredSeconds, as: outcome, reason: reason)
    draft.moveThrough(now)
    return draft.advance
  }

  /// The next instant is decided now: somebody wants it skipped. Nil when there is none.
  public func skipNext(_ schedule: Schedule, _ situation: Situation, reason: String, now: Instant) -> ScheduleAdvance? {
    var draft = ScheduleDraft(schedule, situation, now: now)
    guard draft.skipNext(instants, reason: reason) else { return nil }
    draft.plan(instants)
    return draft.advance
  }

  /// When the schedule is to be looked at, and when it fires next.
  public func plan(_ schedule: Schedule, _ situation: Situation, now: Instant) -> ScheduleAdvance {
    var draft = ScheduleDraft(schedule, situation, now: now)
    draft.plan(instants)
    return draft.advance
  }
}

extension Schedule {
  /// How long after its instants it fires: the same each time, from nothing to the jitter of its spec.
  public var delay: TimeSpan {
    let most = UInt64(clamping: spec.jitter.milliseconds / 1_000)
    guard most > 0, let hash = UInt64(sha256Hex("jitter\0\(id)").prefix(15), radix: 16) else {
      return TimeSpan(milliseconds: 0)
    }
    return .seconds(Int64(hash % (most + 1)))
  }
}

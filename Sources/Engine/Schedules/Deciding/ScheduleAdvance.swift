/// What was decided about a schedule: to be written in one piece, or not at all.
public struct ScheduleAdvance: Sendable {
  /// As it was decided upon.
  public let old: Schedule
  /// As it is then.
  public var schedule: Schedule
  /// Slots whose runs begin now, in order.
  public var fires: [Fire] = []
  /// New slots that wait.
  public var buffered: [ScheduleSlot] = []
  /// Slots that are kept from firing; those that waited are marked.
  public var blocked: [Fire] = []
  /// Slots that waited and aren't wanted any more; their spans are among the others.
  public var dropped: [ScheduleSlot] = []
  public var spans: [ScheduleSpan] = []
  /// What becomes of the runs that are going on.
  public var ends: End?

  init(_ schedule: Schedule) {
    old = schedule
    self.schedule = schedule
  }

  public struct Fire: Hashable, Sendable {
    public var slot: ScheduleSlot
    /// It has a row already.
    public var waited: Bool
  }

  public enum End: Hashable, Sendable {
    /// By the policy of their definition.
    case cancel
    case terminate
  }

  /// A run that was to begin can't: its slot is blocked.
  public mutating func block(fire index: Int, reason: String) {
    var fire = take(index)
    fire.slot.status = .blocked
    fire.slot.reason = reason
    blocked.append(fire)
    note(error: reason)
  }

  /// A run that was to begin can't: its instant failed.
  public mutating func fail(fire index: Int, reason: String) {
    let fire = take(index)
    if fire.waited { dropped.append(fire.slot) }
    spans.append(ScheduleSpan(fire.slot, .failedToStart, reason: reason))
    note(error: reason)
  }

  private mutating func take(_ index: Int) -> Fire {
    schedule.counts.fired -= 1
    schedule.counts.missed += 1
    // It was not the last of its runs, then.
    if schedule.completedAt != nil, schedule.spec.maxRuns != nil {
      (schedule.completedAt, schedule.isEnabled) = (nil, true)
    }
    // What waits for the run's end would wait for ever, and an interval would never begin anew: it is decided again.
    if schedule.isEnabled { schedule.ledger.dueAt = schedule.ledger.decidedAt }
    return fires.remove(at: index)
  }

  private mutating func note(error: String) { schedule.lastError = error }

  /// A run begins.
  public mutating func note(run: RunID, of index: Int) {
    fires[index].slot.status = .fired
    fires[index].slot.run = run
    fires[index].slot.firedAt = schedule.ledger.decidedAt
    fires[index].slot.releaseAt = nil
    if fires[index].waited { fires[index].slot.reason = nil }
    schedule.lastRun = run
    schedule.lastSlot = fires[index].slot.instant
    schedule.lastFiredAt = schedule.ledger.decidedAt
  }
}

extension ScheduleSpan {
  /// A single instant.
  init(_ slot: ScheduleSlot, _ outcome: Outcome, reason: String? = nil) {
    self.init(
      schedule: slot.schedule, generation: slot.generation, first: slot.instant, last: slot.instant, count: 1,
      outcome: outcome, reason: reason, decidedAt: slot.decidedAt)
  }
}

extension ScheduleAdvance {
  /// The schedule's instants can't be told: nothing is decided, and somebody looks again later.
  public init(_ schedule: Schedule, failing failure: Schedule.Failure, now: Instant) {
    self.init(schedule)
    self.schedule.failure = failure
    self.schedule.lastError = failure.message
    self.schedule.ledger.decidedAt = now
    self.schedule.ledger.dueAt = failure.kind == .poison ? nil : now + ScheduleDecider.retryAfterFailure
    self.schedule.ledger.nextFire = nil
  }

  /// Whether the schedule stopped by itself: somebody should hear of it.
  public var hasFailed: Bool {
    if old.failure == nil, schedule.failure != nil { return true }
    return old.isEnabled && !schedule.isEnabled && schedule.completedAt == nil
  }
}

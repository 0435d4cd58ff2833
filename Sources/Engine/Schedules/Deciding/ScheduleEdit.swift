/// What a person's change of a schedule means for its ledger.
public struct ScheduleEdit: Sendable {
  public private(set) var schedule: Schedule
  /// What lies between the old ledger and now.
  public private(set) var spans: [ScheduleSpan] = []
  /// Slots that waited and aren't wanted any more.
  public private(set) var dropped: [ScheduleSlot] = []

  /// - Parameters:
  ///   - old: with everything decided that was due.
  ///   - wanted: as the person wants it; its ledger isn't looked at.
  ///   - situation: the schedule's runs and waiting slots.
  ///   - before: decides by the old spec; nil when that can't be told any more.
  ///   - after: decides by the new spec.
  public init(
    of old: Schedule, _ wanted: Schedule, _ situation: ScheduleDecider.Situation, before: ScheduleDecider?,
    after: ScheduleDecider, replaySince: Instant?, at now: Instant
  ) {
    schedule = wanted
    schedule.version = old.version + 1
    schedule.updatedAt = now
    schedule.ledger = old.ledger
    schedule.counts = old.counts
    let isNew = !wanted.spec.hasSameInstants(as: old.spec)
    if !old.isEnabled || isNew { settle(old, before, now) }
    if isNew || replaySince != nil { schedule.generation = old.generation + 1 }
    if let replaySince { schedule.ledger.through = min(replaySince, now) - TimeSpan(milliseconds: 1) }
    if schedule.isEnabled {
      schedule.completedAt = nil
      schedule.pause = nil
      if schedule.failure?.kind != .validation { schedule.failure = nil }
    }
    let planned = after.plan(schedule, situation, now: now)
    schedule = planned.schedule
    spans += planned.spans
    dropped = planned.dropped
    // What waits is looked at by the next tick, under the new spec.
    if schedule.isEnabled, !situation.buffered.isEmpty { schedule.ledger.dueAt = now }
  }

  private mutating func settle(_ old: Schedule, _ decider: ScheduleDecider?, _ now: Instant) {
    let told: (outcome: ScheduleSpan.Outcome, reason: String?) =
      if old.isEnabled { (.skippedByUser, "the schedule was changed") } else if old.completedAt != nil {
        (.limitReached, nil)
      } else { (.paused, nil) }
    let settled = decider?.settle(old, as: told.outcome, reason: told.reason, now: now)
    spans = settled?.spans ?? []
    schedule.ledger.through = max(old.ledger.through, now)
    schedule.counts = settled?.schedule.counts ?? old.counts
  }
}

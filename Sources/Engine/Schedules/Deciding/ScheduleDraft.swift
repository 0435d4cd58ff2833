/// One decision in the making.
struct ScheduleDraft {
  var advance: ScheduleAdvance
  let now: Instant
  let obstacle: String?
  /// Runs of the schedule that are going on, with those that begin now.
  var running: Int
  /// Slots that wait, oldest first.
  var queue: [ScheduleSlot]
  /// What was decided to be fired has to fit.
  var left: Int

  init(_ schedule: Schedule, _ situation: ScheduleDecider.Situation, now: Instant) {
    advance = ScheduleAdvance(schedule)
    self.now = now
    obstacle = situation.obstacle ?? (schedule.failure?.kind == .validation ? schedule.failure?.message : nil)
    running = situation.live
    queue = situation.buffered
    left = schedule.spec.maxRuns.map { max(0, $0 - schedule.counts.fired) } ?? .max
    advance.schedule.ledger.decidedAt = now
    advance.schedule.ledger.failedRun = nil
  }

  var spec: ScheduleSpec { advance.schedule.spec }
  var ledger: ScheduleLedger { advance.schedule.ledger }

  /// What is due by now, with the schedule's own delay; never before what is decided already.
  var horizon: Int64 {
    max((now - advance.schedule.delay).milliseconds.flooredSeconds, ledger.through.milliseconds.flooredSeconds)
  }

  mutating func moveThrough(_ instant: Instant) {
    if instant > ledger.through { advance.schedule.ledger.through = instant }
  }

  mutating func pause(reason: String) {
    advance.schedule.isEnabled = false
    advance.schedule.pause = Schedule.Pause(by: .system, reason: reason, at: now)
    advance.schedule.lastError = reason
  }

  /// What could not be read can be read again. What is wrong with a payload only a person or a revision mends.
  mutating func recover() {
    switch advance.schedule.failure?.kind {
    case .zone, .calendar: advance.schedule.failure = nil
    case .validation, .poison, nil: break
    }
  }

  func slot(_ second: Int64, _ status: ScheduleSlot.Status, reason: String? = nil) -> ScheduleSlot {
    ScheduleSlot(
      schedule: advance.schedule.id, generation: advance.schedule.generation, instant: Instant(seconds: second),
      status: status, decidedAt: now, reason: reason)
  }

  // MARK: Telling why not

  mutating func tell(_ gap: CatchUpChoice.Gap) {
    advance.spans.append(
      ScheduleSpan(
        schedule: advance.schedule.id, generation: advance.schedule.generation, first: Instant(seconds: gap.first),
        last: Instant(seconds: gap.last), count: gap.count, outcome: gap.outcome, reason: gap.reason, decidedAt: now))
    count(gap.outcome, gap.count)
  }

  /// All instants that aren't decided yet, through a second.
  mutating func tell(
    _ instants: ScheduleInstants, through second: Int64, as outcome: ScheduleSpan.Outcome, reason: String? = nil
  ) {
    let from = ledger.through.milliseconds.flooredSeconds
    let count = instants.count(after: from, through: second)
    guard count > 0, let first = instants.next(after: from), let last = instants.previous(before: second + 1) else {
      return
    }
    tell(.init(outcome: outcome, reason: reason, first: first, last: last, count: count))
  }

  mutating func tell(_ slot: ScheduleSlot, _ outcome: ScheduleSpan.Outcome, reason: String? = nil) {
    var span = ScheduleSpan(slot, outcome, reason: reason)
    span.decidedAt = now
    advance.spans.append(span)
    count(outcome, 1)
  }

  /// Hours in which a schedule isn't active, pauses and its own end are no news.
  private mutating func count(_ outcome: ScheduleSpan.Outcome, _ number: Int) {
    switch outcome {
    case .missed, .failedToStart: advance.schedule.counts.missed += number
    case .holiday, .skippedOverlap, .skippedByUser: advance.schedule.counts.skipped += number
    case .outsideActiveHours, .paused, .limitReached: break
    }
  }
}

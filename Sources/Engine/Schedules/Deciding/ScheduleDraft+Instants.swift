/// Schedules whose instants are known ahead.
extension ScheduleDraft {
  mutating func decideInstants(_ instants: ScheduleInstants, _ tolerance: TimeSpan) {
    passPause(instants)
    let (from, through) = (ledger.through.milliseconds.flooredSeconds, horizon)
    guard from < through else { return }
    let catchUp = spec.catchUp
    let window = catchUp.mode == .none ? tolerance : catchUp.window
    let choice = CatchUpChoice(
      instants, after: from, through: through, oldest: (Instant(seconds: through) - window).milliseconds.flooredSeconds,
      limit: catchUp.mode == .all ? max(catchUp.max, 1) : 1)
    for gap in choice.spans { tell(gap) }
    for (index, chosen) in choice.chosen.enumerated() {
      let slot = slot(chosen.second, .fired, reason: chosen.reason)
      if index > 0, catchUp.spacing.milliseconds > 0 {
        wait(slot, releaseAt: now + TimeSpan(milliseconds: catchUp.spacing.milliseconds * Int64(index)))
      } else {
        arrive(slot)
      }
    }
    moveThrough(Instant(seconds: through))
  }

  /// What lies in a pause with an end is told as soon as the pause is over, or is changed before it is.
  private mutating func passPause(_ instants: ScheduleInstants) {
    guard let until = advance.schedule.pausedUntil else { return }
    // An instant at the very end of the pause is outside of it.
    let last = min((-(-until.milliseconds).flooredSeconds) - 1, horizon)
    tell(instants, through: last, as: .paused)
    moveThrough(Instant(seconds: last))
    if until <= now { advance.schedule.pausedUntil = nil }
  }

  mutating func skipNext(_ instants: ScheduleInstants, reason: String) -> Bool {
    let from = ledger.through.milliseconds.flooredSeconds
    guard instants.times != nil else { return skipNextInterval(instants, reason: reason) }
    passPause(instants)
    guard let next = instants.nextActive(after: max(from, pauseEnd)) else { return false }
    for gap in CatchUpChoice(instants, after: from, through: next - 1, oldest: .max, limit: 0).spans { tell(gap) }
    tell(slot(next, .fired), .skippedByUser, reason: reason)
    moveThrough(Instant(seconds: next))
    return true
  }

  /// The last second of a pause with an end.
  var pauseEnd: Int64 {
    advance.schedule.pausedUntil.map { (-(-$0.milliseconds).flooredSeconds) - 1 } ?? .min
  }
}

/// Schedules whose next instant follows from the end of the run before. There is one instant at a time; it is known when
/// no run is going on.
extension ScheduleDraft {
  mutating func decideInterval(_ instants: ScheduleInstants, _ tolerance: TimeSpan) {
    if let until = advance.schedule.pausedUntil, until <= now { advance.schedule.pausedUntil = nil }
    guard running == 0, let next = nextOfInterval(instants), next <= horizon else { return }
    let late = Instant(seconds: horizon) - Instant(seconds: next)
    let window = spec.catchUp.mode == .none ? tolerance : spec.catchUp.window
    if late > window {
      tell(slot(next, .fired), .missed)
      moveThrough(now)
    } else {
      arrive(slot(next, .fired))
      moveThrough(advance.fires.isEmpty ? now : Instant(seconds: next))
    }
  }

  /// The delay begins with the end of the run before, or when the last instant was decided some other way.
  func nextOfInterval(_ instants: ScheduleInstants) -> Int64? {
    guard case .after(let delay) = spec.timing, running == 0 else { return nil }
    let base = max(ledger.endedAt ?? ledger.through, ledger.through)
    let next = -(-(base + delay).milliseconds).flooredSeconds
    return instants.firstActiveMoment(from: max(next, pauseEnd.addingSaturated(1)))
  }

  mutating func skipNextInterval(_ instants: ScheduleInstants, reason: String) -> Bool {
    guard let next = nextOfInterval(instants) else { return false }
    tell(slot(next, .fired), .skippedByUser, reason: reason)
    moveThrough(Instant(seconds: next))
    return true
  }
}

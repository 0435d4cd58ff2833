/// When to look at the schedule next.
extension ScheduleDraft {
  mutating func plan(_ instants: ScheduleInstants) {
    advance.schedule.ledger.isWaiting = !queue.isEmpty || (instants.times == nil && running > 0)
    advance.schedule.ledger.dueAt = nil
    advance.schedule.ledger.nextFire = nil
    guard advance.schedule.isEnabled else { return }
    guard advance.schedule.failure?.kind != .poison else { return }
    if isOver(instants) { return complete() }
    let delay = advance.schedule.delay
    let next = nextInstant(instants).map { Instant(seconds: $0) + delay }
    advance.schedule.ledger.nextFire = next
    // Instants that are all kept from happening are decided one by one: their end may be the schedule's.
    let look =
      next ?? instants.next(after: ledger.through.milliseconds.flooredSeconds).map { Instant(seconds: $0) + delay }
    // One whose time has come waits for the end of a run, which wakes the schedule.
    let release = queue.first?.releaseAt.flatMap { $0 > now ? $0 : nil }
    advance.schedule.ledger.dueAt = [look, release].compactMap(\.self).min()
  }

  private func nextInstant(_ instants: ScheduleInstants) -> Int64? {
    guard instants.times != nil else { return nextOfInterval(instants) }
    return instants.nextActive(after: max(ledger.through.milliseconds.flooredSeconds, pauseEnd))
  }

  private func isOver(_ instants: ScheduleInstants) -> Bool {
    if left == 0 { return true }
    guard queue.isEmpty else { return false }
    if instants.times == nil {
      return running == 0 ? nextOfInterval(instants) == nil : instants.isOver(after: now.milliseconds.flooredSeconds)
    }
    return instants.isOver(after: ledger.through.milliseconds.flooredSeconds)
  }

  private mutating func complete() {
    for slot in queue { drop(slot, .limitReached, reason: "\(spec.maxRuns ?? 0) runs were started") }
    queue = []
    advance.schedule.ledger.isWaiting = false
    advance.schedule.isEnabled = false
    advance.schedule.completedAt = now
    advance.schedule.pausedUntil = nil
  }
}

/// Decides which instants of a backfill begin now.
public struct BackfillDecider: Sendable {
  let instants: ScheduleInstants

  public init(_ instants: ScheduleInstants) { self.instants = instants }

  /// - Parameters:
  ///   - live: runs of the backfill that are not over.
  ///   - most: so many begin at a time.
  public func decide(_ backfill: Backfill, live: Int, now: Instant, most: Int) -> (
    backfill: Backfill, starts: [Instant]
  ) {
    var backfill = backfill
    backfill.dueAt = nil
    var starts: [Instant] = []
    let limit = backfill.overlap == .bufferAll || backfill.spacing.milliseconds > 0 ? 1 : most
    let isFree = backfill.overlap == .allow || live == 0
    while isFree, starts.count < limit, now >= backfill.notBefore, let next = next(of: backfill) {
      starts.append(next)
      backfill.through = next
    }
    if !starts.isEmpty { backfill.notBefore = now + backfill.spacing }
    if next(of: backfill) == nil {
      // What has begun goes on by itself.
      backfill.status = .completed
      backfill.finishedAt = now
    } else if backfill.overlap == .allow || (starts.isEmpty && isFree) {
      backfill.dueAt = max(backfill.notBefore, now)
    }
    return (backfill, starts)
  }

  private func next(of backfill: Backfill) -> Instant? {
    guard let next = instants.nextActive(after: backfill.through.milliseconds.flooredSeconds),
      next <= backfill.to.milliseconds.flooredSeconds
    else { return nil }
    return Instant(seconds: next)
  }

  /// How many instants lie in a range, up to one more than a backfill may have.
  public func count(from: Instant, through to: Instant) -> Int {
    var (count, last) = (0, from.milliseconds.flooredSeconds - 1)
    if from.milliseconds > from.milliseconds.flooredSeconds * 1_000 { last += 1 }
    while count <= Backfill.mostSlots, let next = instants.nextActive(after: last),
      next <= to.milliseconds.flooredSeconds
    {
      count += 1
      last = next
    }
    return count
  }
}

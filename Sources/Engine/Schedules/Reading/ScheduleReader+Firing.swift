import Cron

extension ScheduleReader {
  /// A schedule that never fires is a mistake: told now, and not by a run that doesn't come.
  func checkThatItFires(_ spec: ScheduleSpec, in zone: Zone) {
    let isUnchanged = surroundings.earlier.map { $0.hasSameInstants(as: spec) } ?? false
    guard !isUnchanged, let times = spec.timing.times(in: zone) else { return }
    let hours = spec.activeHours.flatMap(Self.activeHours)
    let start = max(surroundings.now.milliseconds, (spec.startAt?.milliseconds ?? 0) - 1) / 1_000
    let end = (spec.endAt?.milliseconds ?? .max) / 1_000
    var last = start
    for _ in 0..<Self.mostLookedAt {
      guard let next = times.next(after: last), next <= end else { return reportNever(spec) }
      if hours?.contains(next, in: zone) ?? true { return }
      guard next - start <= Self.longestLook else { return reportNever(spec) }
      last = next
    }
  }

  private static func activeHours(_ hours: ScheduleSpec.Hours) -> ActiveHours? {
    let days = hours.days.isEmpty ? Weekday.allCases : hours.days.compactMap { Weekday(name: $0) }
    return try? ActiveHours(start: hours.start, end: hours.end, days: days)
  }

  /// Instants after which the answer is taken to be yes: a minutely schedule's of ten days.
  private static let mostLookedAt = 15_000
  /// Active hours come again each week, expressions each year but for leap days: seconds of nine years.
  private static let longestLook: Int64 = 9 * 366 * 86_400

  private func reportNever(_ spec: ScheduleSpec) {
    let (key, why) =
      spec.endAt != nil
      ? ("endAt", "there is no moment to fire before it ends")
      : spec.activeHours != nil
        ? ("activeHours", "none of its moments lies in the active hours") : ("cron", "there is no moment to fire")
    let place = reader.field(key)?.place ?? reader.place
    findings.report(.invalidValue, at: place, "this schedule would never fire: \(why)")
  }
}

extension ScheduleTiming {
  /// The instants without the schedule's limits; nil where they depend on the runs before.
  fileprivate func times(in zone: Zone) -> Times? {
    switch self {
    case .once(let instant): .once(instant.milliseconds / 1_000)
    case .cron(let text, let gap, let repeats):
      (try? CronExpression(text)).map { .cron(CronTimes($0, in: zone, gap: gap, repeats: repeats)) }
    case .interval(let every, let anchor):
      .interval(IntervalTimes(everySeconds: every.milliseconds / 1_000, anchor: anchor.milliseconds / 1_000))
    case .after: nil
    }
  }
}

/// The part of a sentence that is about the time of day.
struct TimePhrase {
  let text: String
  /// Whether it comes all day long, so that "every day" need not be said.
  let isThroughTheDay: Bool

  /// So many times are told one by one.
  private static let mostTimes = 6

  init(_ fields: CronFields) {
    let minutes = ValueSet(mask: fields.minute.mask, bounds: 0...59)
    let hours = ValueSet(mask: fields.hour.mask, bounds: 0...23)
    isThroughTheDay = hours.isFull || hours.step != nil && minutes.values.count * hours.values.count > Self.mostTimes
    if minutes.values.count * hours.values.count <= Self.mostTimes {
      let times = hours.values.flatMap { hour in minutes.values.map { Wording.clock(hour * 60 + $0) } }
      text = "at \(Wording.list(times))"
    } else if minutes.only == 0 {
      text = Self.onTheHour(hours)
    } else {
      text = Self.minutes(minutes) + Self.hours(hours, isSpread: minutes.isFull || Self.evenStep(minutes) != nil)
    }
  }

  private static func onTheHour(_ hours: ValueSet) -> String {
    if hours.isFull { return "every hour, on the hour" }
    if let run = hours.run {
      return "every hour from \(Wording.clock(run.lowerBound * 60)) to \(Wording.clock(run.upperBound * 60))"
    }
    if let step = hours.step, hours.values[0] == 0, 24 % step == 0 { return "every \(step) hours, on the hour" }
    return "at " + Wording.list(hours.values.map { Wording.clock($0 * 60) })
  }

  /// "Every 15 minutes" is true only if it goes on evenly into the next hour.
  private static func evenStep(_ minutes: ValueSet) -> Int? {
    guard let step = minutes.step, minutes.values[0] == 0, 60 % step == 0 else { return nil }
    return step
  }

  private static func minutes(_ minutes: ValueSet) -> String {
    if minutes.isFull { return "every minute" }
    if let step = evenStep(minutes) { return "every \(step) minutes" }
    if let only = minutes.only { return "at minute \(only)" }
    return "at minutes \(Wording.list(Wording.runs(minutes.values) { "\($0)" }))"
  }

  private static func hours(_ hours: ValueSet, isSpread: Bool) -> String {
    if hours.isFull { return isSpread ? "" : " of every hour" }
    if let run = hours.run {
      let (first, last) = (Wording.clock(run.lowerBound * 60), Wording.clock(run.upperBound * 60 + 59))
      return isSpread ? " from \(first) to \(last)" : " of every hour from \(first) to \(last)"
    }
    if let step = hours.step {
      return " of every \(Wording.numeral(step)) hour from \(Wording.clock(hours.values[0] * 60))"
    }
    let starts = Wording.runs(hours.values) { Wording.clock($0 * 60) }
    return " of the hour\(hours.values.count == 1 ? "" : "s") from \(Wording.list(starts))"
  }
}

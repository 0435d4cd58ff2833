/// Searching in the time that clocks show, where every day has 1440 minutes. Seconds of local time since 1970.
extension CronExpression {
  /// The first match from a time on and before another.
  func firstMatch(from start: Int64, before end: Int64) -> Int64? {
    let endMinute = Self.minutes(roundingUp: end)
    let (day, minute) = Self.minutes(roundingUp: start).flooredDivision(by: 1_440)
    var found = Int(day)
    var time = times.first(from: Int(minute))
    if time == nil || !days.contains(day: found) {
      let lastDay = Int((endMinute + 1_439).flooredDivision(by: 1_440).quotient)
      guard let next = days.first(from: found + 1, before: lastDay) else { return nil }
      (found, time) = (next, times.first)
    }
    let match = Int64(found * 1_440 + (time ?? 0))
    return match < endMinute ? match * 60 : nil
  }

  /// The last match before a time and not before another.
  func lastMatch(before end: Int64, from start: Int64) -> Int64? {
    let startMinute = Self.minutes(roundingUp: start)
    let (day, minute) = (Self.minutes(roundingUp: end) - 1).flooredDivision(by: 1_440)
    var found = Int(day)
    var time = times.last(through: Int(minute))
    if time == nil || !days.contains(day: found) {
      let firstDay = Int(startMinute.flooredDivision(by: 1_440).quotient)
      guard let previous = days.last(through: found - 1, from: firstDay) else { return nil }
      (found, time) = (previous, times.last)
    }
    let match = Int64(found * 1_440 + (time ?? 0))
    return match >= startMinute ? match * 60 : nil
  }

  /// How many matches there are from a time on and before another.
  func countMatches(from start: Int64, before end: Int64) -> Int {
    let (startDay, startMinute) = Self.minutes(roundingUp: start).flooredDivision(by: 1_440)
    let (endDay, endMinute) = Self.minutes(roundingUp: end).flooredDivision(by: 1_440)
    guard start < end else { return 0 }
    let (first, last) = (Int(startDay), Int(endDay))
    // Whole days, then less what lies before the start and more what lies before the end.
    var count = days.count(from: first, before: last) * times.count
    if startMinute > 0, days.contains(day: first) { count -= times.count(before: Int(startMinute)) }
    if endMinute > 0, days.contains(day: last) { count += times.count(before: Int(endMinute)) }
    return count
  }

  private static func minutes(roundingUp seconds: Int64) -> Int64 {
    (seconds + 59).flooredDivision(by: 60).quotient
  }
}

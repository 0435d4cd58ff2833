/// The rule at the end of a zone file, for the time after its table (POSIX's TZ, with the extensions of RFC 8536).
struct ZoneRule: Hashable, Sendable {
  var standard: LocalTimeType
  var daylight: Daylight?

  struct Daylight: Hashable, Sendable {
    var type: LocalTimeType
    var start: Moment
    var end: Moment
  }

  /// A day of the year, and a time on it in seconds from its midnight, which may lie days before or after.
  struct Moment: Hashable, Sendable {
    var day: Day
    var time: Int64

    func localSeconds(in year: Int) -> Int64 { Int64(day.dayNumber(in: year)) * 86_400 + time }
  }

  enum Day: Hashable, Sendable {
    /// `Jn`: 1 to 365, and 29 February is never counted.
    case julian(Int)
    /// `n`: 0 to 365, and 29 February is counted.
    case ordinal(Int)
    /// `Mm.w.d`: the w-th weekday of a month, the fifth being its last.
    case weekday(month: Int, week: Int, weekday: Int)

    func dayNumber(in year: Int) -> Int {
      let newYear = CivilDate(year: year, month: 1, day: 1).dayNumber
      switch self {
      case .julian(let day): return newYear + day - (CivilDate.isLeap(year) && day > 59 ? 0 : 1)
      case .ordinal(let day): return newYear + day
      case .weekday(let month, let week, let weekday):
        let first = CivilDate(year: year, month: month, day: 1).dayNumber
        let ahead = (weekday - Weekday(dayNumber: first).rawValue + 7) % 7
        let length = CivilDate.days(inMonth: month, of: year)
        let day = ahead + (week - 1) * 7
        return first + (day < length ? day : day - 7)
      }
    }
  }

  /// The changes of a year's start and end of daylight saving, in the order of time.
  ///
  /// A zone that keeps daylight saving all year says so with an end that falls on the next year's start; such a pair
  /// is one instant, and the start counts: see ``ZoneTable``.
  func changes(in year: Int) -> [ZoneRules.Change] {
    guard let daylight else { return [] }
    let start = ZoneRules.Change(
      at: daylight.start.localSeconds(in: year) - standard.offset, type: daylight.type)
    let end = ZoneRules.Change(at: daylight.end.localSeconds(in: year) - daylight.type.offset, type: standard)
    return start.at < end.at ? [start, end] : [end, start]
  }
}

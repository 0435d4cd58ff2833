/// A moment as people write it. Years from -9999 to 9999, in the Gregorian calendar throughout.
struct CivilTime: Equatable {
  var year: Int
  var month = 1
  var day = 1
  var hour = 0
  var minute = 0
  var second = 0
  var nanosecond = 0

  static let secondsPerDay = 86_400

  /// Seconds since 1970-01-01T00:00:00; parts beyond their ranges carry over, as in 31 February.
  var unix: Int {
    let months = year * 12 + month - 1
    let (wholeYear, index) = (Self.floorDivided(months, 12), Self.modulo(months, 12))
    return (Self.days(wholeYear, index + 1) + day - 1) * Self.secondsPerDay + hour * 3_600 + minute * 60 + second
  }

  init(
    year: Int, month: Int = 1, day: Int = 1, hour: Int = 0, minute: Int = 0, second: Int = 0, nanosecond: Int = 0
  ) {
    (self.year, self.month, self.day) = (year, month, day)
    (self.hour, self.minute, self.second, self.nanosecond) = (hour, minute, second, nanosecond)
  }

  /// Of seconds since 1970, already moved into a zone.
  init(unix: Int, nanosecond: Int) {
    let days = Self.floorDivided(unix, Self.secondsPerDay)
    let rest = Self.modulo(unix, Self.secondsPerDay)
    // A year too early, or the right one.
    var year = 1970 + Self.floorDivided(days, days < 0 ? 365 : 366)
    while Self.days(year + 1, 1) <= days { year += 1 }
    var month = 1
    while month < 12, Self.days(year, month + 1) <= days { month += 1 }
    self.init(
      year: year, month: month, day: days - Self.days(year, month) + 1, hour: rest / 3_600,
      minute: rest / 60 % 60, second: rest % 60, nanosecond: nanosecond)
  }

  /// 0 is Sunday.
  var weekday: Int { Self.modulo(Self.floorDivided(unix, Self.secondsPerDay) + 4, 7) }

  /// Whether every part is in its range.
  var isRegular: Bool {
    (1...12).contains(month) && (0..<24).contains(hour) && (0..<60).contains(minute) && (0..<60).contains(second)
      && CivilTime(unix: unix, nanosecond: nanosecond) == self
  }

  /// Days from 1970-01-01 to the first of a month.
  private static func days(_ year: Int, _ month: Int) -> Int {
    let before = year - 1
    let leapDays = floorDivided(before, 4) - floorDivided(before, 100) + floorDivided(before, 400)
    let isLeap = (modulo(year, 4) == 0 && modulo(year, 100) != 0) || modulo(year, 400) == 0
    return before * 365 + leapDays + daysBefore[month - 1] + (isLeap && month > 2 ? 1 : 0) - daysTo1970
  }

  private static let daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
  private static let daysTo1970 = 719_162

  static func floorDivided(_ one: Int, _ other: Int) -> Int {
    one >= 0 ? one / other : -((other - 1 - one) / other)
  }

  static func modulo(_ one: Int, _ other: Int) -> Int { one - floorDivided(one, other) * other }
}

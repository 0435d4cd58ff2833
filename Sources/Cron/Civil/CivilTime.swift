/// A date and time of day without a zone, in the proleptic Gregorian calendar.
public struct CivilTime: Hashable, Sendable {
  public var year: Int
  public var month: Int
  public var day: Int
  public var hour: Int
  public var minute: Int
  public var second: Int

  public init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
  }

  public init(_ date: CivilDate, minuteOfDay: Int = 0) {
    self.init(year: date.year, month: date.month, day: date.day, hour: minuteOfDay / 60, minute: minuteOfDay % 60)
  }

  /// The civil time at UTC of seconds since 1970.
  public init(secondsSince1970 seconds: Int64) {
    let (days, time) = seconds.flooredDivision(by: 86_400)
    self.init(CivilDate(dayNumber: Int(days)))
    hour = Int(time / 3_600)
    minute = Int(time / 60 % 60)
    second = Int(time % 60)
  }

  public var date: CivilDate { CivilDate(year: year, month: month, day: day) }

  public var minuteOfDay: Int { hour * 60 + minute }

  /// Seconds since 1970 of this civil time at UTC.
  public var secondsSince1970: Int64 {
    Int64(date.dayNumber) * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
  }
}

extension Int64 {
  /// Quotient and remainder with the remainder never negative, as calendars need it.
  @inline(__always)
  func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

/// A day, or some days in a row, on which business rests: once, or each year.
public struct Holiday: Sendable, Hashable {
  public let name: String
  /// The first of its days.
  public let day: Day
  /// In days; one at least.
  public let length: Int
  /// In which its first day may lie.
  public let years: ClosedRange<Int>

  /// Longer than a year it would never end.
  public static let longest = 366
  public static let everyYear = 1...9_999

  /// - Parameter length: from 1 to ``longest``; what is beyond is held within.
  public init(_ name: String, on day: Day, length: Int = 1, years: ClosedRange<Int> = everyYear) {
    self.name = name
    self.day = day
    self.length = min(max(length, 1), Self.longest)
    self.years = years
  }

  public enum Day: Sendable, Hashable {
    case date(CivilDate)
    /// Each year; 29 February only in those that have it.
    case yearly(month: Int, day: Int)
    /// Each year: the first, second… of a month's weekdays, or counted from its end: -1 is the last.
    case nth(Int, Weekday, month: Int)
    /// Each year: the first such weekday on a date or after it.
    case onOrAfter(Weekday, month: Int, day: Int)
    /// Each year, so many days after Easter Sunday of the western churches; negative before it.
    case easter(Int)

    /// The date in a year, if there is one.
    func date(in year: Int) -> CivilDate? {
      switch self {
      case .date(let date): return date.year == year ? date : nil
      case .yearly(let month, let day):
        let date = CivilDate(year: year, month: month, day: day)
        return date.isInCalendar ? date : nil
      case .nth(let number, let weekday, let month): return Self.nth(number, weekday, month, year)
      case .onOrAfter(let weekday, let month, let day):
        let first = CivilDate(year: year, month: month, day: day).dayNumber
        return CivilDate(dayNumber: first + Weekday(dayNumber: first).days(to: weekday))
      case .easter(let days): return CivilDate(dayNumber: Easter.sunday(of: year).dayNumber + days)
      }
    }

    private static func nth(_ number: Int, _ weekday: Weekday, _ month: Int, _ year: Int) -> CivilDate? {
      guard (1...12).contains(month) else { return nil }
      let length = CivilDate.days(inMonth: month, of: year)
      let first = CivilDate(year: year, month: month, day: 1)
      let earliest = 1 + first.weekday.days(to: weekday)
      let latest = earliest + (length - earliest) / 7 * 7
      let day = number > 0 ? earliest + (number - 1) * 7 : latest + (number + 1) * 7
      guard number != 0, day >= 1, day <= length else { return nil }
      return CivilDate(year: year, month: month, day: day)
    }
  }
}

extension Weekday {
  /// How many days later the next one of another weekday is: 0 to 6.
  func days(to other: Weekday) -> Int { (other.rawValue - rawValue + 7) % 7 }
}

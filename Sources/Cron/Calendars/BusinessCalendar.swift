/// Which days are for business: neither holidays nor weekly days off.
public struct BusinessCalendar: Sendable, Hashable {
  public let holidays: [Holiday]
  public let daysOff: Set<Weekday>
  /// The days of holidays that are once, by their day numbers.
  private let single: [Int: String]
  private let yearly: [Holiday]

  /// How far one looks for a business day: with six weekdays off and the longest holiday, one is found sooner.
  static let horizon = 800

  public init(holidays: [Holiday], daysOff: Set<Weekday> = []) {
    self.holidays = holidays
    self.daysOff = daysOff
    var single: [Int: String] = [:]
    var yearly: [Holiday] = []
    for holiday in holidays {
      guard case .date(let first) = holiday.day else {
        yearly.append(holiday)
        continue
      }
      let start = first.dayNumber
      for day in start..<start + holiday.length where single[day] == nil { single[day] = holiday.name }
    }
    (self.single, self.yearly) = (single, yearly)
  }

  /// The name of the holiday that a day is or belongs to.
  public func isHoliday(_ date: CivilDate) -> String? {
    let day = date.dayNumber
    if let name = single[day] { return name }
    return yearly.first { Self.contains($0, day, date.year) }?.name
  }

  public func isBusinessDay(_ date: CivilDate) -> Bool {
    !daysOff.contains(date.weekday) && isHoliday(date) == nil
  }

  /// The first business day after a day; nil when there is none within two years.
  public func businessDay(after date: CivilDate) -> CivilDate? { businessDay(from: date, step: 1) }

  /// The last business day before a day.
  public func businessDay(before date: CivilDate) -> CivilDate? { businessDay(from: date, step: -1) }

  private func businessDay(from date: CivilDate, step: Int) -> CivilDate? {
    let start = date.dayNumber
    return (1...Self.horizon).lazy.map { CivilDate(dayNumber: start + $0 * step) }.first(where: isBusinessDay)
  }

  /// A holiday may have begun the year before, and Easter's may lie in another year than their Easter.
  private static func contains(_ holiday: Holiday, _ day: Int, _ year: Int) -> Bool {
    (year - 1...year + 1).contains { year in
      guard let first = holiday.day.date(in: year), holiday.years.contains(first.year) else { return false }
      let start = first.dayNumber
      return day >= start && day < start + holiday.length
    }
  }
}

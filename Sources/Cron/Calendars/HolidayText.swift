/// Why a holiday's day isn't understood.
public struct HolidayError: Error, Hashable, Sendable, CustomStringConvertible {
  public let text: String
  public let reason: String

  public var description: String {
    "'\(text)' \(reason); a holiday is on '2026-12-24', '2026-12-24..2026-12-31', '12-25', 'MON#3 JAN', 'MON#L MAY', "
      + "'FRI>=06-19' or 'easter-2'"
  }
}

extension Holiday {
  /// Reads the short form of a holiday's day: `2026-12-24`, `2026-12-24..2026-12-31`, each year `12-25`, `MON#3 JAN`,
  /// `MON#L MAY` (the last), `FRI>=06-19` (the first from that day on), `easter-2` and `easter+39`.
  public init(_ name: String, on text: String) throws(HolidayError) {
    let parts = text.split(separator: "..", omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      self.init(name, on: try Day(text))
      return
    }
    guard let first = CivilDate(parts[0]), let last = CivilDate(parts[1]) else {
      throw HolidayError(text: text, reason: "is no range of dates")
    }
    let length = last.dayNumber - first.dayNumber + 1
    guard length > 0 else { throw HolidayError(text: text, reason: "ends before it begins") }
    guard length <= Self.longest else {
      throw HolidayError(text: text, reason: "is longer than \(Self.longest) days")
    }
    self.init(name, on: .date(first), length: length)
  }
}

extension Holiday.Day {
  init(_ text: String) throws(HolidayError) {
    if let day = CivilDate(text).map(Self.date) ?? Self.monthAndDay(text).map(Self.yearly)
      ?? Self.weekdayOfMonth(text) ?? Self.fromDate(text) ?? Self.easterDay(text)
    {
      self = day
    } else {
      throw HolidayError(text: text, reason: "is not understood")
    }
  }

  /// In a leap year, so that 29 February is a day.
  private static func monthAndDay(_ text: some StringProtocol) -> (month: Int, day: Int)? {
    CivilDate("2000-" + text).map { ($0.month, $0.day) }
  }

  private static func weekdayOfMonth(_ text: String) -> Self? {
    let words = text.split(separator: " ")
    guard words.count == 2, let month = CronFieldKind.month.value(named: String(words[1])) else { return nil }
    let parts = words[0].split(separator: "#", omittingEmptySubsequences: false)
    guard parts.count == 2, let weekday = CronFieldKind.dayOfWeek.value(named: String(parts[0])).flatMap(Weekday.init)
    else { return nil }
    if parts[1] == "L" { return .nth(-1, weekday, month: month) }
    guard let number = Int(parts[1]), (1...5).contains(number) else { return nil }
    return .nth(number, weekday, month: month)
  }

  private static func fromDate(_ text: String) -> Self? {
    let parts = text.split(separator: ">=", omittingEmptySubsequences: false)
    guard parts.count == 2, let date = monthAndDay(parts[1]),
      let weekday = CronFieldKind.dayOfWeek.value(named: String(parts[0])).flatMap(Weekday.init)
    else { return nil }
    return .onOrAfter(weekday, month: date.month, day: date.day)
  }

  private static func easterDay(_ text: String) -> Self? {
    guard text.lowercased().hasPrefix("easter") else { return nil }
    let rest = text.dropFirst("easter".count)
    if rest.isEmpty { return .easter(0) }
    guard let sign = rest.first, sign == "+" || sign == "-", let days = Int(rest), (-366...366).contains(days)
    else { return nil }
    return .easter(days)
  }
}

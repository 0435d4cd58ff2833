/// A rule of a calendar file that repeats an event each year: `FREQ=YEARLY;BYMONTH=11;BYDAY=4TH`.
struct ICSYearlyRule {
  private let line: ICSLines.Line
  private var parts: [String: String] = [:]

  private static let known = ["FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYDAY", "WKST"]

  init(_ line: ICSLines.Line) throws(ICSError) {
    self.line = line
    for part in line.value.uppercased().split(separator: ";") {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, Self.known.contains(String(pair[0])) else { throw refusal("'\(part.prefix(40))'") }
      parts[String(pair[0])] = String(pair[1])
    }
    guard parts["FREQ"] == "YEARLY" else { throw refusal("'FREQ=\(parts["FREQ"] ?? "")'") }
    guard parts["INTERVAL"] ?? "1" == "1" else { throw refusal("an interval of several years") }
  }

  func read(from first: CivilDate) throws(ICSError) -> (Holiday.Day, ClosedRange<Int>) {
    let day = try day(first)
    guard day.date(in: first.year) == first else {
      throw ICSError(
        line: line.number, reason: "the event's own date, \(first), is none of its rule's; give it one that is")
    }
    return (day, try years(day, first))
  }

  private func day(_ first: CivilDate) throws(ICSError) -> Holiday.Day {
    let month = try number("BYMONTH", 1...12) ?? first.month
    guard let text = parts["BYDAY"] else {
      return .yearly(month: month, day: try number("BYMONTHDAY", 1...31) ?? first.day)
    }
    guard parts["BYMONTH"] != nil, let weekday = Self.weekday(text.suffix(2)) else { throw refusal("'BYDAY=\(text)'") }
    let number = text.dropLast(2)
    if let number = Int(number), number != 0, abs(number) <= 5 {
      guard parts["BYMONTHDAY"] == nil else { throw refusal("'BYMONTHDAY' beside a numbered 'BYDAY'") }
      return .nth(number, weekday, month: month)
    }
    guard number.isEmpty, let start = week(parts["BYMONTHDAY"], in: month) else { throw refusal("'BYDAY=\(text)'") }
    return .onOrAfter(weekday, month: month, day: start)
  }

  /// The first of seven days in a row, in which a weekday is exactly once.
  private func week(_ text: String?, in month: Int) -> Int? {
    let days = (text ?? "").split(separator: ",").map { Int($0) ?? 0 }
    guard days.count == 7, let first = days.first, first > 0, days == Array(first..<first + 7),
      first + 6 <= CivilDate.days(inMonth: month, of: 2_001)
    else { return nil }
    return first
  }

  private func years(_ day: Holiday.Day, _ first: CivilDate) throws(ICSError) -> ClosedRange<Int> {
    if let text = parts["COUNT"] {
      guard let count = Int(text), (1...1_000).contains(count) else { throw refusal("'COUNT=\(text)'") }
      // Each year has one; 29 February and fifth weekdays, which not every year has, are counted where they are.
      let years = (first.year..<first.year + count * 40).lazy.filter { day.date(in: $0) != nil }
      return first.year...(years.prefix(count).reduce(first.year) { $1 })
    }
    guard let text = parts["UNTIL"] else { return first.year...Holiday.everyYear.upperBound }
    guard let until = ICSEvent.date(text), until >= first else { throw refusal("'UNTIL=\(text)'") }
    let isInLastYear = day.date(in: until.year).map { $0 <= until } ?? false
    return first.year...max(first.year, isInLastYear ? until.year : until.year - 1)
  }

  private func number(_ name: String, _ range: ClosedRange<Int>) throws(ICSError) -> Int? {
    guard let text = parts[name] else { return nil }
    guard let number = Int(text), range.contains(number) else { throw refusal("'\(name)=\(text)'") }
    return number
  }

  private static func weekday(_ text: some StringProtocol) -> Weekday? {
    text.count == 2 ? Weekday.allCases.first { $0.name.uppercased().hasPrefix(text) } : nil
  }

  private func refusal(_ what: String) -> ICSError {
    ICSError(
      line: line.number,
      reason: "\(what) is not supported in a rule; it may be yearly, on a date or on a numbered weekday of a month")
  }
}

/// One event of a calendar file, on its way to being a holiday.
struct ICSEvent {
  private let lines: [ICSLines.Line]
  /// Of its beginning.
  private let number: Int

  init(_ lines: [ICSLines.Line], at number: Int) {
    self.lines = lines
    self.number = number
  }

  /// Nil when it was cancelled.
  func holiday() throws(ICSError) -> Holiday? {
    if let line = line("STATUS"), line.value.uppercased() == "CANCELLED" { return nil }
    for name in ["RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID"] {
      if let line = line(name) {
        throw ICSError(line: line.number, reason: "'\(name)' is not supported; write each day as an event of its own")
      }
    }
    guard let start = line("DTSTART") else { throw ICSError(line: number, reason: "the event has no 'DTSTART'") }
    let first = try date(start)
    let length = try days(from: first)
    let name = line("SUMMARY").map { unescaped($0.value) } ?? "holiday"
    guard let rule = line("RRULE") else { return Holiday(name, on: .date(first), length: length) }
    let (day, years) = try ICSYearlyRule(rule).read(from: first)
    return Holiday(name, on: day, length: length, years: years)
  }

  private func line(_ name: String) -> ICSLines.Line? { lines.first { $0.name == name } }

  /// `20261224`, or the date of `20261224T000000Z`.
  private func date(_ line: ICSLines.Line) throws(ICSError) -> CivilDate {
    guard let date = ICSEvent.date(line.value) else {
      throw ICSError(line: line.number, reason: "'\(line.value.prefix(40))' is no date, as '20261224'")
    }
    return date
  }

  static func date(_ text: String) -> CivilDate? {
    let digits = text.prefix { $0 != "T" }
    guard digits.utf8.count == 8 else { return nil }
    return CivilDate("\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.suffix(2))")
  }

  private func days(from first: CivilDate) throws(ICSError) -> Int {
    if let line = line("DURATION") { return try duration(line) }
    guard let line = line("DTEND") else { return 1 }
    let end = try date(line)
    // The end isn't part of a day-long event; one that ends at another time than midnight has part of its last day.
    let isWholeDays = !line.value.contains("T") || line.value.contains("T000000")
    let length = end.dayNumber - first.dayNumber + (isWholeDays ? 0 : 1)
    // Some programs write a single day with its own date as its end.
    if length == 0 { return 1 }
    return try checked(length, line)
  }

  /// `P2D` and `P1W`.
  private func duration(_ line: ICSLines.Line) throws(ICSError) -> Int {
    let text = line.value.uppercased()
    guard text.hasPrefix("P"), let unit = text.last, unit == "D" || unit == "W",
      let count = Int(text.dropFirst().dropLast()), count <= Holiday.longest
    else {
      throw ICSError(line: line.number, reason: "'\(text.prefix(40))' is no number of days or weeks, as 'P2D' or 'P1W'")
    }
    return try checked(unit == "W" ? count * 7 : count, line)
  }

  private func checked(_ length: Int, _ line: ICSLines.Line) throws(ICSError) -> Int {
    guard (1...Holiday.longest).contains(length) else {
      throw ICSError(line: line.number, reason: "the event has \(length) days; a holiday has 1 to \(Holiday.longest)")
    }
    return length
  }

  /// RFC 5545, section 3.3.11.
  private func unescaped(_ text: String) -> String {
    var result = ""
    var isEscaped = false
    for character in text {
      if isEscaped {
        result.append(character == "n" || character == "N" ? " " : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        result.append(character)
      }
    }
    return result
  }
}

extension BusinessCalendar {
  /// So many holidays are more than any authority publishes.
  static let mostHolidays = 10_000

  /// The holidays of an iCalendar file (RFC 5545): its events, each of which is whole days.
  ///
  /// Taken are `SUMMARY`, `DTSTART` and `DTEND` (of both the date counts) or `DURATION` in days or weeks, and rules that
  /// repeat an event each year. Cancelled events are left out. What would put holidays on other days than the file says
  /// is refused with its line, never passed over: other rules, exceptions and further dates.
  public static func readICS(_ text: String) throws(ICSError) -> [Holiday] {
    let lines = try ICSLines.read(text)
    guard let first = lines.first, first.name == "BEGIN", first.value.uppercased() == "VCALENDAR" else {
      throw ICSError(line: lines.first?.number ?? 1, reason: "a calendar begins with 'BEGIN:VCALENDAR'")
    }
    var holidays: [Holiday] = []
    // Components may lie in each other: an alarm in an event, whose lines are not the event's.
    var open: [ICSLines.Line] = []
    var event: [ICSLines.Line] = []
    for line in lines {
      switch line.name {
      case "BEGIN":
        open.append(line)
        if line.value.uppercased() == "VEVENT" { event = [] }
      case "END":
        guard let begun = open.popLast(), begun.value.uppercased() == line.value.uppercased() else {
          throw ICSError(line: line.number, reason: "'END:\(line.value.prefix(40))' ends nothing")
        }
        if begun.value.uppercased() == "VEVENT" {
          if let holiday = try ICSEvent(event, at: begun.number).holiday() { holidays.append(holiday) }
          guard holidays.count <= mostHolidays else {
            throw ICSError(line: line.number, reason: "there are more than \(mostHolidays) events")
          }
        }
      default:
        if open.last?.value.uppercased() == "VEVENT" { event.append(line) }
      }
    }
    if let unfinished = open.last {
      throw ICSError(line: unfinished.number, reason: "'BEGIN:\(unfinished.value.prefix(40))' is never ended")
    }
    return holidays
  }
}

import Cron
import Testing

struct CalendarFileTests {
  private func read(_ lines: String, newline: String = "\r\n") throws -> [Holiday] {
    let text = "BEGIN:VCALENDAR\nVERSION:2.0\n\(lines)\nEND:VCALENDAR\n"
    return try BusinessCalendar.readICS(
      text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: newline))
  }

  private func event(_ lines: String) throws -> Holiday? { try read("BEGIN:VEVENT\n\(lines)\nEND:VEVENT").first }

  private func days(_ holiday: Holiday?, from: String, to: String) throws -> [String] {
    let calendar = BusinessCalendar(holidays: [try #require(holiday)])
    let (first, last) = (try #require(CivilDate(from)), try #require(CivilDate(to)))
    return (first.dayNumber...last.dayNumber).map { CivilDate(dayNumber: $0) }
      .filter { calendar.isHoliday($0) != nil }.map(\.description)
  }

  @Test func `whole days are read with their names`() throws {
    let found = try read(
      """
      BEGIN:VEVENT
      SUMMARY;LANGUAGE=de:Tag der Deutschen
        Einheit\\, bundesweit
      DTSTART;VALUE=DATE:20261003
      BEGIN:VALARM
      SUMMARY:an alarm's
      END:VALARM
      END:VEVENT
      BEGIN:VEVENT
      SUMMARY:Betriebsferien
      DTSTART;VALUE=DATE:20261224
      DTEND;VALUE=DATE:20261227
      END:VEVENT
      """)
    #expect(found.map(\.name) == ["Tag der Deutschen Einheit, bundesweit", "Betriebsferien"])
    #expect(try days(found.first, from: "2026-10-01", to: "2026-10-31") == ["2026-10-03"])
    #expect(
      try days(found.last, from: "2026-12-01", to: "2026-12-31") == ["2026-12-24", "2026-12-25", "2026-12-26"])
  }

  @Test(arguments: [
    ("DTSTART:20261224", ["2026-12-24"]),
    ("DTSTART:20261224T000000Z\nDTEND:20261225T000000Z", ["2026-12-24"]),
    ("DTSTART;TZID=Europe/Berlin:20261224T120000\nDTEND;TZID=Europe/Berlin:20261224T180000", ["2026-12-24"]),
    ("DTSTART:20261224\nDTEND:20261224", ["2026-12-24"]),
    ("DTSTART:20261224\nDURATION:P2D", ["2026-12-24", "2026-12-25"]),
    ("DTSTART:20261224\nRRULE:FREQ=YEARLY", ["2026-12-24", "2027-12-24", "2028-12-24"]),
    ("DTSTART:20261224\nRRULE:FREQ=YEARLY;COUNT=2", ["2026-12-24", "2027-12-24"]),
    ("DTSTART:20261224\nRRULE:FREQ=YEARLY;UNTIL=20271223T230000Z", ["2026-12-24"]),
    ("DTSTART:20261224\nRRULE:FREQ=YEARLY;UNTIL=20271224", ["2026-12-24", "2027-12-24"]),
    (
      "DTSTART:20261126\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;INTERVAL=1",
      ["2026-11-26", "2027-11-25", "2028-11-23"]
    ),
    ("DTSTART:20260525\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO", ["2026-05-25", "2027-05-31", "2028-05-29"]),
    (
      "DTSTART:20260620\nRRULE:FREQ=YEARLY;BYMONTH=6;BYDAY=SA;BYMONTHDAY=20,21,22,23,24,25,26",
      ["2026-06-20", "2027-06-26", "2028-06-24"]
    ),
    ("DTSTART:20280229\nRRULE:FREQ=YEARLY", ["2028-02-29"]),
  ])
  func `events are on their days`(lines: String, expected: [String]) throws {
    #expect(try days(try event(lines), from: "2026-01-01", to: "2028-12-31") == expected)
    #expect(try read("BEGIN:VEVENT\n\(lines)\nEND:VEVENT", newline: "\n").count == 1)
  }

  @Test func `cancelled events are left out`() throws {
    #expect(try event("DTSTART:20261224\nSTATUS:CANCELLED") == nil)
  }

  @Test(arguments: [
    ("RRULE:FREQ=WEEKLY", "'FREQ=WEEKLY' is not supported"), ("RRULE:FREQ=YEARLY;INTERVAL=2", "several years"),
    ("RRULE:FREQ=YEARLY;BYSETPOS=1", "'BYSETPOS=1'"), ("RRULE:FREQ=YEARLY;BYDAY=MO", "'BYDAY=MO'"),
    ("RRULE:FREQ=YEARLY;BYMONTH=12;BYDAY=6TH", "'BYDAY=6TH'"), ("RRULE:FREQ=YEARLY;COUNT=0", "'COUNT=0'"),
    ("RRULE:FREQ=YEARLY;UNTIL=2019", "'UNTIL=2019'"), ("RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "none of its rule's"),
    ("EXDATE:20271224", "'EXDATE' is not supported"), ("RDATE:20271224", "'RDATE' is not supported"),
    ("DTEND:20261223", "-1 days"), ("DTEND:20281223", "730 days"), ("DTEND:soon", "'soon' is no date"),
    ("DURATION:PT5M", "no number of days or weeks"), ("DURATION:P9999999999999999999D", "no number of days"),
    ("nonsense", "is no line of a calendar"),
  ])
  func `what would put holidays on other days is refused with its line`(line: String, reason: String) {
    let problem = #expect(throws: ICSError.self) { try event("DTSTART:20261224\n\(line)") }
    #expect(problem?.line == 5)
    #expect(problem?.reason.contains(reason) == true, "\(problem?.reason ?? "")")
  }

  @Test(arguments: [
    "", "hello", "BEGIN:VEVENT\nDTSTART:20261224\nEND:VEVENT\n", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR",
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224\n",
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\nEND:VCALENDAR",
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260230\nEND:VEVENT\nEND:VCALENDAR", "END:VCALENDAR", "\u{feff}\n:x",
  ])
  func `broken files are refused`(text: String) {
    #expect(throws: ICSError.self) { try BusinessCalendar.readICS(text) }
  }

  @Test func `a byte order mark is no mistake`() throws {
    #expect(try BusinessCalendar.readICS("\u{feff}BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n") == [])
  }
}

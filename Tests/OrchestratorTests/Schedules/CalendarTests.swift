import Engine
import JSON
import Store
import Testing

@testable import Orchestrator

/// Calendars of holidays that schedules name.
struct CalendarTests {
  private let world: World

  init() throws {
    world = try World()
    try world.publish(World.report)
  }

  private func put(_ text: String, _ name: String? = "germany", expected: Int64? = 0) throws -> CalendarRecord {
    try world.installation.putCalendar(CalendarText(text, name: name), expected: expected, by: world.admin)
  }

  private static let rules = """
    name: germany
    daysOff: [sat, sun]
    holidays:
      - {name: Christmas, on: 12-25}
      - {name: Good Friday, on: easter-2}
    """
  private static let file = """
    BEGIN:VCALENDAR\r
    VERSION:2.0\r
    BEGIN:VEVENT\r
    UID:1\r
    DTSTART;VALUE=DATE:20231115\r
    SUMMARY:Repentance Day\r
    END:VEVENT\r
    END:VCALENDAR\r

    """

  @Test func `a calendar is made of rules or of a calendar file`() throws {
    #expect(try put(Self.rules, nil).version == 1)
    #expect(try put(Self.file, "saxony").definition["ics"] == .string(Self.file))
    let calendars = try world.installation.storage.read { try $0.calendars(of: .standard) }
    #expect(calendars.map(\.name) == ["germany", "saxony"])
  }

  @Test func `a schedule that names it leaves holidays out, and its preview says why`() throws {
    _ = try put(Self.file, "saxony")
    let schedule = try world.schedule("Daily", "cron: 30 2 * * *\ncalendar: saxony")
    let preview = try world.installation.preview(of: schedule, count: 1)
    #expect(preview.fires.map(\.at) == [try #require(Instant("2023-11-16T02:30:00Z"))])
    #expect(preview.fires.first?.note == "1 moment before it on Repentance Day")
    let error = world.refusal { try world.installation.deleteCalendar("saxony", by: world.admin) }
    #expect(error?.kind == .conflict && error?.message.contains("'Daily'") == true)
    try world.installation.deleteSchedule(schedule.id, by: world.admin)
    try world.installation.deleteCalendar("saxony", by: world.admin)
    world.refuses(.notFound) { _ = try world.installation.calendar("saxony", for: world.admin) }
  }

  @Test(arguments: [
    ("daysOff: [someday]", "daysOff[0]"), ("holidays: [{name: x, on: 13-40}]", "holidays[0].on"),
    ("holidays: [{name: x}]", "holidays[0]"), ("holydays: []", "holydays"), ("{}", ""),
    ("daysOff: [mon, tue, wed, thu, fri, sat, sun]", "daysOff"), ("ics: nonsense", "ics"),
  ])
  func `a calendar that can't be meant is refused at its place`(text: String, path: String) throws {
    let error = world.refusal { _ = try put(text) }
    #expect(error?.kind == .invalid)
    #expect(error?.issues.contains { $0.path == path && $0.severity == .error } == true, "\(error?.issues ?? [])")
  }

  @Test func `a calendar file that can't be read is refused with its line`() throws {
    let error = world.refusal {
      _ = try put("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:nonsense\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
    }
    #expect(error?.kind == .invalid && error?.issues.first?.line != nil)
  }

  @Test func `a calendar is replaced on top of the version that was seen`() throws {
    _ = try put(Self.rules)
    world.refuses(.conflict) { _ = try put(Self.rules) }
    #expect(try put(Self.rules, expected: 1).version == 2)
    world.refuses(.conflict) { _ = try put(Self.rules, expected: 1) }
    #expect(try put(Self.rules, expected: nil).version == 3)
  }
}

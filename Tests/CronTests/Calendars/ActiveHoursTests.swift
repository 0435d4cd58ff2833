import Cron
import Testing

struct ActiveHoursTests {
  private func isActive(_ hours: ActiveHours, _ instant: String, _ zone: String = "Europe/Berlin") throws -> Bool {
    hours.contains(try at(instant), in: try ZoneFiles.zone(zone))
  }

  @Test func `the start is part of the hours and the end is not`() throws {
    let hours = try ActiveHours(start: "08:00", end: "18:00")
    #expect(try !isActive(hours, "2026-11-21T06:59:59Z"))
    #expect(try isActive(hours, "2026-11-21T07:00:00Z"))
    #expect(try isActive(hours, "2026-11-21T16:59:59Z"))
    #expect(try !isActive(hours, "2026-11-21T17:00:00Z"))
  }

  @Test func `hours are those that clocks show in the zone`() throws {
    let hours = try ActiveHours(start: "08:00", end: "18:00")
    #expect(try isActive(hours, "2026-11-21T20:00:00Z", "America/New_York"))
    #expect(try !isActive(hours, "2026-11-21T20:00:00Z", "UTC"))
    #expect(try isActive(hours, "2026-07-01T06:00:00Z"))
    #expect(try !isActive(hours, "2026-12-01T06:00:00Z"))
  }

  @Test func `the part after midnight belongs to the day before`() throws {
    let hours = try ActiveHours(start: "22:00", end: "06:00", days: [.friday])
    #expect(try isActive(hours, "2026-11-20T22:00:00Z", "UTC"))
    #expect(try isActive(hours, "2026-11-21T05:59:00Z", "UTC"))
    #expect(try !isActive(hours, "2026-11-21T06:00:00Z", "UTC"))
    #expect(try !isActive(hours, "2026-11-21T22:00:00Z", "UTC"))
    #expect(try !isActive(hours, "2026-11-20T05:59:00Z", "UTC"))
  }

  @Test func `a day may end at 24:00, and equal times are a whole day`() throws {
    let evening = try ActiveHours(start: "20:00", end: "24:00", days: [.saturday])
    #expect(try isActive(evening, "2026-11-21T23:59:59Z", "UTC"))
    #expect(try !isActive(evening, "2026-11-22T00:00:00Z", "UTC"))
    let day = try ActiveHours(start: "06:00", end: "06:00", days: [.saturday])
    #expect(try isActive(day, "2026-11-21T06:00:00Z", "UTC"))
    #expect(try isActive(day, "2026-11-22T05:59:00Z", "UTC"))
    #expect(try !isActive(day, "2026-11-22T06:00:00Z", "UTC"))
  }

  @Test(arguments: ["8:00", "08:60", "24:01", "24:00", "", "08-00", "0800", "-1:00", "+8:00", "08:00 "])
  func `what is no time of day is refused`(start: String) {
    #expect(throws: ActiveHours.Problem.noTime(start)) { try ActiveHours(start: start, end: "18:00") }
    #expect(throws: ActiveHours.Problem.noDays) { try ActiveHours(start: "08:00", end: "18:00", days: []) }
  }
}

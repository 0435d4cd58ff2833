import Cron
import Documents
import Foundation
import JSON
import Testing

@testable import Engine

/// What a person says about a schedule is read strictly: everything that is wrong has its place and what to do.
struct ScheduleReadingTests {
  private static let now = Instant("2026-11-21T07:30:00Z") ?? Instant(milliseconds: 0)

  private struct NoZone: Error, CustomStringConvertible {
    let description: String
  }

  private func read(
    _ text: String, earlier: ScheduleSpec? = nil, calendars: [String] = ["germany"]
  ) throws -> (request: ScheduleRequest?, report: CheckReport) {
    let surroundings = ScheduleSurroundings(
      now: Self.now, standardZone: "UTC", calendars: calendars, earlier: earlier
    ) { name in
      guard name == "Europe/Berlin" else {
        if name == "UTC" { return .utc }
        throw NoZone(description: "time zone '\(name)' is unknown")
      }
      return try Zone(name: name, file: Array(Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/\(name)"))))
    }
    return ScheduleRequest.read(try Document.parse(text, named: "schedule.yaml"), in: surroundings)
  }

  private func spec(_ text: String, earlier: ScheduleSpec? = nil) throws -> ScheduleSpec {
    let (request, report) = try read("name: Nightly\nworkflowId: report\n" + text, earlier: earlier)
    #expect(!report.hasErrors, "\(report.text)")
    return try #require(request).spec
  }

  private func issues(_ text: String, earlier: ScheduleSpec? = nil) throws -> [CheckIssue] {
    let (request, report) = try read("name: Nightly\nworkflowId: report\n" + text, earlier: earlier)
    #expect(request == nil)
    return report.errors
  }

  @Test func `a schedule says when, in which zone, with what, and within which limits`() throws {
    let spec = try spec(
      """
      cron: 30 2 * * mon-fri
      timezone: Europe/Berlin
      payload: {region: eu}
      activeHours: {start: "22:00", end: "06:00", days: [fri, monday]}
      calendar: germany
      onHoliday: next
      startAt: 2026-12-01T00:00
      endAt: "2027-12-01 00:00:00"
      maxRuns: 10
      jitterSeconds: 5m
      overlap: bufferOne
      catchUp: {mode: all, windowSeconds: 2h, max: 5, spacingSeconds: 30}
      pauseOnFailure: true
      note: For the board.
      """)
    #expect(spec.timing == .cron("30 2 * * mon-fri", gap: .runAfter, repeats: .first))
    #expect(spec.timezone == "Europe/Berlin")
    #expect(spec.payload == ["region": "eu"])
    #expect(spec.activeHours == ScheduleSpec.Hours(start: "22:00", end: "06:00", days: ["mon", "fri"]))
    #expect((spec.calendar, spec.onHoliday) == ("germany", .next))
    #expect(spec.startAt == Instant("2026-11-30T23:00:00Z"), "a local time is one of the schedule's zone")
    #expect(spec.endAt == Instant("2027-11-30T23:00:00Z"))
    #expect((spec.maxRuns, spec.jitter, spec.overlap) == (10, .seconds(300), .bufferOne))
    #expect(spec.catchUp == CatchUp(mode: .all, window: .seconds(7_200), max: 5, spacing: .seconds(30)))
    #expect(spec.pauseOnFailure && spec.note == "For the board.")
  }

  @Test func `what isn't said is what most people mean`() throws {
    let spec = try spec("cron: \"@daily\"")
    #expect((spec.timezone, spec.payload, spec.overlap) == ("UTC", [:], .skip))
    #expect(spec.catchUp == CatchUp() && spec.catchUp.mode == .latest && spec.catchUp.window == .seconds(86_400))
    #expect(spec.activeHours == nil && spec.maxRuns == nil && !spec.pauseOnFailure)
  }

  @Test(arguments: [
    ("runAt: 2026-12-24T18:00:00+01:00", ScheduleTiming.once(Instant(milliseconds: 1_798_131_600_000))),
    ("kind: once\nrunAt: 2026-12-24T17:00", .once(Instant(milliseconds: 1_798_131_600_000))),
    ("every: 15m", .interval(every: .seconds(900), anchor: now)),
    (
      "every: 30\nanchor: 2026-11-21T00:00:00Z",
      .interval(every: .seconds(30), anchor: Instant(milliseconds: 1_795_219_200_000))
    ),
    ("kind: interval\nafter: PT10M", .after(.seconds(600))),
    ("cron: 0 9 * * *\ngap: skip\nrepeat: both", .cron("0 9 * * *", gap: .skip, repeats: .both)),
  ])
  func `once, by an expression, every so often, or after the run before`(
    text: String, timing: ScheduleTiming
  ) throws {
    #expect(try spec(text).timing == timing)
  }

  @Test(arguments: [
    ("corn: 0 9 * * *", "corn", IssueCode.unknownKey),
    ("cron: 0 9 * *", "cron", .invalidValue),
    ("cron: 0 0 31 2 *", "cron", .invalidValue),
    ("cron: 61 * * * *", "cron", .invalidValue),
    ("cron: 0 9 * * *\nevery: 5m", "every", .conflictingKeys),
    ("kind: once\ncron: 0 9 * * *", "kind", .conflictingKeys),
    ("every: 5m\ngap: skip", "gap", .conflictingKeys),
    ("runAt: 2026-11-21T07:29:59Z", "runAt", .invalidValue),
    ("runAt: tomorrow", "runAt", .invalidValue),
    ("runAt: 2027-03-28T02:30\ntimezone: Europe/Berlin", "runAt", .invalidValue),
    ("cron: 0 9 * * *\ntimezone: Europe/Berln", "timezone", .invalidValue),
    ("every: 0", "every", .invalidValue),
    ("every: 0.5", "every", .invalidValue),
    ("cron: 0 9 * * *\npayload: [1]", "payload", .wrongType),
    ("cron: 0 9 * * *\nactiveHours: {start: \"9\", end: \"17:00\"}", "activeHours", .invalidValue),
    ("cron: 0 9 * * *\nactiveHours: {start: \"09:00\"}", "activeHours", .missingKey),
    (
      "cron: 0 9 * * *\nactiveHours: {start: \"09:00\", end: \"17:00\", days: [mnday]}", "activeHours.days[0]",
      .invalidValue
    ),
    ("cron: 0 3 * * *\nactiveHours: {start: \"09:00\", end: \"17:00\"}", "activeHours", .invalidValue),
    ("cron: 0 9 * * *\ncalendar: germny", "calendar", .invalidValue),
    ("cron: 0 9 * * *\nonHoliday: next", "onHoliday", .conflictingKeys),
    ("cron: 0 9 * * *\nstartAt: 2026-12-02T00:00\nendAt: 2026-12-01T00:00", "endAt", .invalidValue),
    ("cron: 0 9 1 1 *\nendAt: 2026-12-01T00:00", "endAt", .invalidValue),
    ("cron: 0 9 * * *\nendAt: 2026-11-01T00:00", "endAt", .invalidValue),
    ("cron: 0 9 * * *\nmaxRuns: 0", "maxRuns", .invalidValue),
    ("cron: 0 9 * * *\njitterSeconds: 2d", "jitterSeconds", .invalidValue),
    ("cron: 0 9 * * *\noverlap: buferOne", "overlap", .invalidValue),
    ("cron: 0 9 * * *\ncatchUp: {mode: al}", "catchUp.mode", .invalidValue),
    ("cron: 0 9 * * *\ncatchUp: {max: 1001}", "catchUp.max", .invalidValue),
    ("cron: 0 9 * * *\nenabled: yes", "enabled", .wrongType),
  ])
  func `what is wrong has its place`(text: String, path: String, code: IssueCode) throws {
    let found = try issues(text)
    #expect(found.contains { $0.path == path && $0.code == code && $0.line != nil }, "\(found)")
  }

  @Test(arguments: [
    ("corn: 0 9 * * *", "did you mean `cron`?"),
    ("cron: 0 9 * * *\noverlap: buferOne", "did you mean `bufferOne`?"),
    ("cron: 0 9 * * *\ncalendar: germny", "did you mean `germany`?"),
    ("cron: 0 9 * * *\nactiveHours: {start: \"09:00\", end: \"17:00\", days: [mnday]}", "did you mean `Monday`?"),
  ])
  func `what was probably meant is suggested`(text: String, hint: String) throws {
    let found = try issues(text)
    #expect(found.contains { $0.hint == hint }, "\(found)")
  }

  @Test func `everything that is wrong is told at once`() throws {
    let (request, report) = try read("timezone: Mars/Base\ncron: nonsense\npaylod: {}\nmaxRuns: x")
    #expect(request == nil)
    #expect(Set(report.errors.map(\.path)) == ["", "timezone", "cron", "paylod", "maxRuns"])
    #expect(report.errors.filter { $0.code == .missingKey }.compactMap(\.expected).sorted() == ["name", "workflowId"])
  }

  @Test func `a moment that the clocks show twice is the first, with a warning`() throws {
    let (request, report) = try read(
      "name: x\nworkflowId: report\nrunAt: 2027-10-31T02:30\ntimezone: Europe/Berlin")
    #expect(request?.spec.timing == .once(try #require(Instant("2027-10-31T00:30:00Z"))))
    #expect(report.warnings.map(\.path) == ["runAt"])
  }

  @Test func `what was allowed once stays allowed when something else is edited`() throws {
    let past = try #require(Instant("2026-11-20T00:00:00Z"))
    let earlier = ScheduleSpec(name: "Nightly", workflow: "report", timing: .once(past))
    #expect(try spec("runAt: 2026-11-20T00:00:00Z\nnote: new", earlier: earlier).timing == .once(past))
    #expect(try issues("runAt: 2026-11-20T00:01:00Z", earlier: earlier).map(\.path) == ["runAt"])
  }

  @Test(arguments: ["", "  x", "x ", "a\\nb", String(repeating: "x", count: 121)])
  func `a name is a line of text`(name: String) throws {
    let (request, report) = try read("{\"name\": \"\(name)\", \"workflowId\": \"report\", \"cron\": \"0 9 * * *\"}")
    #expect(request == nil)
    #expect(report.errors.map(\.path) == ["name"])
  }
}

import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store
import Testing

@testable import Web

/// `/schedules` and `/calendars` as programs use them.
struct ScheduleAPITests {
  private let test: TestSite
  private static let path = "/api/v1/schedules"

  init() throws {
    test = try TestSite()
    try test.publish(TestSite.gated)
  }

  private func body(_ name: String = "Nightly", _ more: JSONObject = ["cron": "30 2 * * *"]) -> String {
    var object: JSONObject = ["name": .string(name), "workflowId": "gated", "payload": ["service": "web"]]
    for (key, value) in more { object[key] = value }
    return JSONValue.object(object).text
  }

  private func create(_ name: String = "Nightly", _ more: JSONObject = ["cron": "30 2 * * *"]) throws -> JSONValue {
    let answer = test.admin.call(.post, Self.path, body(name, more))
    #expect(answer.status == .created, "\(answer.text)")
    return try JSONValue(parsing: answer.text)
  }

  private func json(_ answer: WebResponse) throws -> JSONValue { try JSONValue(parsing: answer.text) }

  private func id(_ schedule: JSONValue) throws -> String { try #require(schedule["id"]?.stringValue) }

  @Test func `a schedule is made, read, changed and deleted`() throws {
    let made = try create()
    let address = "\(Self.path)/\(try id(made))"
    #expect(made["status"] == "active" && made["kind"] == "cron" && made["sentence"] != nil)
    #expect(made["nextFireAt"]?.stringValue?.hasSuffix("T02:30:00Z") == true)
    let read = test.admin.get(address)
    let tag = try #require(read.headers[.eTag])
    #expect(test.admin.get(address, [.ifNoneMatch: tag]).status == .notModified)
    let put = test.admin.call(.put, address, body("Nightly", ["every": "15m"]), [.ifMatch: tag])
    #expect(try put.status == .ok && json(put)["everySeconds"] == 900)
    let late = test.admin.call(.put, address, body(), [.ifMatch: tag])
    #expect(late.status == .preconditionFailed)
    #expect(test.admin.call(.delete, address).status == .noContent)
    #expect(test.admin.get(address).status == .notFound)
  }

  @Test func `YAML is taken, too`() throws {
    let yaml = "name: Weekly\nworkflowId: gated\ncron: 0 9 * * mon\npayload: {service: web}\n"
    let answer = test.admin.call(.post, Self.path, yaml, [.contentType: "application/yaml"])
    #expect(answer.status == .created && answer.headers[.location] != nil)
  }

  @Test func `what is wrong is told field by field`() throws {
    let answer = test.admin.call(.post, Self.path, #"{"nam": "x", "workflowId": "gated", "cron": "61 * * * *"}"#)
    #expect(answer.status == .unprocessableContent)
    let issues = try json(answer)["issues"]?.arrayValue ?? []
    #expect(Set(issues.compactMap { $0["path"]?.stringValue }) == ["", "nam", "cron"])
    #expect(issues.contains { $0["hint"] == "did you mean `name`?" })
    let payload = test.admin.call(.post, Self.path, #"{"name": "x", "workflowId": "gated", "cron": "@daily"}"#)
    #expect(try json(payload)["issues"]?[0]?["path"] == "payload")
  }

  @Test func `the same key makes one schedule`() throws {
    let first = test.admin.call(.post, Self.path, body(), [.idempotencyKey: "k"])
    let second = test.admin.call(.post, Self.path, body(), [.idempotencyKey: "k"])
    #expect(try json(first)["id"] == json(second)["id"])
  }

  @Test func `it is paused, resumed, skipped, triggered and backfilled`() throws {
    let address = "\(Self.path)/\(try id(try create("Minutely", ["cron": "* * * * *"])))"
    #expect(try json(test.admin.call(.post, "\(address)/pause", #"{"reason": "night"}"#))["status"] == "paused")
    #expect(test.admin.call(.post, "\(address)/pause").status == .conflict)
    #expect(try json(test.admin.call(.post, "\(address)/resume"))["status"] == "active")
    let until = test.admin.call(.post, "\(address)/pause", #"{"until": "2999-01-01T00:00:00Z"}"#)
    #expect(try json(until)["pausedUntil"] == "2999-01-01T00:00:00Z")
    #expect(test.admin.call(.post, "\(address)/resume").status == .ok)
    let skipped = try json(test.admin.call(.post, "\(address)/skip-next"))
    #expect(skipped["counts"]?["skipped"] == 1)
    let run = test.admin.call(.post, "\(address)/trigger")
    #expect(try run.status == .created && json(run)["input"]?["service"] == "web")
    #expect(try json(test.admin.get("\(address)/runs"))["items"]?.arrayValue?.count == 1)
    #expect(try json(test.admin.get("\(address)/slots"))["items"]?[0]?["outcome"] == "skippedByUser")
    let range = #"{"from": "2026-01-01T00:00:00Z", "to": "2026-01-01T00:09:00Z", "overlap": "allow"}"#
    let backfill = test.admin.call(.post, "\(address)/backfill", range)
    #expect(try backfill.status == .created && json(backfill)["total"] == 10)
    let list = try json(test.admin.get("\(address)/backfills"))
    let number = try #require(list["items"]?[0]?["id"]?.stringValue)
    #expect(test.admin.call(.post, "\(address)/backfills/\(number)/cancel").status == .ok)
  }

  @Test func `the next moments are shown, also of what isn't made yet`() throws {
    let schedule = try create()
    let saved = try json(test.admin.get("\(Self.path)/\(try id(schedule))/preview?count=3"))
    #expect(saved["fires"]?.arrayValue?.count == 3)
    let tried = try json(test.admin.call(.post, "\(Self.path)/preview", body("Other")))
    #expect(tried["fires"]?.arrayValue?.count == 10 && tried["cron"] == "30 2 * * *")
    #expect(test.admin.get("\(Self.path)/\(try id(schedule))/preview?count=51").status == .badRequest)
  }

  @Test func `a list is filtered and paged`() throws {
    for name in ["A", "B", "C"] { _ = try create(name) }
    _ = try create("Once", ["runAt": "2099-01-01T00:00:00Z"])
    let page = test.admin.get("\(Self.path)?limit=2")
    #expect(try json(page)["items"]?.arrayValue?.count == 2 && page.headers[.link] != nil)
    #expect(try json(test.admin.get("\(Self.path)?kind=once"))["items"]?.arrayValue?.count == 1)
    #expect(try json(test.admin.get("\(Self.path)?search=b"))["items"]?.arrayValue?.count == 1)
    #expect(test.admin.get("\(Self.path)?status=nonsense").status == .badRequest)
  }

  @Test func `a calendar is made of rules or a file, and kept while a schedule names it`() throws {
    let rules = #"{"name": "de", "daysOff": ["sat", "sun"], "holidays": [{"name": "Christmas", "on": "12-25"}]}"#
    let made = test.admin.call(.post, "/api/v1/calendars", rules)
    #expect(made.status == .created && made.headers[.location]?.hasSuffix("/calendars/de") == true)
    let file =
      "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261225\r\nSUMMARY:X\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    let ics = test.admin.call(.post, "/api/v1/calendars?name=file", file, [.contentType: "text/calendar"])
    #expect(ics.status == .created, "\(ics.text)")
    _ = try create("Workdays", ["cron": "0 9 * * *", "calendar": "de"])
    #expect(test.admin.call(.delete, "/api/v1/calendars/de").status == .conflict)
    #expect(test.admin.call(.delete, "/api/v1/calendars/file").status == .noContent)
    #expect(test.admin.call(.put, "/api/v1/calendars/de", rules, [.ifMatch: "\"7\""]).status == .conflict)
    #expect(test.admin.call(.put, "/api/v1/calendars/de", rules, [.ifMatch: "\"1\""]).status == .ok)
  }
}

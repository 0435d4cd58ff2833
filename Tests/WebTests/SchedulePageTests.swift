import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store
import Testing

@testable import Web

/// Schedules as people see and change them, without a script.
struct SchedulePageTests {
  private let test: TestSite

  init() throws {
    test = try TestSite()
    try test.publish(TestSite.gated)
  }

  private func form(_ more: [String: String] = [:]) -> [String: String] {
    [
      "workflowId": "gated", "name": "Nightly", "timing": "daily", "time": "02:30", "timezone": "UTC",
      "mode": "fields", "input.service": "checkout", "enabled": "true", "action": "save",
    ].merging(more) { $1 }
  }

  private func schedules() throws -> [Schedule] {
    try test.installation.storage.read { try $0.schedules(ScheduleFilter(tenant: .standard), page: .first) }.items
  }

  private func made(_ more: [String: String] = [:]) throws -> Schedule {
    let answer = test.admin.post("/schedules/new", form(more))
    #expect(answer.status == .seeOther, "\(answer.text)")
    return try #require(try schedules().last)
  }

  /// The first acceptance criterion of external schedules.
  @Test func `Automation Hub contains a Schedules destination with a global schedule list`() throws {
    _ = try made()
    let home = test.admin.get("/").text
    #expect(home.contains("href=\"/schedules\""))
    let list = test.viewer.get("/schedules")
    #expect(list.status == .ok && list.text.contains("Nightly") && list.text.contains("/workflows/gated"))
    #expect(!list.text.contains("/schedules/new"), "who may not make schedules isn't offered to")
  }

  @Test func `without a workflow the page asks for one, and offers those that can be scheduled`() throws {
    try test.publish("id: bare\nstates: [{name: a, type: inject, data: {}}]")
    let page = test.admin.get("/schedules/new").text
    #expect(page.contains("A gate") && !page.contains("value=\"bare\""))
    #expect(test.admin.get("/schedules/new?workflowId=gated").text.contains("name=\"input.service\""))
    #expect(test.admin.get("/schedules/new?workflowId=bare").status == .conflict)
  }

  @Test(arguments: [
    (["timing": "daily", "time": "02:30"], "30 2 * * *"),
    (["timing": "weekly", "time": "18:05", "weekday": "fri"], "5 18 * * fri"),
    (["timing": "monthly", "time": "00:00", "monthday": "L"], "0 0 L * *"),
    (["timing": "cron", "cron": "*/5 9-17 * * mon-fri"], "*/5 9-17 * * mon-fri"),
  ])
  func `the builder makes the expression, and an edit shows it as it was built`(
    fields: [String: String], expression: String
  ) throws {
    let schedule = try made(fields)
    #expect(schedule.spec.timing == .cron(expression))
    #expect(schedule.spec.payload == ["service": "checkout", "urgent": false])
    let page = test.admin.get("/schedules/\(schedule.id)/edit").text
    #expect(page.contains("value=\"\(fields["timing"] ?? "")\" checked"))
    #expect(page.contains("value=\"checkout\""))
  }

  @Test func `one sees when it fires before it is saved`() throws {
    let answer = test.admin.post("/schedules/new", form(["action": "preview", "timezone": "Europe/Berlin"]))
    #expect(answer.status == .ok && answer.text.contains("at 02:30"))
    #expect(answer.text.split(separator: "02:30 CE").count > 5)
    #expect(try schedules().isEmpty)
  }

  @Test func `every mistake stands beside its field, with all that was typed`() throws {
    let answer = test.admin.post(
      "/schedules/new",
      form(["name": "", "time": "", "timezone": "Europe/Berln", "maxRuns": "many", "input.service": ""]))
    #expect(answer.status == .unprocessableContent)
    for field in ["field-name", "field-time", "field-timezone", "field-maxRuns"] {
      #expect(answer.text.contains("id=\"\(field)-message\""), "\(field)")
    }
    #expect(answer.text.contains("did you mean &#39;Europe/Berlin&#39;"))
    #expect(answer.text.contains("value=\"many\""))
    #expect(try schedules().isEmpty)
    let payload = test.admin.post("/schedules/new", form(["input.service": ""]))
    #expect(payload.status == .unprocessableContent && payload.text.contains("aria-invalid"))
  }

  @Test func `the payload may be written as JSON, and the form switches without losing it`() throws {
    let json = test.admin.post("/schedules/new", form(["as": "json"]))
    #expect(json.text.contains("name=\"json\"") && json.text.contains("&quot;service&quot;: &quot;checkout&quot;"))
    let back = test.admin.post(
      "/schedules/new", form(["mode": "json", "json": #"{"service": "search"}"#, "as": "fields"]))
    #expect(back.text.contains("value=\"search\""))
    let schedule = try made(["mode": "json", "json": #"{"service": "search"}"#])
    #expect(schedule.spec.payload == ["service": "search"])
  }

  @Test func `a form sent twice makes one schedule`() throws {
    let first = test.admin.post("/schedules/new", form(["key": "once"]))
    let second = test.admin.post("/schedules/new", form(["key": "once"]))
    #expect(first.headers[.location] == second.headers[.location])
    #expect(try schedules().count == 1)
  }

  @Test func `an edit by form keeps what it doesn't show, and refuses to overwrite somebody else's`() throws {
    let schedule = try made(["note": "first"])
    let path = "/schedules/\(schedule.id)/edit"
    let edited = test.admin.post(path, form(["version": "1", "note": "second", "timing": "every", "every": "15m"]))
    #expect(edited.status == .seeOther, "\(edited.text)")
    let late = test.admin.post(path, form(["version": "1", "note": "third"]))
    #expect(late.status == .unprocessableContent && late.text.contains("was changed since you looked"))
    let now = try #require(try schedules().first)
    #expect(now.spec.note == "second" && now.version == 2 && now.isEnabled)
    #expect(now.spec.timing.kind == .interval)
  }

  @Test func `the schedule's page tells what fired, what didn't and why, and does what its buttons say`() throws {
    let schedule = try made(["timing": "cron", "cron": "* * * * *"])
    let path = "/schedules/\(schedule.id)"
    #expect(test.admin.get(path).text.contains("None of its moments has come yet"))
    #expect(test.admin.post(path, ["action": "skip-next"]).status == .seeOther)
    #expect(test.admin.get(path).text.contains("Skipped by somebody"))
    #expect(test.admin.post(path, ["action": "pause", "reason": "night"]).status == .seeOther)
    #expect(test.admin.get(path).text.contains("night"))
    #expect(test.admin.post(path, ["action": "pause"]).status == .conflict)
    #expect(test.admin.post(path, ["action": "resume"]).status == .seeOther)
    let run = test.admin.post(path, ["action": "trigger"])
    #expect(run.headers[.location]?.hasPrefix("/runs/") == true)
    let backfill = ["action": "backfill", "from": "2026-01-01T00:00", "to": "2026-01-01T00:10", "spacing": "30s"]
    #expect(test.admin.post(path, backfill).status == .seeOther)
    #expect(test.admin.get(path).text.contains("0 of 11 started"))
    #expect(!test.viewer.get(path).text.contains("value=\"skip-next\""))
    #expect(test.viewer.post(path, ["action": "delete"]).status == .forbidden)
    #expect(test.admin.post(path, ["action": "delete"]).headers[.location] == "/schedules")
  }

  @Test func `the list has the columns and filters that operators need`() throws {
    _ = try made()
    let page = test.admin.get("/schedules").text
    for column in ["Schedule", "Workflow", "Kind", "Next fire", "Last fire", "Last run", "Status", "Last error"] {
      #expect(page.contains("<th scope=\"col\">\(column)</th>"), "\(column)")
    }
    #expect(test.admin.get("/schedules?kind=once").text.contains("No schedule fits"))
    #expect(test.admin.get("/schedules?status=active&search=night&workflowId=gated").text.contains("Nightly"))
    #expect(test.admin.get("/workflows/gated").text.contains("/schedules?workflowId=gated"))
  }

  @Test func `the overview names schedules that are failed`() throws {
    _ = try made()
    #expect(!test.admin.get("/").text.contains("Late or failed schedules"))
    try test.publish(TestSite.gated.replacing("service: {type: string,", with: "service: {type: string, maxLength: 2,"))
    let page = test.admin.get("/").text
    #expect(page.contains("Late or failed schedules") && page.contains("payload/service"))
  }
}

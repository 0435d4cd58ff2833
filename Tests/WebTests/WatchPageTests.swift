import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store
import Testing

@testable import Web

/// The pages of what is watched.
struct WatchPageTests {
  private let test: TestSite

  init() throws { test = try TestSite() }

  private let form = [
    "mode": "fields", "name": "shop", "interval": "30m", "timezone": "Europe/Berlin", "agent": "noop",
    "start": "08:00", "end": "20:00", "days": "mon", "checks": "disk\n\n orders ", "alertAfter": "3",
    "timeoutSeconds": "10m",
  ]

  private func heartbeat() throws -> Heartbeat {
    try test.installation.heartbeat("shop", for: Identity.hostOwner(named: "test"))
  }

  @Test func `a heartbeat is made, run, edited and deleted by forms`() throws {
    let made = test.admin.post("/heartbeats/new", form)
    #expect(made.status == .seeOther)
    let page = try #require(made.headers[.location])
    #expect(try heartbeat().spec.checks == ["disk", "orders"])
    #expect(try heartbeat().spec.json["activeHours"]?["days"] == ["mon"])
    #expect(test.admin.get("/heartbeats").text.contains("shop"))

    #expect(test.admin.post(page, ["action": "run"]).status == .seeOther)
    #expect(test.admin.get(page).text.contains("It beats right now"))
    let again = test.admin.post(page, ["action": "run"])
    #expect(again.status == .conflict && again.text.contains("beats already"))

    let edit = test.admin.get("\(page)/edit").text
    #expect(edit.contains("disk\norders") && edit.contains("value=\"08:00\""))
    let saved = form.merging(["interval": "1h", "version": "\(try heartbeat().version)"]) { $1 }
    #expect(test.admin.post("\(page)/edit", saved).status == .seeOther)
    #expect(try heartbeat().spec.interval == .seconds(3_600))
    #expect(test.admin.post("\(page)/edit", saved).status == .conflict)

    #expect(test.admin.post(page, ["action": "pause"]).status == .seeOther)
    #expect(try heartbeat().isPaused)
    #expect(test.admin.post(page, ["action": "delete"]).headers[.location] == "/heartbeats")
    #expect(test.admin.get(page).status == .notFound)
  }

  @Test func `a form with mistakes comes back with all that was typed`() throws {
    let wrong = form.merging(["interval": "soon", "description": "My shop", "start": "8"]) { $1 }
    let answer = test.admin.post("/heartbeats/new", wrong)
    #expect(answer.status == .unprocessableContent)
    for words in ["duration", "My shop", "time of day", "disk\n"] { #expect(answer.text.contains(words), "\(words)") }
  }

  @Test func `a monitor's page shows the line for the job, and alerts are acknowledged where they stand`() throws {
    let made = test.admin.post("/monitors/new", ["name": "backup", "cron": "30 2 * * *", "timezone": "UTC"])
    let page = try #require(made.headers[.location])
    let owner = Identity.hostOwner(named: "test")
    let monitor = try test.installation.monitor("backup", for: owner)
    let shown = test.admin.get(page).text
    #expect(shown.contains("curl -fsS -m 10 --retry 5 -o /dev/null /ping/\(monitor.key)"))
    #expect(shown.contains("30 2 * * * your-job; curl"))
    #expect(!test.viewer.get(page).text.contains(monitor.key))

    _ = try test.installation.ping(monitor.key, .fail, body: Array("<b>full</b>".utf8), from: "192.0.2.7")
    let alerting = test.admin.get("/alerts").text
    #expect(alerting.contains("backup: the job failed") && alerting.contains("&lt;b&gt;full&lt;/b&gt;"))
    #expect(test.admin.get("/").text.contains("backup: the job failed"))
    #expect(test.admin.get("/").text.contains("1<span class=\"unseen\"> waiting</span>"))
    let alerts = try test.installation.storage.read {
      try $0.alerts(.init(tenant: .standard), page: .first).items
    }
    let address = "/alerts/\(try #require(alerts.first).id)"
    #expect(test.viewer.post(address, ["comment": "x"]).status == .forbidden)
    let seen = test.admin.post(address, ["comment": "on it", "back": page])
    #expect(seen.status == .seeOther && seen.headers[.location] == page)
    #expect(test.admin.post(address, [:]).status == .conflict)
    #expect(test.admin.get("/alerts?view=all").text.contains("Acknowledged by user:ada"))
  }

  @Test func `every page says when no tick comes, with the line that the crontab lacks`() throws {
    for page in ["/", "/workflows", "/heartbeats", "/alerts", "/ticks"] {
      let text = test.admin.get(page).text
      #expect(text.contains("Nothing is being worked on."), "\(page)")
      #expect(text.contains("tick --data \(test.folder)"), "\(page)")
    }
    let worker = try #require(try Worker.begin(test.installation)).worker
    try worker.end()
    #expect(!test.admin.get("/").text.contains("Nothing is being worked on."))
    let failing = try #require(try Worker.begin(test.installation)).worker
    try failing.recordFailure(TickTally(), error: "the disk is full")
    let text = test.admin.get("/heartbeats").text
    #expect(text.contains("Ticks fail.") && text.contains("the disk is full"))
    #expect(test.admin.get("/ticks").text.contains("ended before its time: the disk is full"))
  }
}

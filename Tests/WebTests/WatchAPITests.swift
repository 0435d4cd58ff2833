import Engine
import HTTPTypes
import JSON
import Orchestrator
import Testing

@testable import Web

/// Heartbeats, monitors, alerts and ticks over the programming interface.
struct WatchAPITests {
  private let test: TestSite

  init() throws { test = try TestSite() }

  private static let shop = #"{"name": "shop", "interval": "30m", "agent": "noop", "checks": ["disk", "orders"]}"#

  private func call(_ method: HTTPRequest.Method, _ path: String, _ body: String = "", _ headers: HTTPFields = [:])
    throws -> (status: HTTPResponse.Status, json: JSONValue, answer: WebResponse)
  {
    let answer = test.admin.call(method, "/api/v1\(path)", body, headers)
    return (answer.status, answer.text.isEmpty ? .null : try JSONValue(parsing: answer.text), answer)
  }

  /// Every step that is queued gives this answer; then what ended is looked at.
  private func tick(answering answer: JSONValue) throws {
    let worker = try #require(try Worker.begin(test.installation)).worker
    _ = try worker.keepWatch()
    var assignments = try worker.claim(limit: 100)
    while !assignments.isEmpty {
      assignments = try worker.record(assignments.map { Finished($0, .succeeded(answer)) }, claiming: 100).assignments
    }
    _ = try worker.keepWatch()
    try worker.end()
  }

  @Test func `a heartbeat is made, beats, and what it found is acknowledged`() throws {
    let made = try call(.post, "/heartbeats", Self.shop)
    #expect(made.status == .created)
    let id = try #require(made.json["id"]?.stringValue)
    #expect(made.answer.headers[.location] == "/api/v1/heartbeats/\(id)")
    #expect(made.json["outcome"] == .null && made.json["interval"] == "30m")

    let beating = try call(.post, "/heartbeats/shop/run", "{}")
    #expect(beating.status == .accepted && beating.json["run"]?.stringValue != nil)
    #expect(try call(.post, "/heartbeats/shop/run").status == .conflict)
    try tick(answering: ["actionNeeded": true, "details": "97 % full"])

    let shown = try call(.get, "/heartbeats/\(id)").json
    #expect(shown["outcome"] == "alert")
    #expect(shown["lastResults"]?[0]?["details"] == "97 % full")
    let result = try #require(try call(.get, "/heartbeats/shop/results").json["items"]?[0])
    #expect(result["cause"] == "manual" && result["checks"]?.arrayValue?.count == 2)
    let alerts = try call(.get, "/alerts").json["items"]?.arrayValue ?? []
    #expect(alerts.compactMap { $0["subject"]?.stringValue }.sorted() == ["disk", "orders"])
    #expect(alerts.first?["source"]?["name"] == "shop")

    let acknowledged = try call(
      .post, "/heartbeats/shop/results/\(result["id"]?.stringValue ?? "")/acknowledge", #"{"comment": "cleaned"}"#)
    #expect(acknowledged.json["items"]?.arrayValue?.count == 2)
    #expect(acknowledged.json["items"]?[0]?["acknowledgedBy"] == "token:ada")
    #expect(try call(.get, "/alerts").json["items"] == [])
    #expect(try call(.get, "/alerts?view=open").json["items"]?.arrayValue?.count == 2)
  }

  @Test func `an edit names what was seen, and comes too late when it was changed since`() throws {
    let tag = try #require(try call(.post, "/heartbeats", Self.shop).answer.headers[.eTag])
    let edited = Self.shop.replacing("30m", with: "1h")
    #expect(try call(.put, "/heartbeats/shop", edited, [.ifMatch: tag]).json["interval"] == "1h")
    #expect(try call(.put, "/heartbeats/shop", edited, [.ifMatch: tag]).status == .conflict)
    #expect(try call(.post, "/heartbeats/shop/pause").json["paused"] == true)
    #expect(try call(.post, "/heartbeats/shop/resume").json["paused"] == false)
    #expect(try call(.delete, "/heartbeats/shop").status == .noContent)
    #expect(try call(.get, "/heartbeats/shop").status == .notFound)
  }

  @Test(arguments: [
    ("{}", HTTPResponse.Status.unprocessableContent, "interval"),
    (#"{"name": "a", "interval": "30m", "agent": "noop", "chekcs": ["x"]}"#, .unprocessableContent, "chekcs"),
    (#"{"name": "a", "interval": "30m", "agent": "nobody", "checks": ["x"]}"#, .unprocessableContent, "agent"),
    (#"{"file": "../../etc/HEARTBEAT.md"}"#, .notFound, ""), ("{", .badRequest, ""),
  ])
  func `what is no heartbeat is refused with its place`(body: String, status: HTTPResponse.Status, place: String) throws
  {
    let answer = try call(.post, "/heartbeats", body)
    #expect(answer.status == status)
    let paths = (answer.json["issues"]?.arrayValue ?? []).map {
      "\($0["path"]?.text ?? "") \($0["message"]?.text ?? "")"
    }
    #expect(place.isEmpty || paths.contains { $0.contains(place) }, "\(answer.json.text)")
  }

  @Test func `a monitor hears pings by GET and POST, with start, failure and exit status`() throws {
    let made = try call(.post, "/monitors", #"{"name": "backup", "every": "1d", "grace": "1h"}"#)
    #expect(made.status == .created && made.json["state"] == "new")
    let url = try #require(made.json["url"]?.stringValue)
    let ask = { (method: HTTPRequest.Method, path: String, body: String) in
      test.site.answer(.to("\(url)\(path)", method: method, body: Array(body.utf8)))
    }
    #expect(ask(.get, "/start", "").status == .ok)
    #expect(try call(.get, "/monitors/backup").json["state"] == "running")
    #expect(ask(.post, "/3", "disk full").text == "OK\n")
    #expect(try call(.get, "/monitors/backup").json["state"] == "down")
    #expect(try call(.get, "/alerts").json["items"]?[0]?["details"] == "it ended with status 3: disk full")
    #expect(ask(.get, "", "").status == .ok)
    #expect(try call(.get, "/monitors/backup").json["state"] == "up")
    #expect(ask(.get, "/fail", "").status == .ok)
    #expect(ask(.get, "/256", "").status == .badRequest)
    let pings = try call(.get, "/monitors/backup/pings").json["items"]?.arrayValue ?? []
    #expect(pings.map { $0["kind"] } == ["fail", "success", "fail", "start"])
    #expect(pings[2]["body"] == "disk full" && pings[2]["durationSeconds"]?.doubleValue != nil)
  }

  @Test func `HEAD is no ping, and an address that nobody has is not found`() throws {
    let made = try call(.post, "/monitors", #"{"name": "backup", "every": "1d"}"#)
    let url = try #require(made.json["url"]?.stringValue)
    #expect(test.site.answer(.to(url, method: .head)).status == .ok)
    #expect(try call(.get, "/monitors/backup/pings").json["items"] == [])
    let rotated = try call(.post, "/monitors/backup/rotate-key")
    #expect(rotated.json["url"]?.stringValue != url)
    let answer = test.site.answer(.to(url))
    #expect(answer.status == .notFound && answer.headers[.contentType] == "application/problem+json")
  }

  @Test func `who may only look doesn't learn the address`() throws {
    _ = try call(.post, "/monitors", #"{"name": "backup", "every": "1d"}"#)
    let seen = try JSONValue(parsing: test.viewer.get("/api/v1/monitors/backup").text)
    #expect(seen["url"] == .null && seen["name"] == "backup")
  }

  @Test(arguments: [
    #"{"name": "b"}"#, #"{"name": "b", "every": "1d", "cron": "0 0 * * *"}"#, #"{"name": "b", "every": "soon"}"#,
    #"{"name": "b", "cron": "61 * * * *"}"#, #"{"name": "b", "cron": "0 0 * * *", "timezone": "Nowhere/Else"}"#,
    #"{"name": "B B", "every": "1d"}"#, #"{"name": "b", "every": "1d", "timezone": "UTC"}"#,
  ])
  func `what is no monitor is refused`(body: String) throws {
    let answer = try call(.post, "/monitors", body)
    #expect(answer.status == .unprocessableContent)
    #expect(answer.json["issues"]?.arrayValue?.isEmpty == false)
  }

  @Test func `the interface tells whether ticks come, on which host, and which line is missing`() throws {
    let never = try call(.get, "/ticks").json
    #expect(never["state"] == "never")
    #expect(never["crontab"]?.stringValue?.hasSuffix("/tick --data \(test.folder)") == true)
    try tick(answering: .null)
    let ticks = try call(.get, "/ticks").json
    #expect(ticks["state"] == "ok")
    #expect(ticks["host"]?.stringValue?.isEmpty == false && ticks["items"]?.arrayValue?.count == 1)
  }
}

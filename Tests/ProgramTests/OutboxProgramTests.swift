import Foundation
import JSON
import Testing

/// What leaves the house, as those outside see it.
@Suite(.timeLimit(.minutes(3))) struct OutboxProgramTests {
  private static let open = ["egress: {allow: [127.0.0.0/8]}"]

  private func deliveries(_ house: TestHouse, _ field: String = "status") throws -> [String] {
    let list = try JSONValue(parsing: try house.escapement("deliveries", "--format", "json")).arrayValue ?? []
    return list.reversed().map { $0[field]?.stringValue ?? $0[field]?.text ?? "" }
  }

  /// As if the time until the next try had passed.
  private func hurry(_ house: TestHouse) throws {
    try house.sql("UPDATE deliveries SET due_at = 0")
    try house.sql("UPDATE endpoints SET resume_at = NULL")
  }

  @Test func `a webhook tells of a run in order, signed so that others can check it`() throws {
    let house = try TestHouse(settings: Self.open + ["baseURL: https://ops.example.org"])
    let sink = try Sink(in: house)
    try sink.listen("all", in: house)
    try sink.listen("ends", to: "run.completed", "run.failed", in: house)
    let run = try house.start("single")
    try house.tick()
    #expect(sink.topics(at: "all") == ["run.started", "run.completed"])
    #expect(sink.topics(at: "ends") == ["run.completed"])
    for line in sink.received {
      #expect(line["valid"] == true)
      #expect((line["age"]?.doubleValue ?? 1_000) < 60)
      #expect(line["type"]?.stringValue?.hasPrefix("application/cloudevents+json") == true)
      #expect(line["body"]?["id"] == line["id"])
      #expect(line["body"]?["specversion"] == "1.0")
      #expect(line["body"]?["subject"]?.stringValue == run)
      #expect(line["body"]?["data"]?["link"]?.stringValue == "https://ops.example.org/runs/\(run)")
    }
    #expect(Set(try deliveries(house)) == ["DELIVERED"])
  }

  @Test func `a failing endpoint is tried again with the same id, and doesn't hold up others`() throws {
    let house = try TestHouse(settings: Self.open)
    let sink = try Sink(in: house)
    try sink.listen("bad", to: "run.completed", in: house)
    try sink.listen("good", to: "run.completed", in: house)
    try sink.answer("500", at: "bad")
    _ = try house.start("single")
    try house.tick()
    #expect(sink.topics(at: "good") == ["run.completed"])
    #expect(try deliveries(house).sorted() == ["DELIVERED", "PENDING"])
    try hurry(house)
    try house.tick()
    try sink.answer("200", at: "bad")
    try hurry(house)
    try house.tick()
    #expect(try deliveries(house) == ["DELIVERED", "DELIVERED"])
    let ids = sink.received.filter { $0["to"]?.stringValue == "bad" }.compactMap { $0["id"]?.stringValue }
    #expect(ids.count >= 3 && Set(ids).count == 1)
    let number = try #require(
      try house.sql("SELECT d.seq FROM deliveries d JOIN endpoints e ON e.id = d.endpoint WHERE e.name = 'bad'")
        .split(separator: "\n").first)
    let shown = try JSONValue(parsing: try house.escapement("deliveries", "show", String(number)))
    #expect(shown["log"]?[0]?["status"] == 500)
    #expect(shown["log"]?[0]?["error"] == "it answered 500")
    #expect(shown["log"]?.arrayValue?.last?["succeeded"] == true)
    try house.escapement("deliveries", "redeliver", String(number))
    try house.tick()
    #expect(sink.received.filter { $0["to"]?.stringValue == "bad" }.count == ids.count + 1)
  }

  @Test func `what a killed tick had in hand is delivered by the next, under the same id`() throws {
    let house = try TestHouse(settings: Self.open)
    let sink = try Sink(in: house)
    try sink.listen("slow", to: "run.completed", in: house)
    try sink.answer("hang", at: "slow")
    _ = try house.start("single")
    let tick = try house.startTick()
    #expect(eventually { sink.received.count == 1 })
    tick.send(SIGKILL)
    try tick.wait()
    try sink.answer("200", at: "slow")
    try house.tick()
    #expect(try deliveries(house) == ["DELIVERED"])
    let ids = sink.received.compactMap { $0["id"]?.stringValue }
    #expect(ids.count == 2 && Set(ids).count == 1)
    // Nothing of it counts as a try: nobody knows how it ended.
    #expect(try deliveries(house, "attempts") == ["1"])
  }

  @Test func `a tick that is told to stop doesn't wait for an endpoint`() throws {
    let house = try TestHouse(settings: Self.open)
    let sink = try Sink(in: house)
    try sink.listen("slow", to: "run.completed", in: house)
    try sink.answer("hang", at: "slow")
    _ = try house.start("single")
    let tick = try house.startTick()
    #expect(eventually { sink.received.count == 1 })
    tick.send(SIGTERM)
    #expect(try tick.wait(seconds: 15) == 0)
    #expect(try deliveries(house) == ["PENDING"])
    #expect(try house.sql("SELECT count(*) FROM deliveries WHERE lease_owner IS NOT NULL") == "0\n")
  }

  @Test func `an endpoint that is gone is switched off until somebody switches it on`() throws {
    let house = try TestHouse(settings: Self.open)
    let sink = try Sink(in: house)
    try sink.listen("gone", to: "run.completed", in: house)
    try sink.answer("410", at: "gone")
    _ = try house.start("single")
    try house.tick()
    #expect(try deliveries(house) == ["DEAD"])
    #expect(try house.escapement("endpoints").contains("off: it answered 410 Gone"))
    _ = try house.start("single")
    try house.tick()
    #expect(sink.received.count == 1)
    try sink.answer("200", at: "gone")
    try house.escapement("endpoints", "change", "gone", "--enable-delivery")
    try house.escapement("endpoints", "test", "gone")
    try house.tick()
    #expect(sink.topics(at: "gone") == ["run.completed", "test"])
  }

  @Test func `nothing is sent to an address that leads inwards`() throws {
    let house = try TestHouse()
    let sink = try Sink(in: house)
    try sink.listen("inside", to: "run.completed", in: house)
    _ = try house.start("single")
    try house.tick()
    #expect(sink.received.isEmpty)
    let shown = try JSONValue(parsing: try house.escapement("deliveries", "show", "1"))
    #expect(shown["log"]?[0]?["error"]?.stringValue?.contains("egress.allow") == true)
  }

  @Test func `a definition has its failures mailed, and what it asks people`() throws {
    let house = try TestHouse(settings: ["mail: {program: /nonexistent/sendmail, from: escapement@example.org}"])
    let settings = try String(contentsOfFile: house.data + "/escapement.yaml", encoding: .utf8)
    let there = settings.replacing("/nonexistent/sendmail", with: house.path("sendmail"))
    try house.write(there, to: "data/escapement.yaml")
    try house.write("#!/bin/sh\n[ \"$*\" = '-i -t' ] && cat >> '\(house.path("mails"))'\n", to: "sendmail")
    chmod(house.path("sendmail"), 0o700)
    let definition = """
      id: gated
      notify: {onFailure: "ops@example.org", onApproval: "ann@example.org"}
      states:
        - {name: ask, type: human_approval, title: "Größe ändern?", message: Go?, approvers: ["user:ann"]}
      """
    try house.write(definition, to: "data/workflows/gated.workflow.yaml")
    try house.escapement("sync")
    let run = try house.start("gated")
    try house.tick()
    let asked = try String(contentsOfFile: house.path("mails"), encoding: .utf8)
    #expect(asked.contains("To: ann@example.org\n"))
    #expect(asked.contains("Subject: =?utf-8?B?"))
    #expect(asked.contains("Auto-Submitted: auto-generated\n"))
    #expect(!asked.contains("ops@example.org"))
    try house.escapement("reject", run)
    try house.tick()
    let failed = try String(contentsOfFile: house.path("mails"), encoding: .utf8).dropFirst(asked.count)
    #expect(failed.contains("To: ops@example.org\n"))
    #expect(failed.contains("Subject: gated failed"))
    #expect(Set(try deliveries(house)) == ["DELIVERED"])
  }

  @Test func `doctor tells whether others can be told`() throws {
    let house = try TestHouse()
    let text = try house.escapement("doctor", "--format", "json")
    let checks = try JSONValue(parsing: text).arrayValue?.compactMap { $0["check"]?.stringValue } ?? []
    #expect(checks.contains("libcurl") && checks.contains("mail program"))
  }
}

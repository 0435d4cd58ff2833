import JSON
import Testing

@testable import Engine

/// Whole workflows of the gateway's dialect, from their beginning to their end.
struct StepsExampleTests {
  @Test(arguments: [deployCheck, ticketTriage, nightlyBackup])
  func `whole definitions are read without an error`(text: String) {
    let checked = Checked(text, agents: nil)
    #expect(checked.report.errors == [])
    #expect(checked.program?.dialect == .steps)
  }

  @Test func `a deployment that can't be verified is rolled back and reported`() throws {
    var run = try Simulation(Self.deployCheck, input: ["host": "shop.example", "version": "2.1"])
    let body: JSONValue = ["version": "2.0", "warnings": []]
    try run.succeed("health", ["status": 200, "body": body])
    try run.succeed("backup", "backup-7")
    try run.decide("deploy", approved: true)
    #expect(try run.step("deploy (approved)").input?["backup"] == "backup-7")
    try run.succeed("deploy (approved)", ["state": "done"])
    try run.succeed("verify", ["body": ["version": "2.0"]])
    #expect(try run.step("rollback").input?["to"] == "backup-7")
    try run.succeed("rollback")
    try run.succeed("report")
    try run.succeed("finish")
    #expect(run.run.status == .completed)
    try run.checkReplay()
  }

  @Test func `an answer that doesn't fit its schema goes to the failure's route`() throws {
    var run = try Simulation(Self.deployCheck, input: ["host": "shop.example", "version": "2.1"])
    try run.succeed("health", ["state": "well"])
    let prompt = try run.step("report").input?["prompt"]?.stringValue ?? ""
    #expect(prompt.contains("Deploying was failed"))
    #expect(prompt.contains("outputSchema"))
  }

  @Test func `a ticket is classified, drafted, and sent after somebody agreed`() throws {
    var run = try Simulation(
      Self.ticketTriage, input: ["subject": "Down", "body": "…", "priority": 3, "from": "ann@example.org"])
    try run.succeed("classify", ["kind": "outage", "confidence": 0.9, "tags": []])
    try run.succeed("page")
    try run.succeed("draft", "We are on it.")
    try run.decide("send", approved: true)
    #expect(try run.step("send (approved)").input == ["to": "ann@example.org", "text": "We are on it."])
    try run.succeed("send (approved)")
    try run.succeed("close")
    #expect(run.run.status == .completed)
    try run.checkReplay()
  }

  @Test func `a backup makes room first, and goes round until there is some`() throws {
    var run = try Simulation(Self.nightlyBackup, input: ["database": "shop"])
    try run.succeed("space", ["free": 10, "oldest": "2026-01-01"])
    try run.succeed("prune")
    try run.succeed("space#2", ["free": 5_000, "oldest": nil])
    try run.succeed("dump", ["file": "/srv/backup/1", "rows": 12])
    try run.succeed("check", ["rows": 12, "tables": ["a"], "sum": "abc"])
    #expect(try run.step("copy").input == ["file": "/srv/backup/1", "sum": "abc"])
    try run.fail("copy", "agent_error", "no route")
    #expect(try run.step("alarm").input?["prompt"]?.stringValue?.contains("no route") == true)
    try run.succeed("alarm")
    try run.succeed("done")
    #expect(run.run.status == .completed)
  }
}

import Foundation
import JSON
import Testing

/// Heartbeats and monitors with the built programs: files, agents and ticks as users have them.
struct HeartbeatProgramTests {
  /// With the agent of Examples, and a checklist of its own.
  private func house(interval: String) throws -> TestHouse {
    let house = try TestHouse()
    let examples = URL(filePath: #filePath).appending(path: "../../../Examples/agents/host-check.yaml").standardized
    try house.write(try String(contentsOf: examples, encoding: .utf8), to: "data/agents/host-check.yaml")
    try FileManager.default.createDirectory(
      atPath: house.path("data/workflows/shop"), withIntermediateDirectories: true)
    try house.write(
      """
      ---
      interval: \(interval)
      agent: host-check
      ---
      - [ ] disk / stays below 0 percent
      - [ ] file /etc/passwd is younger than 9000000 hours
      - [ ] tea is ready
      """, to: "data/workflows/shop/HEARTBEAT.md")
    try house.escapement("sync")
    try house.escapement("heartbeats", "add", "shop/HEARTBEAT.md")
    return house
  }

  private func list(_ house: TestHouse, _ arguments: String...) throws -> [JSONValue] {
    let program = try BuiltProgram(
      "escapement", arguments + ["--format", "json", "--data", house.data], scratch: house.folder)
    try #require(try program.wait() == 0, "\(program.errors)")
    return try JSONValue(parsing: program.output).arrayValue ?? []
  }

  @Test func `a HEARTBEAT.md is gone through by a real agent in a real tick, and only what needs action is an alert`()
    throws
  {
    let house = try house(interval: "1h")
    try house.tick("--once")
    #expect(try list(house, "heartbeats", "results", "shop").isEmpty)
    try house.escapement("heartbeats", "run", "shop")
    try house.tick("--once")
    let beat = try #require(try list(house, "heartbeats", "results", "shop").first)
    #expect(beat["outcome"] == "alert" && beat["cause"] == "manual")
    #expect((beat["checks"]?.arrayValue ?? []).map { $0["outcome"] } == ["alert", "ok", "unevaluated"])
    #expect(beat["checks"]?[2]?["details"]?.stringValue?.isEmpty == false)

    let alert = try #require(try list(house, "alerts").first)
    #expect(try list(house, "alerts").count == 1)
    #expect(alert["subject"] == "disk / stays below 0 percent")
    try house.escapement("alerts", "acknowledge", alert["id"]?.stringValue ?? "", "--comment", "on it")
    #expect(try list(house, "alerts").isEmpty)
    #expect(try list(house, "alerts", "--view", "open").first?["comment"] == "on it")
  }

  @Test func `intervals below a minute beat while a tick lingers`() throws {
    let house = try house(interval: "1s")
    try house.tick("--linger", "4", "--budget", "4")
    #expect(try list(house, "heartbeats", "results", "shop").count >= 2)
  }

  @Test func `a monitor that is late is found by a tick, and ticks tell where they were`() throws {
    let house = try TestHouse()
    let line = try house.escapement("monitors", "add", "backup", "--every", "1s", "--grace", "0")
    #expect(line.hasPrefix("curl ") && line.contains("/ping/"))
    try house.tick("--linger", "3", "--budget", "3")
    #expect(try list(house, "alerts").map { $0["kind"] } == ["missing"])
    #expect(try list(house, "monitors").first?["state"] == "down")
    #expect(try list(house, "ticks").first?["host"]?.stringValue?.isEmpty == false)
  }
}

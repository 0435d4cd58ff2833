import Foundation
import JSON
import Testing

/// A tick that is killed while it fires schedules has started each of their runs once or not at all, and the next tick
/// starts the others.
@Suite(.timeLimit(.minutes(3))) struct FiringKilledTests {
  private static let schedules = 600

  /// Slots that are written when the tick is killed.
  @Test(arguments: [0, 1, 200, 400])
  func `each slot fires once, whenever the tick is killed`(moment: Int) throws {
    let house = try house()
    let killed = try house.startTick()
    #expect(eventually { house.hasWorker && (count(house, "schedule_slots") >= moment || !killed.isRunning) })
    killed.send(SIGKILL)
    try killed.wait()
    let known = count(house, "schedule_slots")
    #expect(count(house, "runs") == known)
    #expect(count(house, "schedules WHERE fired = 1") == known)

    var ticks = 0
    while count(house, "schedules WHERE fired = 0") > 0, ticks < 20 {
      try house.tick()
      ticks += 1
    }
    #expect(count(house, "schedule_slots WHERE status = 'fired'") == Self.schedules)
    #expect(count(house, "runs") == Self.schedules)
    #expect(count(house, "(SELECT DISTINCT schedule, slot FROM schedule_slots)") == Self.schedules)
    #expect(count(house, "schedules WHERE fired = 1 AND completed_at IS NOT NULL") == Self.schedules)
    #expect(try house.tick()["slots"] == 0)
  }

  @Test func `two ticks at once fire each slot once`() throws {
    let house = try house()
    let ticks = [try house.startTick(), try house.startTick(), try house.startTick()]
    for tick in ticks { #expect(try tick.wait() == 0) }
    try house.tick()
    #expect(count(house, "schedule_slots") == Self.schedules)
    #expect(count(house, "runs") == Self.schedules)
  }

  @Test func `a tick says what is wrong with a schedule`() throws {
    let house = try house()
    try house.sql("UPDATE schedules SET spec = json_set(spec, '$.timezone', 'Mars/Olympus') WHERE name = 's1'")
    let told = try house.tick()
    #expect(told["slots"]?.integerValue ?? 0 > 0)
    let findings = (told["findings"]?.arrayValue ?? []).compactMap(\.stringValue)
    #expect(findings.contains { $0.contains("'s1'") && $0.contains("Mars/Olympus") })
    #expect(try house.sql("SELECT findings FROM ticks ORDER BY seq DESC LIMIT 1").contains("Mars/Olympus"))
  }

  private func count(_ house: TestHouse, _ rows: String) -> Int {
    let told = try? house.sql("SELECT count(*) FROM \(rows)")
    return told.flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) } ?? -1
  }

  /// With schedules that are due once, since a minute.
  private func house() throws -> TestHouse {
    let house = try TestHouse()
    try house.write(
      "{id: idle, inputSchema: {type: object}, states: [{name: stay, type: await, signal: go, end: true}]}\n",
      to: "data/workflows/idle.workflow.yaml")
    try house.escapement("sync")
    let due = Int(Date().timeIntervalSince1970) - 60
    try house.sql(
      """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(Self.schedules))
      INSERT INTO schedules (
        id, tenant, workflow, name, kind, spec, payload, pause_on_failure, version, generation, enabled, ledger_through,
        moves, due_at, next_fire, waiting, fired, skipped, missed, created_at, created_by, updated_at)
      SELECT 's' || i, 'default', 'idle', 's' || i, 'once',
        json_object('name', 's' || i, 'workflow', 'idle', 'kind', 'once', 'timezone', 'UTC',
          'runAt', strftime('%Y-%m-%dT%H:%M:%SZ', \(due), 'unixepoch')),
        '{}', 0, 1, 1, 1, \(due - 1)000, 0, \(due)000, \(due)000, 0, 0, 0, 0, \(due - 1)000, 'cli:test', \(due - 1)000
      FROM n
      """)
    return house
  }
}

import Foundation
import JSON
import Testing

/// Ticks that don't die but stand still, and ticks that wake up when the world has moved on.
@Suite(.timeLimit(.minutes(3))) struct TickStoppedTests {
  private static let impatient = ["leaseSeconds: 5", "renewSeconds: 1", "hungAfterSeconds: 1"]

  @Test func `a stopped tick is killed when its leases are long over, and its steps are performed again`() throws {
    let house = try TestHouse(settings: Self.impatient)
    let run = try house.start("single", input: #"{"hangOn": "1"}"#)
    let stopped = try house.startTick()
    #expect(eventually { house.ledger.count("beat") > 3 })
    stopped.send(SIGSTOP)

    // Its leases still hold: nobody may touch them.
    try house.tick()
    #expect(stopped.isRunning)
    #expect(house.ledger.count("start") == 1)

    try house.tick("--linger", "20", "--max-steps", "1")
    #expect(eventually { !stopped.isRunning })
    #expect(stopped.endingSignal == SIGKILL)
    #expect(try house.show(run).status == "COMPLETED")
    #expect(house.ledger.count("start") == 2)
    #expect(house.ledger.overlaps == [])
  }

  @Test func `a tick that wakes up after its lease was taken changes nothing`() throws {
    let house = try TestHouse()
    let run = try house.start("single", input: "{\"waitFor\": \"\(house.path("go"))\"}")
    let robbed = try house.startTick()
    #expect(eventually { house.ledger.count("beat") > 3 })
    robbed.send(SIGSTOP)
    try house.sql(
      """
      UPDATE steps SET lease_epoch = lease_epoch + 1, lease_owner = 'another' WHERE run = '\(run)' AND status = \
      'RUNNING'
      """)
    let before = try house.sql("SELECT version, status FROM runs")
    try house.write("", to: "go")
    #expect(eventually { house.ledger.count("end") == 1 })
    robbed.send(SIGCONT)
    #expect(try robbed.wait() == 0)

    #expect(try house.sql("SELECT status, lease_owner, lease_epoch, output FROM steps") == "RUNNING another 2 None\n")
    #expect(try house.show(run).status == "RUNNING")
    #expect(before.hasSuffix("RUNNING\n"))
    #expect(try house.eventTypes(run).last == "step.result_dropped")
  }

  @Test func `asked to stop, a tick gives its steps their grace and hands them on`() throws {
    let house = try TestHouse()
    // The command ignores SIGTERM; the helper ends it after the agent's grace of ten seconds.
    let run = try house.start("single", input: #"{"hangOn": "1"}"#)
    let tick = try house.startTick()
    #expect(eventually { house.ledger.count("beat") > 3 })
    tick.send(SIGTERM)
    #expect(try tick.wait() == 0)
    #expect(try house.show(run).status == "RUNNING")
    #expect(!house.hasWorker)
    try house.tick()
    #expect(try house.show(run).status == "COMPLETED")
    #expect(house.ledger.lines.last?.delivery == 2)
    #expect(house.ledger.overlaps == [])
  }
}

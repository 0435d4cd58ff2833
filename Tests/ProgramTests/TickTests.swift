import Foundation
import JSON
import Testing

/// What `tick` does, says, and exits with.
@Suite(.timeLimit(.minutes(3))) struct TickTests {
  @Test func `two ticks at once share the work and do nothing twice`() throws {
    let house = try TestHouse(settings: ["concurrency: 3"])
    let run = try house.start("loop", input: #"{"numbers": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]}"#)
    let ticks = [try house.startTick(), try house.startTick()]
    for tick in ticks { #expect(try tick.wait() == 0) }
    try house.tick()
    #expect(try house.show(run).status == "COMPLETED")
    #expect(house.ledger.count("start") == 12)
    #expect(house.ledger.count("end") == 12)
    #expect(house.ledger.overlaps == [])
  }

  @Test func `a poisoned run is quarantined and the others finish`() throws {
    let house = try TestHouse()
    let poisoned = try house.start("quick")
    var healthy: [String] = []
    for _ in 1...5 { healthy.append(try house.start("quick")) }
    try house.sql("UPDATE steps SET node = 4711 WHERE run = '\(poisoned)'")
    let told = try house.tick()
    #expect(told["quarantined"] == 1)
    let view = try house.show(poisoned)
    #expect(view.status == "FAILED")
    #expect(view.errorType == "internal")
    for run in healthy { #expect(try house.show(run).status == "COMPLETED") }
  }

  @Test func `a tick says what it did, and nothing when it isn't watched`() throws {
    let house = try TestHouse()
    _ = try house.start("quick")
    let told = try house.tick()
    #expect(told["steps"] == 3)
    #expect(told["hadSlot"] == true)
    #expect(told["error"] == nil)
    let quiet = try house.startTick()
    #expect(try quiet.wait() == 0)
    #expect(quiet.output.isEmpty && quiet.errors.isEmpty)
  }

  @Test func `a tick begins no more steps than it may`() throws {
    let house = try TestHouse()
    let run = try house.start("quick")
    #expect(try house.tick("--max-steps", "2")["steps"] == 2)
    #expect(try house.show(run).status == "RUNNING")
    #expect(try house.tick()["steps"] == 1)
    #expect(try house.show(run).status == "COMPLETED")
  }

  @Test func `a tick for one run leaves the others' steps alone`() throws {
    let house = try TestHouse()
    let (one, other) = (try house.start("single"), try house.start("single"))
    let tick = try house.startTick("--once", "--run", other, "--max-steps", "1")
    #expect(try tick.wait() == 0)
    #expect(try house.show(other).status == "COMPLETED")
    #expect(try house.show(one).status == "RUNNING")
  }

  @Test func `a lingering tick performs what comes while it waits`() throws {
    let house = try TestHouse()
    let tick = try house.startTick("--linger", "30")
    #expect(eventually { house.hasWorker })
    let run = try house.start("single")
    #expect(eventually { (try? house.show(run).status) == "COMPLETED" })
    #expect(house.ledger.count("end") == 1)
    #expect(tick.isRunning)
    tick.send(SIGTERM)
    #expect(try tick.wait(seconds: 5) == 0)
  }

  @Test func `a step outlives the budget, and another tick claims meanwhile`() throws {
    let house = try TestHouse(settings: ["maxTicks: 1"])
    let long = try house.start("single", input: "{\"waitFor\": \"\(house.path("go"))\"}")
    let draining = try house.startTick("--budget", "0.5")
    #expect(eventually { (try? house.sql("SELECT draining FROM workers")) == "1\n" })
    let short = try house.start("single")
    #expect(try house.tick()["hadSlot"] == true)
    #expect(try house.show(short).status == "COMPLETED")
    #expect(draining.isRunning)
    try house.write("", to: "go")
    #expect(try draining.wait() == 0)
    #expect(try house.show(long).status == "COMPLETED")
  }

  @Test func `a run that is cancelled stops its command, also one that ignores SIGTERM`() throws {
    let house = try TestHouse()
    let run = try house.start("single", input: #"{"hangOn": "1"}"#)
    let tick = try house.startTick()
    #expect(eventually { house.ledger.count("beat") > 3 })
    try house.escapement("cancel", run, "--reason", "enough")
    #expect(try tick.wait(seconds: 25) == 0)
    #expect(try house.show(run).status == "CANCELLED")
    #expect(!house.ledger.lines.contains { $0.word == "end" })
  }

  @Test func `what is wrong with the surroundings has its own exit code`() throws {
    let house = try TestHouse()
    let missing = try BuiltProgram("tick", ["--data", house.path("nothing")], scratch: house.folder)
    #expect(try missing.wait() == 66)
    #expect(missing.errors.contains("escapement init"))
    let wrong = try house.startTick("--linger", "soon")
    #expect(try wrong.wait() == 64)
    try house.write("concurency: 4\n", to: "data/escapement.yaml")
    let misspelt = try house.startTick()
    #expect(try misspelt.wait() == 78)
    #expect(misspelt.errors.contains("did you mean 'concurrency'"))
  }
}

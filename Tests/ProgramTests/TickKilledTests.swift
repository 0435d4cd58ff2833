import Foundation
import JSON
import Testing

/// A tick that is killed at any moment is followed up by the next one, at once; what was committed is not done again.
@Suite(.timeLimit(.minutes(3))) struct TickKilledTests {
  /// Lines of the ledger after which the tick is killed; the run writes some forty.
  @Test(arguments: [0, 1, 3, 7, 9, 12, 18, 25, 31, 36])
  func `the next tick finishes a run whose tick was killed`(moment: Int) throws {
    let house = try TestHouse()
    let run = try house.start("many")
    let killed = try house.startTick()
    #expect(eventually { house.hasWorker && house.ledger.lines.count >= moment })
    #expect(killed.isRunning)
    killed.send(SIGKILL)
    try killed.wait()
    #expect(killed.endingSignal == SIGKILL)

    let committed = try house.show(run).succeeded
    let known = house.ledger.lines.count
    let begin = Date()
    try house.tick()
    // A lease lasts sixty seconds.
    #expect(Date().timeIntervalSince(begin) < 30)

    #expect(try house.show(run).status == "COMPLETED")
    #expect(house.ledger.overlaps == [])
    #expect(house.ledger.stepsBegun(after: known).isDisjoint(with: committed))
    #expect(house.ledger.count("end") >= 5)
    #expect(try house.show(run).succeeded.isSuperset(of: committed))
  }

  @Test func `a run survives a tick that is killed again and again`() throws {
    let house = try TestHouse()
    let run = try house.start("many")
    for round in 1...4 {
      let tick = try house.startTick()
      #expect(eventually { house.ledger.count("start") >= round || !tick.isRunning })
      tick.send(SIGKILL)
      try tick.wait()
    }
    try house.tick()
    #expect(try house.show(run).status == "COMPLETED")
    #expect(house.ledger.overlaps == [])
  }

  @Test func `a step whose every delivery dies with its tick fails after five`() throws {
    let house = try TestHouse()
    let run = try house.start("single", input: #"{"waitFor": "/nowhere/at/all"}"#)
    for delivery in 1...5 {
      let tick = try house.startTick()
      #expect(eventually { house.ledger.count("start") == delivery })
      tick.send(SIGKILL)
      try tick.wait()
    }
    try house.tick()
    let view = try house.show(run)
    #expect(view.status == "FAILED")
    #expect(view.errorType == "lease_lost")
    #expect(house.ledger.count("start") == 5)
    #expect(house.ledger.overlaps == [])
  }
}

extension TestHouse {
  /// Whether a tick has taken its lock.
  var hasWorker: Bool {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path("data/workers"))) ?? []
    return names.contains { $0.hasSuffix(".lock") }
  }
}

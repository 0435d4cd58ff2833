import Foundation
import JSON
import Testing

/// Runs that start runs, worked on by the built programs.
@Suite(.timeLimit(.minutes(3))) struct ChildRunProgramTests {
  /// Lines of the ledger after which the tick is killed.
  @Test(arguments: [0, 1, 4, 8, 14])
  func `no child is started twice, whenever the tick is killed`(moment: Int) throws {
    let house = try TestHouse()
    let run = try house.start("family")
    let killed = try house.startTick()
    #expect(eventually { house.hasWorker && house.ledger.lines.count >= moment })
    killed.send(SIGKILL)
    try killed.wait()
    try house.tick()
    #expect(try house.show(run).status == "COMPLETED")
    #expect(try house.sql("SELECT status, count(*) FROM runs GROUP BY status") == "COMPLETED 4\n")
    #expect(house.ledger.overlaps == [])
  }

  @Test func `show tells who started a run, and which run a step started`() throws {
    let house = try TestHouse()
    let run = try house.start("family")
    try house.tick("--run", run)
    #expect(try house.show(run).status == "COMPLETED")
    let story = try JSONValue(parsing: try house.escapement("show", run, "--format", "json"))
    let children = (story["steps"]?.arrayValue ?? []).compactMap { $0["childRunId"]?.stringValue }
    #expect(children.count == 3)
    let child = try #require(children.first)
    #expect(try house.escapement("show", child).contains("started by the run \(run), step calls[0]/call"))
    #expect(try house.escapement("show", run).contains("run \(child)"))
  }
}

import Engine
import JSON
import Store
import Testing

@testable import Orchestrator

/// Workflows that wait for the time that clocks of a zone show.
struct LocalTimeTests {
  private static func workflow(zone: String) -> String {
    """
    id: test
    states:
      - {name: nap, type: sleep, until: "2090-07-01T12:00", timezone: \(zone), end: true}
    """
  }

  @Test func `a sleep until a local time is decided with the host's zones, and its history tells which`() throws {
    let world = try World()
    try world.publish(Self.workflow(zone: "Europe/Berlin"))
    let run = try world.start()
    #expect(run.waitingFor == "nap until 2090-07-01T10:00:00Z")
    let events = try world.installation.storage.read { try $0.events(of: run.id, after: 0, limit: 9) }
    #expect(
      events.compactMap { $0.event.detail["zoneData"]?.stringValue } == [try #require(ZoneCatalog.system.version)])
    guard case .holds = try world.installation.verify(run).verdict else {
      Issue.record("the history gives other rows")
      return
    }
  }

  @Test func `a workflow that names a zone that doesn't exist is not published`() throws {
    let world = try World()
    let problem = #expect(throws: OperationError.self) {
      try world.publish(Self.workflow(zone: "Europe/Berlim"))
    }
    #expect(problem?.issues.first?.message.contains("did you mean 'Europe/Berlin'?") == true)
  }
}

import Engine
import Store
import Testing

@testable import Orchestrator

/// What happens at an instant while the run of the one before goes on.
struct OverlapTests {
  private let world: World

  init() throws {
    world = try World()
    try world.publishScheduled()
  }

  private func schedule(_ overlap: OverlapPolicy) throws -> ScheduleID {
    let id = try world.schedule(.eachMinute, of: "long") { $0.overlap = overlap }
    try world.minutes(4)
    return id
  }

  private func end(_ id: ScheduleID, _ index: Int) throws { try world.finish(try world.runs(of: id)[index].id) }

  @Test func `skip leaves out what comes meanwhile`() throws {
    let id = try schedule(.skip)
    #expect(try world.tally(id) == "fired 1, skippedOverlap 3")
    try end(id, 0)
    #expect(try world.minutes(1) == 1)
    #expect(try world.schedule(id).counts == Schedule.Counts(fired: 2, skipped: 3))
  }

  @Test func `allow starts them side by side`() throws {
    #expect(try world.tally(try schedule(.allow)) == "fired 4")
  }

  @Test func `bufferOne keeps the oldest and begins with it when the run ends`() throws {
    let id = try schedule(.bufferOne)
    #expect(try world.tally(id) == "buffered 1, fired 1, skippedOverlap 2")
    try end(id, 0)
    #expect(try world.fire() == 1)
    #expect(try world.slots(id).map(\.status) == [.fired, .fired])
    #expect(try world.slots(id).map(\.instant) == [Instant("2023-11-14T22:14:00Z"), Instant("2023-11-14T22:15:00Z")])
    #expect(try world.fire() == 0)
  }

  @Test func `bufferAll runs them one after the other`() throws {
    let id = try schedule(.bufferAll)
    #expect(try world.tally(id) == "buffered 3, fired 1")
    for index in 0..<3 {
      try end(id, index)
      #expect(try world.fire() == 1)
    }
    #expect(try world.tally(id) == "fired 4")
    #expect(try world.slots(id).map(\.run) == world.runs(of: id).map(\.id))
  }

  @Test func `cancelOther waits until the other is over, and a newer instant takes the place of one that waits`() throws
  {
    let id = try world.schedule(.eachMinute, of: "long") { $0.overlap = .cancelOther }
    try world.minutes(3)
    #expect(try world.tally(id) == "buffered 1, fired 1, skippedOverlap 1")
    let worker = try world.worker()
    while try worker.drainStimuli() > 0 {}
    #expect(try world.runs(of: id).map(\.status) == [.cancelled])
    #expect(try world.fire() == 1)
    #expect(try world.slots(id).last?.instant == Instant("2023-11-14T22:16:00Z"))
    try worker.end()
  }

  @Test func `terminateOther doesn't wait`() throws {
    let id = try world.schedule(.eachMinute, of: "long") { $0.overlap = .terminateOther }
    try world.minutes(2)
    #expect(try world.tally(id) == "fired 2")
    let worker = try world.worker()
    while try worker.drainStimuli() > 0 {}
    #expect(try world.runs(of: id).map(\.status) == [.cancelled, .waitingSignal])
    try worker.end()
  }

  @Test func `runs that people triggered and runs of backfills are not others`() throws {
    let id = try world.schedule(.eachMinute, of: "long")
    try world.backfill(id, from: world.now - .seconds(60), to: world.now)
    try world.fire()
    _ = try world.trigger(id)
    #expect(try world.minutes(1) == 1)
    #expect(try world.runs(of: id).count == 3)
  }

  @Test func `a buffered slot waits out a pause`() throws {
    let id = try schedule(.bufferOne)
    try world.installation.changeSchedule(id, tenant: .standard) { schedule in
      schedule.isEnabled = false
      schedule.pause = Schedule.Pause(by: "user:ada", at: world.now)
    }
    try end(id, 0)
    #expect(try world.fire() == 0)
    try world.installation.changeSchedule(id, tenant: .standard) { $0.isEnabled = true }
    #expect(try world.fire() == 1)
  }

  @Test func `a buffered run that can't begin keeps none of the others waiting`() throws {
    let id = try schedule(.bufferAll)
    try world.publish("{id: long, inputSchema: {type: object, required: [x]}, states: [{name: done, type: succeed}]}")
    try end(id, 0)
    #expect(try world.fire() == 0)
    #expect(try world.tally(id) == "blocked 3, fired 1")
    #expect(try !world.schedule(id).ledger.isWaiting)
  }
}

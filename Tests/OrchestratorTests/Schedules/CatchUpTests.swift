import Engine
import Store
import Testing

@testable import Orchestrator

/// Instants at which no tick came.
struct CatchUpTests {
  private let world: World

  init() throws {
    world = try World()
    try world.publishScheduled()
  }

  private func schedule(_ catchUp: CatchUp, overlap: OverlapPolicy = .allow) throws -> ScheduleID {
    try world.schedule(.eachMinute) { spec in
      spec.catchUp = catchUp
      spec.overlap = overlap
    }
  }

  @Test func `the newest runs`() throws {
    let id = try schedule(CatchUp())
    world.pass(seconds: 3_600)
    #expect(try world.fire() == 1)
    #expect(try world.tally(id) == "fired 1, missed 59")
    #expect(try world.slots(id).map(\.instant) == [Instant("2023-11-14T23:13:00Z")])
    #expect(try world.schedule(id).counts.missed == 59)
  }

  @Test func `without catching up only what is hardly late runs`() throws {
    let hourly = try world.schedule(.cron("0 * * * *")) { $0.catchUp.mode = .none }
    world.pass(seconds: 3_600)
    #expect(try world.fire() == 0)
    #expect(try world.tally(hourly) == "missed 1")
    world.pass(seconds: 2_900)
    #expect(try world.fire() == 1)
  }

  @Test func `all run, the newest so many, those in the window, spaced`() throws {
    let id = try schedule(CatchUp(mode: .all, window: .seconds(600), max: 4, spacing: .seconds(120)))
    world.pass(seconds: 1_200)
    #expect(try world.fire() == 1)
    #expect(try world.tally(id) == "buffered 3, fired 1, missed 16")
    let waiting = try world.slots(id).filter { $0.status == .buffered }
    #expect(waiting.map { ($0.releaseAt ?? world.now) - world.now } == [.seconds(120), .seconds(240), .seconds(360)])
    #expect(try world.minutes(6) == 9)
    #expect(try world.tally(id) == "fired 10, missed 16")
  }

  @Test func `what is older than the window doesn't run`() throws {
    let id = try world.schedule(.cron("30 22 * * *"))
    world.pass(seconds: 2 * 86_400)
    #expect(try world.fire() == 1)
    world.pass(seconds: 86_400 + 86_399)
    #expect(try world.fire() == 1)
    try world.rewrite(id) { $0.catchUp.window = .seconds(60) }
    world.pass(seconds: 86_400)
    #expect(try world.fire() == 0)
  }

  @Test func `a clock that goes back repeats nothing, and one that jumps leaves nothing out`() throws {
    let id = try schedule(CatchUp(mode: .all, max: 1_000))
    try world.minutes(10)
    world.pass(seconds: -3_600)
    #expect(try world.minutes(59) == 0)
    #expect(try world.minutes(2) == 1)
    world.pass(seconds: 3_600)
    #expect(try world.fire() == 60)
    #expect(try world.tally(id) == "fired 71")
  }
}

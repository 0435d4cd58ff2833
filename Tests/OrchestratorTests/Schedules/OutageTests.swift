import Engine
import Store
import Testing

@testable import Orchestrator

/// A host that comes back after a month.
struct OutageTests {
  @Test func `after thirty days without ticks a thousand schedules of each minute start what they should at once`()
    throws
  {
    let world = try World()
    try world.publishScheduled()
    let ids = try (1...1_000).map { try world.schedule(.eachMinute, named: "s\($0)") }
    #expect(try world.minutes(1) == 1_000)
    world.pass(seconds: 30 * 86_400)
    let begin = ContinuousClock.now
    #expect(try world.fire() == 1_000)
    let outage = begin.duration(to: .now)
    let minute = ContinuousClock.now
    #expect(try world.minutes(1) == 1_000)
    let normal = minute.duration(to: .now)
    print("outage of 30 days, 1000 schedules of each minute: the next tick \(outage), the minute after \(normal)")
    // Forty-three million instants: who looks at each of them takes minutes.
    #expect(outage < .seconds(30) && outage < normal * 5)
    for id in [ids[0], ids[999]] {
      #expect(try world.tally(id) == "fired 3, missed 43199")
      #expect(try world.spans(id).count == 1)
    }
  }

  @Test func `hours and holidays of a month are told by days, not by minutes`() throws {
    let world = try World()
    try world.publishScheduled()
    let id = try world.schedule(.eachMinute) { spec in
      spec.activeHours = .init(start: "08:00", end: "18:00")
      spec.catchUp.mode = .none
    }
    world.pass(seconds: 30 * 86_400)
    #expect(try world.fire() == 0)
    world.pass(seconds: 12 * 3_600)
    #expect(try world.fire() == 1)
    #expect(try world.tally(id) == "fired 1, missed 18133, outsideActiveHours 25786")
  }
}

import Engine
import JSON
import Store
import Testing

@testable import Orchestrator

/// Publishing a revision holds the payloads of the workflow's schedules against its schema.
struct RevalidationTests {
  private let world: World

  init() throws {
    world = try World()
    try world.publish(World.report)
  }

  private static let stricter = World.report.replacing("maxLength: 8", with: "maxLength: 1")

  @Test func `what doesn't fit any more is kept, failed, and told in the schema's own words`() throws {
    let schedule = try world.schedule()
    try world.publish(Self.stricter)
    let failed = try world.load(schedule.id)
    #expect(failed.status == .failed && failed.failure?.kind == .validation)
    #expect(failed.failure?.message.hasPrefix("payload/region: ") == true)
    #expect(failed.spec == schedule.spec)
    try world.publish(World.report.replacing("maxLength: 8", with: "maxLength: 9"))
    let mended = try world.load(schedule.id)
    #expect(mended.status == .active && mended.failure == nil)
  }

  @Test func `a later valid revision takes away only failures that validation set`() throws {
    let schedule = try world.schedule()
    try world.installation.storage.write { store in
      var broken = schedule
      broken.failure = Schedule.Failure(.zone, "gone")
      broken.version += 1
      _ = try store.updateSchedule(broken)
    }
    try world.publish(Self.stricter)
    try world.publish(World.report.replacing("maxLength: 8", with: "maxLength: 9"))
    #expect(try world.load(schedule.id).failure == Schedule.Failure(.zone, "gone"))
  }

  @Test func `a revision without an input schema fits no payload`() throws {
    let schedule = try world.schedule()
    try world.publish("id: report\nstates: [{name: a, type: operation, action: noop}]")
    #expect(try world.load(schedule.id).failure?.message.contains("inputSchema") == true)
  }

  @Test func `an edit that fits takes the failure away`() throws {
    let schedule = try world.schedule()
    try world.publish(Self.stricter)
    let edited = try world.edit(schedule, World.schedule().replacing("eu", with: "e"))
    #expect(edited.status == .active && edited.lastError == nil)
  }

  @Test func `schedules whose validity stays are not written`() throws {
    let schedule = try world.schedule()
    try world.publish(World.report + "\ndescription: other")
    #expect(try world.load(schedule.id) == schedule)
  }

  /// The figure is printed; the bound leaves room for a loaded machine.
  @Test(.timeLimit(.minutes(2)), arguments: [1, 10_000])
  func `10 000 schedules of one workflow are revalidated within seconds`(payloads: Int) throws {
    let sample = try world.schedule("Sample", "cron: 0 0 1 1 *")
    try world.installation.storage.write { store in
      for number in 0..<10_000 {
        var schedule = sample
        schedule.id = ScheduleID(rawValue: "copy\(number)")
        schedule.spec.name = "Copy \(number)"
        schedule.spec.payload = ["region": "eu", "copies": .integer(Int64(number % payloads))]
        try store.insertSchedule(schedule)
      }
    }
    let clock = ContinuousClock()
    let failing = try clock.measure { _ = try world.publish(Self.stricter) }
    #expect(try world.load("copy0").status == .failed && world.load("copy9999").status == .failed)
    let mending = try clock.measure {
      _ = try world.publish(World.report.replacing("maxLength: 8", with: "maxLength: 9"))
    }
    #expect(try world.load("copy9999").status == .active)
    print("revalidated 10 000 schedules, \(payloads) payload(s): failing \(failing), mending \(mending)")
    #expect(failing < .seconds(10) && mending < .seconds(10))
  }
}

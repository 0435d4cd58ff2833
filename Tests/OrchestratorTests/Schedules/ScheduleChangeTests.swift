import Cron
import Engine
import JSON
import Store
import Testing

@testable import Orchestrator

/// Changing schedules. What has passed is never fired, unless somebody asks.
struct ScheduleChangeTests {
  private let world: World

  init() throws {
    world = try World()
    try world.publishScheduled()
  }

  @discardableResult
  private func change(_ id: ScheduleID, _ change: (inout Schedule) -> Void) throws -> Schedule {
    try world.installation.changeSchedule(id, tenant: .standard, change)
  }

  @Test func `an edit fires nothing of the past, and its generation begins where the ledger stands`() throws {
    let id = try world.schedule(.cron("0 0 1 1 *"))
    try world.minutes(3)
    let edited = try change(id) { $0.spec.timing = .cron("*/5 * * * *") }
    #expect(edited.generation == 2)
    #expect(edited.version == 2)
    #expect(try world.fire() == 0)
    #expect(try world.minutes(5) == 1)
    #expect(try world.slots(id).map(\.generation) == [2])
  }

  @Test func `an edit replays what it is asked to`() throws {
    let id = try world.schedule(.eachMinute) { spec in
      spec.catchUp.mode = .all
      spec.overlap = .allow
    }
    try world.minutes(3)
    try world.installation.changeSchedule(id, tenant: .standard, replaySince: Instant("2023-11-14T22:15:00Z")) { _ in }
    #expect(try world.fire() == 2)
    #expect(try world.tally(id) == "fired 5")
  }

  @Test func `an edit of what was changed meanwhile is refused`() throws {
    let id = try world.schedule(.eachMinute)
    try change(id) { $0.spec.note = "first" }
    let error = #expect(throws: OperationError.self) {
      try world.installation.changeSchedule(id, tenant: .standard, expecting: 1) { $0.spec.note = "second" }
    }
    #expect(error?.kind == .conflict)
  }

  @Test func `what lies in a pause is told as paused when it is over`() throws {
    let id = try world.schedule(.eachMinute)
    try world.minutes(2)
    try change(id) { schedule in
      schedule.isEnabled = false
      schedule.pause = Schedule.Pause(by: "user:ada", reason: "works", at: world.now)
    }
    #expect(try world.schedule(id).status == .paused)
    #expect(try world.minutes(10) == 0)
    try change(id) { $0.isEnabled = true }
    #expect(try world.fire() == 0)
    #expect(try world.minutes(1) == 1)
    #expect(try world.tally(id) == "fired 3, paused 10")
    #expect(try world.schedule(id).pause == nil)
  }

  @Test func `a pause with an end is over by itself`() throws {
    let id = try world.schedule(.eachMinute)
    let until = try #require(Instant("2023-11-14T22:20:00Z"))
    #expect(try change(id) { $0.pausedUntil = until }.ledger.nextFire == until)
    #expect(try world.minutes(10) == 4)
    #expect(try world.tally(id) == "fired 4, paused 6")
    #expect(try world.schedule(id).pausedUntil == nil)
  }

  @Test func `the next instant can be skipped`() throws {
    let id = try world.schedule(.eachMinute)
    let skipped = try world.installation.skipNext(of: id, tenant: .standard, by: "user:ada")
    #expect(skipped.ledger.nextFire == Instant("2023-11-14T22:15:00Z"))
    #expect(try world.minutes(2) == 1)
    #expect(try world.tally(id) == "fired 1, skippedByUser 1")
    #expect(try world.spans(id).first?.reason == "skipped by user:ada")
  }

  @Test func `a schedule that is over can begin anew`() throws {
    let id = try world.schedule(.once(world.now + .seconds(60)))
    try world.minutes(2)
    #expect(try world.schedule(id).status == .completed)
    try change(id) { schedule in
      schedule.spec.timing = .once(world.now + .seconds(60))
      schedule.isEnabled = true
    }
    #expect(try world.minutes(2) == 1)
    #expect(try world.schedule(id).counts.fired == 2)
  }

  @Test func `a spec whose zone doesn't exist is refused and nothing changes`() throws {
    let id = try world.schedule(.eachMinute)
    let error = #expect(throws: OperationError.self) { try change(id) { $0.spec.timezone = "Mars/Olympus" } }
    #expect(error?.kind == .invalid)
    #expect(try world.schedule(id).version == 1)
  }

  @Test func `what falls on a holiday runs on the next business day`() throws {
    let calendar = CalendarRecord(
      tenant: .standard, name: "works",
      definition: ["daysOff": ["sat", "sun"], "holidays": [["name": "Foundation", "on": "2023-11-20"]]],
      createdAt: world.now, updatedBy: "user:ada")
    _ = try world.installation.storage.write { try $0.putCalendar(calendar, expecting: 0) }
    // A Saturday; the Monday after is the holiday.
    let moving = try world.schedule(.cron("0 9 18 11 *"), named: "moving") { spec in
      spec.calendar = "works"
      spec.onHoliday = .next
    }
    let back = try world.schedule(.cron("0 9 18 11 *"), named: "back") { spec in
      spec.calendar = "works"
      spec.onHoliday = .previous
    }
    let daily = try world.schedule(.cron("0 9 * * *"), named: "daily") { $0.calendar = "works" }
    #expect(try world.schedule(moving).ledger.nextFire == Instant("2023-11-21T09:00:00Z"))
    #expect(try world.schedule(back).ledger.nextFire == Instant("2023-11-17T09:00:00Z"))
    for _ in 1...10 {
      world.pass(seconds: 86_400)
      try world.fire()
    }
    #expect(try world.slots(moving).map(\.instant) == [Instant("2023-11-21T09:00:00Z")])
    #expect(try world.slots(moving).first?.reason == "in place of 2023-11-18T09:00:00Z")
    #expect(try world.tally(moving) == "fired 1, holiday 1")
    #expect(try world.slots(back).map(\.instant) == [Instant("2023-11-17T09:00:00Z")])
    #expect(try world.tally(daily) == "fired 7, holiday 3")
    #expect(try world.spans(daily).map(\.reason) == ["Saturday", "Sunday", "Foundation"])
  }
}

import Engine
import JSON
import Store
import Testing

@testable import Orchestrator

/// What a tick makes of schedules. The clock begins at 22:13:20.
struct FiringTests {
  private let world: World

  init() throws {
    world = try World()
    try world.publishScheduled()
  }

  @Test func `a schedule starts a run at each of its instants, and the run tells by what`() throws {
    let id = try world.schedule(.cron("*/2 * * * *"), named: "even minutes") { $0.payload = ["n": 7] }
    #expect(try world.schedule(id).ledger.nextFire == Instant("2023-11-14T22:14:00Z"))
    #expect(try world.fire() == 0)
    #expect(try world.minutes(4) == 2)
    let run = try world.run(try #require(try world.runs(of: id).first).id)
    #expect(run.input == ["n": 7])
    #expect(run.status == .completed)
    #expect(
      run.trigger == [
        "kind": "schedule", "schedule": .string(id.rawValue), "name": "even minutes", "slot": "2023-11-14T22:14:00Z",
        "firedAt": "2023-11-14T22:14:20Z", "timezone": "UTC", "cron": "*/2 * * * *", "revision": 1, "by": "system",
      ])
    let schedule = try world.schedule(id)
    #expect(schedule.counts == Schedule.Counts(fired: 2))
    #expect(schedule.lastSlot == Instant("2023-11-14T22:16:00Z"))
    #expect(schedule.lastRunStatus == .completed)
    #expect(schedule.ledger.nextFire == Instant("2023-11-14T22:18:00Z"))
  }

  @Test func `a run follows the newest revision`() throws {
    let id = try world.schedule(.eachMinute)
    try world.minutes(1)
    try world.publish("{id: quick, inputSchema: {type: object}, states: [{name: over, type: succeed}]}")
    try world.minutes(1)
    #expect(try world.runs(of: id).map(\.revision) == [1, 2])
  }

  @Test func `what is once is over when it has fired`() throws {
    let id = try world.schedule(.once(world.now + .seconds(90)))
    #expect(try world.minutes(1) == 0)
    #expect(try world.minutes(1) == 1)
    let schedule = try world.schedule(id)
    #expect(schedule.status == .completed)
    #expect(!schedule.isEnabled)
    #expect(schedule.ledger.dueAt == nil)
    #expect(try world.minutes(5) == 0)
  }

  @Test func `no more runs are started than maxRuns says`() throws {
    let id = try world.schedule(.eachMinute) { $0.maxRuns = 2 }
    #expect(try world.minutes(5) == 2)
    #expect(try world.schedule(id).status == .completed)
  }

  @Test func `a schedule has no instants before its start and after its end`() throws {
    let id = try world.schedule(.eachMinute) { spec in
      spec.startAt = Instant("2023-11-14T22:16:00Z")
      spec.endAt = Instant("2023-11-14T22:18:00Z")
    }
    #expect(try world.minutes(10) == 3)
    #expect(try world.tally(id) == "fired 3")
    #expect(try world.schedule(id).status == .completed)
  }

  @Test func `outside of its active hours a schedule doesn't fire, and the ledger says so`() throws {
    let id = try world.schedule(.eachMinute) { $0.activeHours = .init(start: "22:16", end: "22:18") }
    try world.minutes(2)
    #expect(try world.fire() == 0)
    #expect(try world.minutes(8) == 2)
    #expect(try world.schedule(id).ledger.nextFire == Instant("2023-11-15T22:16:00Z"))
    world.pass(seconds: 86_400)
    try world.fire()
    #expect(try world.spans(id).map(\.outcome).contains(.outsideActiveHours))
  }

  @Test func `a jitter delays each instant by the same`() throws {
    let id = try world.schedule(.cron("0 * * * *")) { $0.jitter = .seconds(1_800) }
    let schedule = try world.schedule(id)
    #expect(schedule.delay.milliseconds >= 0 && schedule.delay <= .seconds(1_800))
    let hour = try #require(Instant("2023-11-14T23:00:00Z"))
    #expect(schedule.ledger.nextFire == hour + schedule.delay)
    world.pass(seconds: Int64((hour + schedule.delay - world.now).seconds) - 1)
    #expect(try world.fire() == 0)
    world.pass(seconds: 1)
    #expect(try world.fire() == 1)
    #expect(try world.slots(id).map(\.instant) == [hour])
  }

  @Test func `what comes after completion waits for it`() throws {
    let id = try world.schedule(.after(.seconds(120)), of: "long")
    #expect(try world.minutes(1) == 0)
    #expect(try world.minutes(1) == 1)
    #expect(try world.minutes(10) == 0)
    try world.finish(try #require(try world.runs(of: id).first).id)
    #expect(try world.minutes(1) == 0)
    #expect(try world.minutes(1) == 1)
    #expect(try world.tally(id) == "fired 2")
  }

  @Test func `a run that is over at once begins its interval anew`() throws {
    let id = try world.schedule(.after(.seconds(60)))
    #expect(try world.minutes(5) == 5)
    #expect(try world.schedule(id).counts.fired == 5)
  }

  @Test func `elapsed intervals count from their anchor`() throws {
    let id = try world.schedule(.interval(every: .seconds(45), anchor: world.now)) { spec in
      spec.catchUp.mode = .all
      spec.overlap = .allow
    }
    #expect(try world.minutes(3) == 4)
    #expect(
      try world.slots(id).map { ($0.instant - (try world.schedule(id)).createdAt).seconds } == [45, 90, 135, 180])
  }

  @Test func `a failed run pauses a schedule that wants that`() throws {
    let id = try world.schedule(.eachMinute, of: "bad") { $0.pauseOnFailure = true }
    let other = try world.schedule(.eachMinute, of: "bad", named: "other")
    try world.minutes(3)
    let schedule = try world.schedule(id)
    #expect(schedule.status == .paused)
    #expect(schedule.pause?.by == .system)
    #expect(schedule.pause?.reason?.contains("failed") == true)
    #expect(schedule.counts.fired == 1)
    #expect(try world.schedule(other).counts.fired == 3)
  }

  @Test func `a disabled workflow blocks its schedules until it is enabled`() throws {
    let id = try world.schedule(.eachMinute)
    try setQuick(enabled: false)
    #expect(try world.minutes(2) == 0)
    #expect(try world.tally(id) == "blocked 2")
    #expect(try world.schedule(id).lastError?.contains("disabled") == true)
    try setQuick(enabled: true)
    #expect(try world.minutes(1) == 1)
  }

  private func setQuick(enabled: Bool) throws {
    _ = try world.installation.storage.write {
      try $0.setWorkflow("quick", tenant: .standard, enabled: enabled, at: world.now)
    }
  }

  @Test func `a payload that doesn't fit any more starts nothing, and its slot says why`() throws {
    let id = try world.schedule(.eachMinute)
    try world.publish(
      "{id: quick, inputSchema: {type: object, required: [name]}, states: [{name: done, type: succeed}]}")
    #expect(try world.minutes(1) == 0)
    #expect(try world.slots(id).first?.reason?.contains("name") == true)
    #expect(try world.schedule(id).counts.missed == 1)
  }

  @Test func `a broken zone or calendar stops only its own schedules`() throws {
    let zone = try world.schedule(.eachMinute, named: "zone")
    let calendar = try world.schedule(.eachMinute, named: "calendar")
    let well = try world.schedule(.eachMinute, named: "well")
    let odd = try world.schedule(.eachMinute, named: "odd")
    try world.rewrite(zone) { $0.timezone = "Mars/Olympus" }
    try world.rewrite(calendar) { $0.calendar = "gone" }
    try world.corrupt(odd)
    #expect(try world.minutes(2) == 2)
    #expect(try world.schedule(well).counts.fired == 2)
    #expect(try world.schedule(zone).failure?.kind == .zone)
    #expect(try world.schedule(calendar).failure?.kind == .calendar)
    let worker = try world.worker()
    let findings = try worker.scheduleFindings()
    #expect(findings.count == 3)
    #expect(findings.contains { $0.contains("Mars/Olympus") })
    // The zone is there again, as after an update of tzdata: an hour later the schedule goes on by itself.
    try world.rewrite(zone) { $0.timezone = "UTC" }
    world.pass(seconds: 3_600)
    try world.fire()
    #expect(try world.schedule(zone).status == .active)
    try worker.end()
  }

  @Test func `two ticks at the same moment fire each slot once`() throws {
    let ids = try (1...5).map { try world.schedule(.eachMinute, named: "s\($0)") }
    let other = ScheduleFiring(try world.another())
    for _ in 1...3 {
      world.pass(seconds: 60)
      #expect(try ScheduleFiring(world.installation).fireDue().fired + other.fireDue().fired == 5)
    }
    for id in ids { #expect(try world.tally(id) == "fired 3") }
  }

  @Test func `a schedule that two ticks died of is stopped, and an edit gives it another chance`() throws {
    let id = try world.schedule(.eachMinute)
    for _ in 1...2 {
      var dying: Worker? = try world.worker()
      dying?.file.willDecide(id)
      dying = nil
      try world.worker().end()
    }
    #expect(try world.schedule(id).failure?.kind == .poison)
    #expect(try world.minutes(1) == 0)
    try world.installation.changeSchedule(id, tenant: .standard) { $0.spec.note = "mended" }
    #expect(try world.minutes(1) == 1)
  }
}

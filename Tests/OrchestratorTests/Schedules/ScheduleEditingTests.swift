import Engine
import JSON
import Store
import Testing

@testable import Orchestrator

/// Editing a schedule: what changes, and what of the past stays the past.
struct ScheduleEditingTests {
  private let world: World

  init() throws {
    world = try World()
    try world.publish(World.report)
  }

  @Test func `what a schedule shows can be sent back and changes nothing`() throws {
    let lines = """
      cron: 0 9 * * mon
      activeHours: {start: "08:00", end: "18:00", days: [mon]}
      maxRuns: 5
      catchUp: {mode: all, max: 3}
      note: hello
      """
    let schedule = try world.schedule("All", lines)
    let again = try world.edit(schedule, JSONValue.object(schedule.spec.document).text)
    #expect(again.spec == schedule.spec)
    #expect((again.version, again.generation) == (2, 1))
    for text in ["every: 90s", "after: 10m", "runAt: 2024-01-01T00:00:00Z"] {
      let other = try world.schedule(text.replacing(":", with: "-"), text)
      #expect(try world.edit(other, JSONValue.object(other.spec.document).text).spec == other.spec, "\(text)")
    }
  }

  @Test func `another time begins a new generation, from now on`() throws {
    let schedule = try world.schedule("Hourly", "cron: 0 * * * *")
    world.pass(seconds: 2 * 3_600 + 60)
    let edited = try world.edit(schedule, World.schedule("Hourly", "cron: 30 * * * *"))
    #expect((edited.generation, edited.ledger.through) == (2, world.now))
    #expect(edited.ledger.nextFire == Instant("2023-11-15T00:30:00Z"), "nothing of the past fires")
    #expect(edited.counts.fired == 1, "what was due is decided before")
  }

  @Test func `a change of the payload goes on where the ledger stands`() throws {
    let schedule = try world.schedule("Hourly", "cron: 0 * * * *")
    world.pass(seconds: 2 * 3_600)
    let text = World.schedule("Hourly", "cron: 0 * * * *").replacing("eu", with: "us")
    let edited = try world.edit(schedule, text)
    #expect(edited.spec.payload == ["region": "us"])
    #expect(edited.generation == 1 && edited.ledger.nextFire == Instant("2023-11-15T01:00:00Z"))
  }

  @Test func `the past is looked at anew when somebody asks for it`() throws {
    let schedule = try world.schedule("Hourly", "cron: 0 * * * *")
    world.pass(seconds: 2 * 3_600)
    let since = world.now - .seconds(3_600)
    let edited = try world.edit(schedule, World.schedule("Hourly", "cron: 30 * * * *"), replaySince: since)
    #expect(edited.generation == 2)
    #expect(edited.ledger.nextFire == Instant("2023-11-14T23:30:00Z"))
    let later = world.now + .seconds(60)
    world.refuses(.invalid) { _ = try world.edit(schedule, World.schedule("Hourly"), replaySince: later) }
  }

  @Test func `an edit on top of another version is refused`() throws {
    let schedule = try world.schedule()
    _ = try world.edit(schedule, World.schedule("Nightly", "every: 5m"))
    let error = world.refusal {
      _ = try world.installation.updateSchedule(
        ScheduleUpdate(schedule: schedule.id, expected: 1), with: DefinitionText(World.schedule(), named: "r"),
        by: world.admin)
    }
    #expect(error?.kind == .conflict)
  }

  @Test func `a schedule that is over goes on when it gets another time`() throws {
    let schedule = try world.schedule("Once", "runAt: 2023-11-15T00:00:00Z")
    try world.installation.storage.write { store in
      var over = schedule
      over.completedAt = world.now
      over.isEnabled = false
      over.ledger.dueAt = nil
      over.version += 1
      _ = try store.updateSchedule(over)
    }
    let edited = try world.edit(schedule, World.schedule("Once", "runAt: 2023-11-16T00:00:00Z"))
    #expect(edited.status == .active && edited.ledger.nextFire == Instant("2023-11-16T00:00:00Z"))
  }

  @Test func `a preview tells the moments, what is left out before them, and what clocks do`() throws {
    let text = """
      name: x
      workflowId: report
      cron: 30 2 * * *
      timezone: Europe/Berlin
      startAt: 2024-03-30T00:00
      endAt: 2024-04-01T03:00
      """
    let preview = try world.installation.previewSchedule(
      DefinitionText(text, named: "request"), count: 10, for: world.admin)
    #expect(
      preview.fires.map(\.local) == [
        "Sat 2024-03-30 02:30 CET", "Sun 2024-03-31 03:00 CEST", "Mon 2024-04-01 02:30 CEST",
      ])
    #expect(preview.fires[1].note == "the clocks have just gone forward from 02:00 to 03:00")
    #expect(preview.ending == "then it is over")
    let hours = "name: x\nworkflowId: report\ncron: 0 * * * *\nactiveHours: {start: \"09:00\", end: \"10:00\"}"
    let limited = try world.installation.previewSchedule(
      DefinitionText(hours, named: "request"), count: 2, for: world.admin)
    #expect(limited.fires.last?.note == "23 moments before it outside of the active hours")
  }

  @Test func `a range of the past is backfilled within its bounds`() throws {
    let schedule = try world.schedule("Minutely", "cron: \"* * * * *\"")
    let from = world.now - .seconds(3_600)
    var request = BackfillRequest(schedule: schedule.id, from: from, to: world.now)
    request.idempotencyKey = "again"
    let backfill = try world.installation.backfill(request, by: world.admin)
    #expect((backfill.total, backfill.status, backfill.createdBy) == (60, .running, "user:ada"))
    #expect(try world.installation.backfill(request, by: world.admin).id == backfill.id)
    let ahead = BackfillRequest(schedule: schedule.id, from: from, to: world.now + .seconds(60))
    world.refuses(.invalid, at: ["to"]) { _ = try world.installation.backfill(ahead, by: world.admin) }
    let long = BackfillRequest(schedule: schedule.id, from: world.now - .seconds(8 * 86_400), to: world.now)
    world.refuses(.invalid, saying: "at most 10000") { _ = try world.installation.backfill(long, by: world.admin) }
    let after = try world.schedule("After", "after: 5m")
    let none = BackfillRequest(schedule: after.id, from: from, to: world.now)
    world.refuses(.conflict) { _ = try world.installation.backfill(none, by: world.admin) }
    #expect(try world.installation.cancelBackfill(backfill.id, of: schedule.id, by: world.admin).status == .cancelled)
  }
}

import Engine
import JSON
import Store
import Testing

@testable import Orchestrator

/// The acceptance criteria of external schedules, one test each under their own words. Those about pages are in WebTests.
struct SeedScheduleTests {
  private let world: World
  private let worker: Worker

  init() throws {
    world = try World()
    worker = try world.worker()
    try world.publish(World.report)
  }

  private func tick(after seconds: Int64) throws {
    world.pass(seconds: seconds)
    _ = try worker.fireSchedules()
  }

  private func runs(of schedule: Schedule) throws -> [Run] {
    var filter = RunFilter(tenant: .standard)
    filter.schedule = schedule.id
    let listed = try world.installation.storage.read { [filter] in try $0.runs(filter, page: .first) }
    return try listed.items.map { try world.run($0.id) }
  }

  @Test func `Users can create one-time and recurring schedules for eligible workflows`() throws {
    let once = try world.schedule("Once", "runAt: \(world.now + .seconds(60))")
    let hourly = try world.schedule("Hourly", "cron: 0 * * * *")
    try world.publish("id: report2\nstates: [{name: a, type: operation, action: noop}]")
    world.refuses(.conflict, saying: "inputSchema") {
      let text = World.schedule("Never").replacing("report", with: "report2")
      _ = try world.installation.createSchedule(DefinitionText(text, named: "r"), by: world.admin)
    }
    try tick(after: 2 * 3_600)
    #expect(try runs(of: once).count == 1 && runs(of: hourly).count == 1)
    let over = try world.load(once.id)
    #expect(over.status == .completed && !over.isEnabled, "a one-time schedule is over when it has fired")
    #expect(try world.load(hourly.id).status == .active)
  }

  @Test func `Each schedule stores and validates a static payload against the workflow payload schema`() throws {
    let schedule = try world.schedule()
    #expect(try world.load(schedule.id).spec.payload == ["region": "eu"])
    world.refuses(.invalid, at: ["payload/region"]) {
      _ = try world.edit(schedule, World.schedule().replacing("eu", with: "somewhere"))
    }
    #expect(try world.load(schedule.id) == schedule)
  }

  @Test func `Users can edit, pause or resume, and delete schedules`() throws {
    let schedule = try world.schedule()
    #expect(try world.edit(schedule, World.schedule("Renamed")).spec.name == "Renamed")
    let installation = world.installation
    #expect(try installation.pauseSchedule(schedule.id, until: nil, reason: nil, by: world.admin).status == .paused)
    try tick(after: 2 * 86_400)
    #expect(try runs(of: schedule).isEmpty, "paused, it doesn't fire")
    #expect(try installation.resumeSchedule(schedule.id, by: world.admin).status == .active)
    try tick(after: 86_400)
    #expect(try runs(of: schedule).count == 1, "resumed, it fires again, and makes up for nothing")
    try installation.deleteSchedule(schedule.id, by: world.admin)
    #expect(try installation.storage.read { try $0.schedule(schedule.id) } == nil)
  }

  @Test func `A workflow can have many schedules`() throws {
    let many = try ["Morning", "Noon", "Evening"].map { try world.schedule($0, "every: 1h") }
    try tick(after: 3_600)
    for schedule in many { #expect(try runs(of: schedule).count == 1, "\(schedule.spec.name)") }
  }

  @Test(arguments: ["schedule: {cron: 0 9 * * *}", "trigger: {type: recurring, cron: 0 9 * * *}"])
  func `The workflow editor no longer exposes inline one-time or recurring trigger authoring`(key: String) throws {
    let error = world.refusal { try world.publish(World.report + "\n" + key) }
    #expect(error?.issues.contains { $0.code == .unknownKey } == true)
  }

  @Test func `The workflow editor still supports No trigger and Event trigger flows`() throws {
    try world.publish("id: plain\nstates: [{name: a, type: inject, data: {}}]")
    try world.publish("id: hears\non: [{event: order.paid}]\nstates: [{name: a, type: inject, data: {}}]")
    _ = try world.installation.publishEvent(EventRequest(name: "order.paid"), by: world.admin)
    var filter = RunFilter(tenant: .standard)
    filter.workflow = "hears"
    let runs = try world.installation.storage.read { [filter] in try $0.runs(filter, page: .first) }
    #expect(runs.items.count == 1)
  }

  @Test func `Manual runs still work for no-trigger workflows`() throws {
    try world.publish("id: plain\nstates: [{name: a, type: inject, data: {}}]")
    #expect(try world.start("plain").status == .completed)
  }

  @Test func `Publishing a new workflow version revalidates and rebinds schedules to the latest published version`()
    throws
  {
    let schedule = try world.schedule("Hourly", "cron: 0 * * * *")
    try tick(after: 3_600)
    try world.publish(World.report + "\ndescription: second")
    try tick(after: 3_600)
    #expect(try runs(of: schedule).map(\.revision) == [2, 1])
    let trigger = try #require(try runs(of: schedule).first?.trigger)
    #expect(trigger["schedule"] == .string(schedule.id.rawValue) && trigger["revision"] == 2)
    #expect(trigger["name"] == "Hourly" && trigger["cron"] == "0 * * * *" && trigger["timezone"] == "UTC")
  }

  @Test func `Invalid schedules after publish are preserved, visible, and prevented from firing`() throws {
    let schedule = try world.schedule("Hourly", "cron: 0 * * * *")
    try world.publish(World.report.replacing("maxLength: 8", with: "maxLength: 1"))
    try tick(after: 3_600)
    let failed = try world.load(schedule.id)
    #expect(failed.status == .failed && failed.spec == schedule.spec)
    #expect(failed.failure?.message.contains("payload/region") == true)
    #expect(try runs(of: schedule).isEmpty)
    var filter = ScheduleFilter(tenant: .standard)
    filter.status = .failed
    let listed = try world.installation.schedules(filter, page: .first, for: world.admin)
    #expect(listed.items.map(\.id) == [schedule.id])
  }

  @Test func `Scheduled runs use the saved schedule payload as workflow input`() throws {
    let schedule = try world.schedule("Hourly", "cron: 0 * * * *")
    try tick(after: 3_600)
    let run = try #require(try runs(of: schedule).first)
    #expect(run.input == ["region": "eu", "copies": 1], "with the schema's defaults")
    #expect(run.trigger["slot"] == "2023-11-14T23:00:00Z")
  }

  @Test func `DB-backed integration tests cover schedule persistence and validation behavior`() throws {
    let schedule = try world.schedule("Hourly", "cron: 0 * * * *\nactiveHours: {start: \"22:00\", end: \"02:00\"}")
    let other = try world.another()
    #expect(try other.storage.read { try $0.schedule(schedule.id) } == schedule)
    try world.publish(World.report.replacing("maxLength: 8", with: "maxLength: 1"))
    #expect(try other.storage.read { try $0.schedule(schedule.id) }?.failure?.kind == .validation)
  }

  // MARK: What the gateway's schedules could do

  @Test func `Active hours filter by time of day and by day of the week`() throws {
    // It is Tuesday, 22:13.
    let hours = "activeHours: {start: \"23:00\", end: \"01:00\", days: [tue]}"
    let schedule = try world.schedule("Nights", "cron: 0 * * * *\n\(hours)\ncatchUp: all\noverlap: allow")
    try tick(after: 86_400)
    #expect(
      try runs(of: schedule).compactMap { $0.trigger["slot"]?.stringValue }.sorted() == [
        "2023-11-14T23:00:00Z", "2023-11-15T00:00:00Z",
      ])
  }

  @Test func `Max runs ends a schedule, so that one run is a one-shot`() throws {
    let schedule = try world.schedule("One shot", "cron: 0 * * * *\nmaxRuns: 1")
    try tick(after: 3_600)
    try tick(after: 3_600)
    #expect(try runs(of: schedule).count == 1)
    #expect(try world.load(schedule.id).status == .completed)
  }
}

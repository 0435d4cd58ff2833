import Engine
import JSON
import Store
import Testing

@testable import Orchestrator

/// What operators do with schedules. The clock stands at 2023-11-14 22:13:20 UTC to begin with.
struct ScheduleOperationTests {
  private let world: World

  init() throws {
    world = try World()
    try world.publish(World.report)
  }

  @Test func `a new schedule knows when it fires`() throws {
    let schedule = try world.schedule()
    #expect(schedule.status == .active)
    #expect(schedule.ledger.nextFire == Instant("2023-11-15T02:30:00Z"))
    #expect(schedule.ledger.dueAt == schedule.ledger.nextFire)
    #expect((schedule.version, schedule.createdBy) == (1, "user:ada"))
    let found = try world.load(schedule.id)
    #expect(found == schedule)
    let once = try world.schedule("Once", "runAt: 2024-01-01T00:00:00Z")
    #expect(once.ledger.nextFire == Instant("2024-01-01T00:00:00Z"))
  }

  @Test func `the payload is held against the workflow's schema, place by place`() throws {
    let text = "name: x\nworkflowId: report\ncron: \"@daily\"\npayload: {region: 5, copies: many}"
    let error = world.refusal {
      _ = try world.installation.createSchedule(DefinitionText(text, named: "r"), by: world.admin)
    }
    #expect(error?.kind == .invalid)
    #expect(error?.issues.map(\.path).sorted() == ["payload/copies", "payload/region"])
    #expect(
      try world.installation.schedules(ScheduleFilter(tenant: .standard), page: .first, for: world.admin).items == [])
  }

  @Test func `only a workflow that is there and has an input schema can be scheduled`() throws {
    try world.publish("id: bare\nstates: [{name: a, type: operation, action: noop}]")
    let bare = world.refusal {
      let text = "name: x\nworkflowId: bare\ncron: \"@daily\""
      _ = try world.installation.createSchedule(DefinitionText(text, named: "r"), by: world.admin)
    }
    #expect(bare?.kind == .conflict && bare?.message.contains("inputSchema") == true)
    let gone = world.refusal {
      let text = "name: x\nworkflowId: nothing\ncron: \"@daily\""
      _ = try world.installation.createSchedule(DefinitionText(text, named: "r"), by: world.admin)
    }
    #expect(gone?.issues.map(\.path) == ["workflowId"])
  }

  @Test func `a name is free once in a workflow`() throws {
    let first = try world.schedule()
    let error = world.refusal { try world.schedule("Nightly", "every: 5m") }
    #expect(error?.kind == .conflict && error?.issues.map(\.path) == ["name"])
    _ = try world.schedule("Hourly", "every: 1h")
    #expect(try world.edit(first, World.schedule("Nightly", "every: 5m")).spec.name == "Nightly")
    world.refuses(.conflict) { _ = try world.edit(first, World.schedule("Hourly")) }
  }

  @Test func `asked twice with one key one schedule is made`() throws {
    let text = DefinitionText(World.schedule(), named: "request")
    let first = try world.installation.createSchedule(text, idempotencyKey: "k", by: world.admin)
    let second = try world.installation.createSchedule(text, idempotencyKey: "k", by: world.admin)
    #expect(second.schedule.id == first.schedule.id && second.isRepeated && !first.isRepeated)
    let other = DefinitionText(World.schedule("Other"), named: "request")
    world.refuses(.conflict) { _ = try world.installation.createSchedule(other, idempotencyKey: "k", by: world.admin) }
  }

  @Test func `whoever may not manage schedules changes none of them`() throws {
    let schedule = try world.schedule()
    for role in [Role.viewer, .operator, .approver] {
      let identity = Identity(actor: "user:x", roles: [role])
      let installation = world.installation
      world.refuses(.forbidden) {
        _ = try installation.pauseSchedule(schedule.id, until: nil, reason: nil, by: identity)
      }
      world.refuses(.forbidden) { try installation.deleteSchedule(schedule.id, by: identity) }
      world.refuses(.forbidden) { _ = try installation.skipNext(of: schedule.id, by: identity) }
      world.refuses(.forbidden) {
        _ = try installation.createSchedule(DefinitionText(World.schedule("Other"), named: "request"), by: identity)
      }
      #expect(try world.installation.schedule(schedule.id, for: identity).id == schedule.id)
    }
    let author = Identity(actor: "user:author", roles: [.author])
    #expect(try world.installation.pauseSchedule(schedule.id, until: nil, reason: nil, by: author).status == .paused)
  }

  @Test func `another tenant's schedules don't exist`() throws {
    let schedule = try world.schedule()
    let stranger = Identity(actor: "user:eve", tenant: "other", roles: [.admin])
    world.refuses(.notFound) { _ = try world.installation.schedule(schedule.id, for: stranger) }
    world.refuses(.notFound) { try world.installation.deleteSchedule(schedule.id, by: stranger) }
    let found = try world.installation.schedules(ScheduleFilter(tenant: .standard), page: .first, for: stranger)
    #expect(found.items == [])
  }

  @Test func `what was paused doesn't fire, says who did it, and tells its moments as paused`() throws {
    let schedule = try world.schedule("Hourly", "cron: 0 * * * *")
    let paused = try world.installation.pauseSchedule(schedule.id, until: nil, reason: "maintenance", by: world.admin)
    #expect(paused.status == .paused && paused.ledger.dueAt == nil && paused.ledger.nextFire == nil)
    #expect(paused.pause == Schedule.Pause(by: "user:ada", reason: "maintenance", at: world.now))
    world.refuses(.conflict) {
      _ = try world.installation.pauseSchedule(schedule.id, until: nil, reason: nil, by: world.admin)
    }
    world.pass(seconds: 3 * 3_600)
    let resumed = try world.installation.resumeSchedule(schedule.id, by: world.admin)
    #expect(resumed.status == .active && resumed.pause == nil)
    #expect(resumed.ledger.nextFire == Instant("2023-11-15T02:00:00Z"))
    guard case .span(let span) = try world.ledger(of: schedule.id).first else {
      Issue.record("no span tells of the pause")
      return
    }
    #expect((span.outcome, span.count, span.first) == (.paused, 3, try #require(Instant("2023-11-14T23:00:00Z"))))
  }

  @Test func `a pause may have an end`() throws {
    let schedule = try world.schedule("Hourly", "cron: 0 * * * *")
    let until = world.now + .seconds(5 * 3_600)
    let paused = try world.installation.pauseSchedule(schedule.id, until: until, reason: nil, by: world.admin)
    #expect(paused.pausedUntil == until && paused.ledger.nextFire == Instant("2023-11-15T04:00:00Z"))
    #expect(
      try world.installation.resumeSchedule(schedule.id, by: world.admin).ledger.nextFire
        == Instant("2023-11-14T23:00:00Z"))
    let past = world.now
    world.refuses(.invalid, at: ["until"]) {
      _ = try world.installation.pauseSchedule(schedule.id, until: past, reason: nil, by: world.admin)
    }
  }

  @Test func `the next moment is left out, and told so`() throws {
    let schedule = try world.schedule("Hourly", "cron: 0 * * * *")
    let seen = try #require(schedule.ledger.nextFire)
    let skipped = try world.installation.skipNext(of: schedule.id, expected: seen, by: world.admin)
    #expect(skipped.ledger.nextFire == seen + .seconds(3_600))
    #expect(skipped.counts.skipped == 1)
    guard case .span(let span) = try world.ledger(of: schedule.id).first else {
      Issue.record("no span tells of it")
      return
    }
    #expect((span.outcome, span.first, span.reason) == (.skippedByUser, seen, "skipped by user:ada"))
    world.refuses(.conflict) { _ = try world.installation.skipNext(of: schedule.id, expected: seen, by: world.admin) }
  }

  @Test func `a schedule is triggered beside its own times`() throws {
    let schedule = try world.schedule()
    let run = try world.installation.triggerSchedule(schedule.id, by: world.admin).run
    #expect(run.input["region"] == "eu" && run.input["copies"] == 1)
    #expect(run.trigger["kind"] == "schedule" && run.trigger["schedule"] == .string(schedule.id.rawValue))
    #expect(run.trigger["slot"] == nil && run.trigger["by"] == "user:ada")
    #expect(try world.load(schedule.id).ledger == schedule.ledger)
    var filter = RunFilter(tenant: .standard)
    filter.schedule = schedule.id
    let listed = try world.installation.storage.read { [filter] in try $0.runs(filter, page: .first) }
    #expect(listed.items.map(\.id) == [run.id])
  }

  @Test func `what is deleted is gone, and its runs stay`() throws {
    let schedule = try world.schedule()
    let run = try world.installation.triggerSchedule(schedule.id, by: world.admin).run
    try world.installation.deleteSchedule(schedule.id, by: world.admin)
    world.refuses(.notFound) { _ = try world.installation.schedule(schedule.id, for: world.admin) }
    #expect(try world.run(run.id).trigger["name"] == "Nightly")
  }

  @Test func `a list is filtered by workflow, kind, status and text`() throws {
    let nightly = try world.schedule()
    let once = try world.schedule("Once", "runAt: 2024-01-01T00:00:00Z\nnote: for the board")
    _ = try world.installation.pauseSchedule(nightly.id, until: nil, reason: nil, by: world.admin)
    func names(_ change: (inout ScheduleFilter) -> Void) throws -> [String] {
      var filter = ScheduleFilter(tenant: .standard)
      change(&filter)
      return try world.installation.schedules(filter, page: .first, for: world.admin).items.map(\.spec.name)
    }
    #expect(try names { $0.workflow = "report" } == ["Nightly", "Once"])
    #expect(try names { $0.workflow = "other" } == [])
    #expect(try names { $0.kind = .once } == [once.spec.name])
    #expect(try names { $0.status = .paused } == ["Nightly"])
    #expect(try names { $0.search = "BOARD" } == ["Once"])
    let first = try world.installation.schedules(
      ScheduleFilter(tenant: .standard), page: PageRequest(limit: 1), for: world.admin)
    let rest = try world.installation.schedules(
      ScheduleFilter(tenant: .standard), page: PageRequest(limit: 1, cursor: first.next), for: world.admin)
    #expect((first.items + rest.items).map(\.spec.name) == ["Nightly", "Once"] && rest.next == nil)
  }
}

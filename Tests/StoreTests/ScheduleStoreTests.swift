import Cron
import Engine
import JSON
import Testing

@testable import Store

/// Schedules as people see them.
struct ScheduleStoreTests {
  private let birth = TestStore.birth

  @Test func `a schedule comes back as it was written, whatever it says`() throws {
    let store = try TestStore()
    var full = Schedule.sample("full")
    full.spec.timing = .cron("0 9 * * MON-FRI", gap: .runBefore, repeats: .both)
    full.spec.activeHours = ScheduleSpec.Hours(start: "08:00", end: "18:00", days: ["mon", "fri"])
    full.spec.calendar = "works"
    full.spec.onHoliday = .next
    full.spec.startAt = birth
    full.spec.endAt = birth + .seconds(86_400)
    full.spec.maxRuns = 3
    full.spec.jitter = .seconds(90)
    full.spec.overlap = .cancelOther
    full.spec.catchUp = CatchUp(mode: .all, window: .seconds(60), max: 7, spacing: .fractionalSeconds(1.5))
    full.spec.pauseOnFailure = true
    full.spec.note = "for the works council"
    full.isEnabled = false
    full.pause = Schedule.Pause(by: "user:ada", reason: "holiday", at: birth)
    full.pausedUntil = birth + .seconds(9)
    full.failure = Schedule.Failure(.zone, "no such zone")
    let timings: [ScheduleTiming] = [
      .once(birth), .interval(every: .seconds(30), anchor: birth), .after(.fractionalSeconds(0.5)),
    ]
    let others = timings.enumerated().map { index, timing in
      var schedule = Schedule.sample(ScheduleID("s\(index)"))
      schedule.spec.timing = timing
      return schedule
    }
    for schedule in [full] + others {
      try store.tell { try $0.insertSchedule(schedule) }
      #expect(try store.ask { try $0.schedule(schedule.id) } == schedule)
    }
    #expect(try store.ask { try $0.schedule("full", tenant: "other") } == nil)
    #expect(try store.ask { try $0.schedule(named: "full", of: "hello", tenant: .standard) }?.id == "full")
  }

  @Test func `a workflow has one schedule of a name`() throws {
    let store = try TestStore()
    try store.publish("other")
    try store.tell { try $0.insertSchedule(.sample("a", name: "daily")) }
    try store.tell { try $0.insertSchedule(.sample("b", name: "daily", workflow: "other")) }
    #expect(throws: InvariantViolation.self) { try store.tell { try $0.insertSchedule(.sample("c", name: "daily")) } }
  }

  @Test func `schedules are listed by workflow, kind, status and words`() throws {
    let store = try TestStore()
    try store.publish("other")
    var paused = Schedule.sample("b", workflow: "other")
    paused.isEnabled = false
    paused.pause = Schedule.Pause(by: "user:ada", at: birth)
    var once = Schedule.sample("c")
    once.spec.timing = .once(birth)
    once.spec.note = "Asked for by Grace"
    var failed = Schedule.sample("d")
    failed.failure = Schedule.Failure(.validation, "name: is missing")
    for schedule in [.sample("a"), paused, once, failed] { try store.tell { try $0.insertSchedule(schedule) } }
    func list(_ change: (inout ScheduleFilter) -> Void) throws -> [ScheduleID] {
      var filter = ScheduleFilter(tenant: .standard)
      change(&filter)
      return try store.ask { try $0.schedules(filter, page: .first) }.items.map(\.id)
    }
    #expect(try list { _ in } == ["a", "b", "c", "d"])
    #expect(try list { $0.workflow = "other" } == ["b"])
    #expect(try list { $0.kind = .once } == ["c"])
    #expect(try list { $0.status = .paused } == ["b"])
    #expect(try list { $0.status = .failed } == ["d"])
    #expect(try list { $0.status = .active } == ["a", "c"])
    #expect(try list { $0.search = "GRACE" } == ["c"])
    let first = try store.ask { try $0.schedules(ScheduleFilter(tenant: .standard), page: PageRequest(limit: 3)) }
    let rest = try store.ask {
      try $0.schedules(ScheduleFilter(tenant: .standard), page: PageRequest(limit: 3, cursor: first.next))
    }
    #expect(rest.items.map(\.id) == ["d"])
  }

  @Test func `an edit of what has changed meanwhile is refused`() throws {
    let store = try TestStore()
    let schedule = Schedule.sample("a")
    try store.tell { try $0.insertSchedule(schedule) }
    var edited = schedule
    edited.version = 2
    edited.spec.note = "new"
    #expect(try store.tell { try $0.updateSchedule(edited) })
    #expect(try store.ask { try $0.schedule("a") }?.spec.note == "new")
    #expect(try !store.tell { try $0.updateSchedule(edited) })
  }

  @Test func `a payload's verdict reaches all schedules that have it, and no others`() throws {
    let store = try TestStore()
    var zoneless = Schedule.sample("c", payload: ["n": 1])
    zoneless.failure = Schedule.Failure(.zone, "no such zone")
    for schedule in [.sample("a", payload: ["n": 1]), .sample("b", payload: ["n": 2]), zoneless] {
      try store.tell { try $0.insertSchedule(schedule) }
    }
    let payloads = try store.ask { try $0.payloads(ofSchedulesOf: "hello", tenant: .standard) }
    #expect(Set(payloads.map(\.payload)) == [["n": 1], ["n": 2]])
    let bad = try required(payloads.first { $0.payload == ["n": 1] })
    func judge(_ failure: String?) throws -> Int {
      try store.tell { try $0.setValidity(of: bad, ofSchedulesOf: "hello", tenant: .standard, failure: failure) }
    }
    #expect(try judge("n: is 1") == 1)
    #expect(try judge("n: is 1") == 0)
    #expect(try store.ask { try $0.schedule("a") }?.status == .failed)
    #expect(try store.ask { try $0.schedule("b") }?.status == .active)
    #expect(try judge(nil) == 1)
    #expect(try store.ask { try $0.schedule("a") }?.failure == nil)
    #expect(try store.ask { try $0.schedule("c") }?.failure?.kind == .zone)
  }

  @Test func `a calendar is replaced only by who has seen the newest, and its users are looked at anew`() throws {
    let store = try TestStore()
    var user = Schedule.sample("a")
    user.spec.calendar = "works"
    try store.tell { try $0.insertSchedule(user) }
    let calendar = CalendarRecord(
      tenant: .standard, name: "works", definition: ["holidays": []], createdAt: birth, updatedBy: "user:ada")
    #expect(try store.tell { try $0.putCalendar(calendar, expecting: 0) } == 1)
    #expect(try store.tell { try $0.putCalendar(calendar, expecting: 0) } == nil)
    #expect(try store.tell { try $0.putCalendar(calendar, expecting: 1) } == 2)
    #expect(try store.ask { try $0.calendars(of: .standard) }.map(\.version) == [2])
    #expect(try store.ask { try $0.schedules(withCalendar: "works", tenant: .standard) } == ["a"])
    #expect(try store.ask { try $0.schedule("a") }?.ledger.dueAt == birth)
    #expect(try store.tell { try $0.deleteCalendar("works", tenant: .standard) })
    #expect(try store.ask { try $0.calendar("works", tenant: .standard) } == nil)
  }
}

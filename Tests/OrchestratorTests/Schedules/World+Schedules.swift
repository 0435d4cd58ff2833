import Cron
import Engine
import Foundation
import GRDB
import JSON
import Store
import Testing

@testable import Orchestrator

extension World {
  /// A workflow whose runs are over as soon as they begin, one whose runs go on until somebody ends them, and one whose
  /// runs fail.
  func publishScheduled() throws {
    try publish("{id: quick, inputSchema: {type: object}, states: [{name: done, type: succeed}]}")
    try publish("{id: long, inputSchema: {type: object}, states: [{name: stay, type: await, signal: go, end: true}]}")
    try publish(
      "{id: bad, inputSchema: {type: object}, states: [{name: oops, type: fail, errorType: business, message: as it must}]}"
    )
  }

  @discardableResult
  func schedule(
    _ timing: ScheduleTiming, of workflow: WorkflowID = "quick", named name: String = "s",
    replaySince: Instant? = nil, _ change: (inout ScheduleSpec) -> Void = { _ in }
  ) throws -> ScheduleID {
    var spec = ScheduleSpec(name: name, workflow: workflow, timing: timing)
    change(&spec)
    let schedule = try installation.newSchedule(
      spec, tenant: .standard, by: admin.actor, replaySince: replaySince)
    try installation.storage.write { try $0.insertSchedule(schedule) }
    return schedule.id
  }

  func schedule(_ id: ScheduleID) throws -> Schedule {
    try #require(try installation.storage.read { try $0.schedule(id) })
  }

  /// Everything that is due, as a tick does it. Returns how many runs were started.
  @discardableResult
  func fire() throws -> Int {
    var fired = 0
    while true {
      let report = try ScheduleFiring(installation).fireDue()
      let backfilled = try BackfillFiring(installation).fireDue()
      fired += report.fired + backfilled.fired
      if report.decided + backfilled.decided == 0 { return fired }
    }
  }

  /// Lets a number of minutes pass with a tick in each of them.
  @discardableResult
  func minutes(_ number: Int) throws -> Int {
    try (0..<number).reduce(0) { fired, _ in
      pass(seconds: 60)
      return try fired + fire()
    }
  }

  func slots(_ id: ScheduleID) throws -> [ScheduleSlot] {
    try installation.storage.read { try $0.slots(of: id, page: PageRequest(limit: 200)) }.items.reversed()
  }

  func spans(_ id: ScheduleID) throws -> [ScheduleSpan] {
    try installation.storage.read { try $0.spans(of: id, page: PageRequest(limit: 200)) }.items.reversed()
  }

  /// `fired 2, skippedOverlap 3`: what became of how many instants.
  func tally(_ id: ScheduleID) throws -> String {
    var counts: [String: Int] = [:]
    for slot in try slots(id) { counts[slot.status.rawValue, default: 0] += 1 }
    for span in try spans(id) { counts[span.outcome.rawValue, default: 0] += span.count }
    return counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }

  func runs(of id: ScheduleID) throws -> [RunSummary] {
    var filter = RunFilter(tenant: .standard)
    filter.schedule = id
    return try installation.storage.read { try $0.runs(filter, page: PageRequest(limit: 200)) }.items.reversed()
  }

  /// Ends a run of `long`.
  func finish(_ run: RunID) throws {
    let signal = Signal(name: "go", payload: .null, by: admin.actor)
    _ = try installation.signal(run, signal, by: admin)
  }
}

extension ScheduleTiming {
  static let eachMinute = ScheduleTiming.cron("* * * * *")
}

extension World {
  @discardableResult
  func backfill(
    _ id: ScheduleID, from: Instant, to: Instant, overlap: Backfill.Overlap = .bufferAll,
    spacing: TimeSpan = .seconds(0)
  ) throws -> BackfillID {
    let backfill = Backfill(
      id: BackfillID(rawValue: installation.identifiers.ulid(at: now)), schedule: id, tenant: .standard, from: from,
      to: to, overlap: overlap, spacing: spacing, total: 0, createdAt: now, createdBy: admin.actor)
    try installation.storage.write { try $0.insertBackfill(backfill) }
    return backfill.id
  }

  /// A run by hand.
  func trigger(_ id: ScheduleID) throws -> RunID {
    let schedule = try schedule(id)
    let provenance = ScheduleProvenance(schedule, slot: nil, revision: 1, at: now, by: admin.actor)
    let request = StartRequest(workflow: schedule.spec.workflow, trigger: provenance.trigger)
    return try installation.startRun(request, by: admin).run.id
  }

  /// Changes what is stored behind everybody's back: the generation stays.
  func rewrite(_ id: ScheduleID, _ change: (inout ScheduleSpec) -> Void) throws {
    try installation.storage.write { writer in
      var schedule = try #require(try writer.schedule(id))
      change(&schedule.spec)
      schedule.version += 1
      #expect(try writer.updateSchedule(schedule))
    }
  }

  /// Makes a schedule's row unreadable.
  func corrupt(_ id: ScheduleID) throws {
    let database = try DatabaseQueue(path: directory.path + "/escapement.db")
    try database.write {
      try $0.execute(sql: "UPDATE schedules SET spec = '[]' WHERE id = ?", arguments: [id.rawValue])
    }
  }
}

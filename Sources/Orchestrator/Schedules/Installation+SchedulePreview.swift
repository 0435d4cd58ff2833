import Cron
public import Engine
public import JSON
import Store

extension Installation {
  /// What would be made of a schedule's text, without making it. The payload is not looked at.
  ///
  /// - Throws: `invalid` with every issue and its place.
  public func previewSchedule(
    _ text: DefinitionText, instead earlier: Schedule? = nil, count: Int, for identity: Identity
  ) throws -> SchedulePreview {
    try identity.require(.view)
    let spec = try readSchedule(text, instead: earlier?.spec, for: identity).spec
    return try preview(of: spec, id: earlier?.id ?? "", tenant: identity.tenant, remaining: spec.maxRuns, count: count)
  }

  /// When a schedule fires next, as things stand.
  public func preview(of schedule: Schedule, count: Int) throws -> SchedulePreview {
    let remaining = schedule.spec.maxRuns.map { max(0, $0 - schedule.counts.fired) }
    let start = [schedule.ledger.through, schedule.pausedUntil].compactMap(\.self).max()
    var preview = try preview(
      of: schedule.spec, id: schedule.id, tenant: schedule.tenant, after: start, remaining: remaining,
      count: schedule.status == .completed ? 0 : count)
    if schedule.status == .completed { preview.ending = "it is over" }
    if schedule.status == .paused { preview.ending = "it is paused; these are the moments if it is resumed now" }
    if schedule.status == .failed { preview.ending = "none of them fires while it is failed" }
    return preview
  }

  private func preview(
    of spec: ScheduleSpec, id: ScheduleID, tenant: TenantID, after start: Instant? = nil, remaining: Int?, count: Int
  ) throws -> SchedulePreview {
    do {
      let zone = try ZoneCatalog.system.zone(named: spec.timezone)
      let record = try spec.calendar.flatMap { name in try storage.read { try $0.calendar(name, tenant: tenant) } }
      let calendar = try record.map { try BusinessCalendar($0) }
      return try SchedulePreview(
        of: spec, id: id, zone: zone, calendar: calendar, after: max(clock.now(), start ?? clock.now()), count: count,
        remaining: remaining)
    } catch let failure as Schedule.Failure {
      throw OperationError(.conflict, failure.message)
    } catch let problem as ZoneProblem {
      throw OperationError(.conflict, problem.description)
    }
  }
}

extension SchedulePreview {
  /// As the API and the command line show it.
  public var json: JSONValue {
    [
      "sentence": .string(sentence), "cron": .text(cron),
      "fires": .array(fires.map { ["at": .moment($0.at), "local": .string($0.local), "note": .text($0.note)] }),
      "ending": .text(ending),
    ]
  }
}

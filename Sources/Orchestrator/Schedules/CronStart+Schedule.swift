import Engine
import JSON
import Store

extension Installation {
  /// - Throws: `invalid` when the host doesn't have the zone that a `cron` start state names.
  func requireZone(of start: CronStart) throws(OperationError) {
    do { _ = try ZoneCatalog.system.zone(named: start.timezone ?? configuration.timezone) } catch {
      throw OperationError(
        .invalid, "the cron state '\(start.state)': \(error)",
        issues: [CheckIssue(.invalidValue, path: "states", message: "the cron state '\(start.state)': \(error)")])
    }
  }

  /// Makes the schedule that a workflow's `cron` start state asks for, the first time that it asks. From then on the
  /// schedule is the operators': changed, paused or deleted, it isn't made again.
  func makeSchedule(
    _ start: CronStart, of content: RevisionContent, in store: any StorageWriter, by identity: Identity
  ) throws {
    let mark = "cron-start:\(content.tenant):\(content.workflow)"
    guard try store.setting(mark) == nil else { return }
    let name = "\(content.workflow) \(start.state)"
    guard try store.schedule(named: name, of: content.workflow, tenant: content.tenant) == nil else { return }
    let spec = ScheduleSpec(
      name: name, workflow: content.workflow, timing: .cron(start.cron, gap: start.gap, repeats: start.repeats),
      timezone: start.timezone ?? configuration.timezone, payload: start.payload)
    let schedule = try newSchedule(spec, tenant: content.tenant, by: identity.actor)
    try store.insertSchedule(schedule)
    try store.setSetting(mark, to: schedule.id.rawValue)
    logger.scheduleChanged(schedule, "made by its workflow", by: identity.actor)
  }
}

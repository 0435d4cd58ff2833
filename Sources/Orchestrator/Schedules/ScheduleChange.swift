import Engine
import Store

extension Installation {
  /// Changes a schedule in one transaction, and answers how it is then. What was due is decided first.
  ///
  /// - Parameter body: what a person wants; may refuse it.
  func change(
    _ id: ScheduleID, _ verb: String, by identity: Identity, expecting version: Int64? = nil,
    replaySince: Instant? = nil, _ body: (inout Schedule) throws -> Void
  ) throws -> Schedule {
    let changed = try changeSchedule(
      id, tenant: identity.tenant, expecting: version, replaySince: replaySince, body)
    logger.scheduleChanged(changed, verb, by: identity.actor)
    return changed
  }

  /// A schedule of a spec that was checked, to be inserted.
  func newSchedule(_ checked: CheckedSchedule, by identity: Identity) throws -> Schedule {
    var schedule = try newSchedule(checked.spec, tenant: identity.tenant, by: identity.actor)
    if checked.isEnabled == false {
      schedule.pause(by: identity.actor, at: schedule.createdAt)
      schedule.ledger.dueAt = nil
      schedule.ledger.nextFire = nil
    }
    return schedule
  }
}

extension Schedule {
  mutating func pause(by actor: Actor, reason: String? = nil, at now: Instant) {
    isEnabled = false
    pausedUntil = nil
    pause = Schedule.Pause(by: actor, reason: reason, at: now)
  }

  mutating func resume() {
    isEnabled = true
    pausedUntil = nil
    pause = nil
  }

  /// Another spec, by somebody who may switch the schedule on or off with it.
  mutating func take(_ checked: CheckedSchedule, at now: Instant, by actor: Actor) {
    // What was over and has other times goes on, unless somebody says otherwise.
    let isRevived = completedAt != nil && !spec.hasSameInstants(as: checked.spec)
    spec = checked.spec
    // Another chance: the payload fits, and what could not be read was just read.
    failure = nil
    lastError = nil
    switch checked.isEnabled ?? (isRevived ? true : isEnabled) {
    case true where !isEnabled: resume()
    case false where isEnabled: pause(by: actor, at: now)
    default: break
    }
  }

  /// ` (by user:ada, maintenance)`
  var pauseStory: String {
    guard let pause else { return "" }
    return " (by \(pause.by)\(pause.reason.map { ", \($0)" } ?? ""))"
  }
}

extension StorageReader {
  /// Schedules of other tenants don't exist.
  func requireSchedule(_ id: ScheduleID, _ identity: Identity) throws -> Schedule {
    guard let schedule = try schedule(id, tenant: identity.tenant) else { throw OperationError(noSchedule: id) }
    return schedule
  }

  /// What may have changed since the schedule was checked: the revision, and other schedules' names.
  func require(_ checked: CheckedSchedule, of tenant: TenantID, besides own: ScheduleID? = nil) throws {
    let spec = checked.spec
    guard let workflow = try workflow(spec.workflow, tenant: tenant) else {
      throw OperationError(unscheduled: spec.workflow)
    }
    guard workflow.revision == checked.revision else {
      throw OperationError(
        .conflict, "revision \(workflow.revision) of '\(spec.workflow)' was published a moment ago; try again")
    }
    if let other = try schedule(named: spec.name, of: spec.workflow, tenant: tenant), other.id != own {
      let message = "the workflow '\(spec.workflow)' has a schedule '\(spec.name)' already"
      throw OperationError(
        .conflict, message,
        issues: [CheckIssue(.duplicateName, path: "name", message: message, hint: "choose another name")])
    }
  }
}

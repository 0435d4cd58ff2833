import Digest
public import Engine
import JSON
import Store

extension Installation {
  /// Keeps a schedule from firing: until somebody resumes it, or up to a moment.
  ///
  /// - Throws: `conflict` for one that is over, `invalid` for an end in the past.
  public func pauseSchedule(
    _ id: ScheduleID, until: Instant?, reason: String?, by identity: Identity
  ) throws -> Schedule {
    try identity.require(.manageSchedule)
    if let reason, reason.utf8.count > Self.longestReason {
      throw OperationError(.invalid, "a reason has at most \(Self.longestReason) bytes")
    }
    if let until, until <= clock.now() {
      let message = "\(until) is in the past"
      throw OperationError(.invalid, message, issues: [CheckIssue(.invalidValue, path: "until", message: message)])
    }
    return try change(id, "paused", by: identity) { schedule in
      guard schedule.status != .completed else {
        throw OperationError(.conflict, "the schedule '\(schedule.spec.name)' is over; there is nothing to pause")
      }
      guard schedule.isEnabled else {
        throw OperationError(
          .conflict, "the schedule '\(schedule.spec.name)' is paused already\(schedule.pauseStory)")
      }
      if let until {
        schedule.pausedUntil = until
      } else {
        schedule.pause(by: identity.actor, reason: reason, at: clock.now())
      }
    }
  }

  /// Lets a paused schedule go on. What it would have fired meanwhile is told as paused, and stays unfired.
  public func resumeSchedule(_ id: ScheduleID, by identity: Identity) throws -> Schedule {
    try identity.require(.manageSchedule)
    return try change(id, "resumed", by: identity) { schedule in
      guard schedule.status != .completed else {
        throw OperationError(
          .conflict, "the schedule '\(schedule.spec.name)' is over; give it another time to let it fire again")
      }
      guard !schedule.isEnabled || schedule.pausedUntil != nil || schedule.failure?.kind == .poison else {
        throw OperationError(.conflict, "the schedule '\(schedule.spec.name)' isn't paused")
      }
      schedule.resume()
    }
  }

  /// Leaves out the next moment at which the schedule would fire.
  ///
  /// - Parameter expected: the moment that the asker has seen; another one is a `conflict`.
  public func skipNext(
    of id: ScheduleID, expected: Instant? = nil, by identity: Identity
  ) throws -> Schedule {
    try identity.require(.manageSchedule)
    let schedule = try schedule(id, for: identity)
    guard schedule.status == .active else {
      throw OperationError(
        .conflict, "the schedule '\(schedule.spec.name)' is \(schedule.status.rawValue), so there is nothing to skip")
    }
    if let expected, let next = schedule.ledger.nextFire, next != expected {
      throw OperationError(.conflict, "the next moment is \(next) by now, and not \(expected)")
    }
    let skipped = try skipNext(of: id, tenant: identity.tenant, by: identity.actor)
    logger.scheduleChanged(skipped, "skipped once", by: identity.actor)
    return skipped
  }

  /// Starts a run at once with the schedule's payload: beside its own times, its overlap and its limits.
  public func triggerSchedule(
    _ id: ScheduleID, idempotencyKey: String? = nil, by identity: Identity
  ) throws -> StartedRun {
    try identity.require(.startRun)
    let schedule = try schedule(id, for: identity)
    let revision = try storage.read {
      try $0.workflow(schedule.spec.workflow, tenant: identity.tenant)?.revision ?? 0
    }
    let provenance = ScheduleProvenance(schedule, slot: nil, revision: revision, at: clock.now(), by: identity.actor)
    let request = StartRequest(
      workflow: schedule.spec.workflow, input: schedule.spec.payload, trigger: provenance.trigger,
      idempotencyKey: idempotencyKey.map { "\(schedule.id) \($0)" })
    return try startRun(request, by: identity)
  }

  /// A remark, not a document.
  private static let longestReason = 1_000
}

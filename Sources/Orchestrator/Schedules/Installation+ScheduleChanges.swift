public import Engine
import Store

/// Changing schedules so that their ledgers stay whole: what is due is decided first, what lies between is told, and
/// what follows is planned anew.
extension Installation {
  /// A schedule that begins now, to be inserted.
  ///
  /// - Parameter replaySince: instants since then are caught up on, as the spec says.
  /// - Throws: ``OperationError`` (`invalid`) when its zone, times or calendar can't be used.
  public func newSchedule(
    _ spec: ScheduleSpec, tenant: TenantID, by actor: Actor, replaySince: Instant? = nil
  ) throws -> Schedule {
    let now = clock.now()
    let begin = replaySince.map { min($0, now) - TimeSpan(milliseconds: 1) } ?? now
    let ledger = ScheduleLedger(through: begin, dueAt: nil, nextFire: nil)
    let schedule = Schedule(
      id: ScheduleID(rawValue: identifiers.ulid(at: now)), tenant: tenant, spec: spec, ledger: ledger, createdAt: now,
      createdBy: actor)
    return try decider(of: schedule).plan(schedule, .init(), now: now).schedule
  }

  /// Changes a schedule.
  ///
  /// - Parameters:
  ///   - version: the one that the caller has seen; nil: whatever is there.
  ///   - replaySince: instants since then are caught up on, as the new spec says; else none that has passed fires.
  ///   - change: what a person wants. The ledger isn't theirs.
  /// - Returns: the schedule as it is now.
  /// - Throws: ``OperationError`` (`notFound`, `conflict`, `invalid`), and what `change` throws.
  @discardableResult
  public func changeSchedule(
    _ id: ScheduleID, tenant: TenantID, expecting version: Int64? = nil, replaySince: Instant? = nil,
    _ change: (inout Schedule) throws -> Void
  ) throws -> Schedule {
    for _ in 0..<Self.mostRounds {
      try ScheduleFiring(self).fire(id)
      let now = clock.now()
      let changed: Schedule? = try storage.write { writer in
        guard let old = try writer.schedule(id, tenant: tenant) else { throw OperationError(noSchedule: id) }
        if let version, version != old.version { throw OperationError(overtaken: old) }
        // Something came due, or a tick was faster: decide that first.
        guard !old.isDue(at: now) else { return nil }
        let situation = try PlannedFiring.Circumstances(of: old, writer).situation
        let edit = try self.edit(of: old, situation, replaySince: replaySince, at: now, change)
        for slot in edit.dropped { try writer.deleteSlot(slot) }
        for span in edit.spans { try writer.insertSpan(span) }
        guard try writer.updateSchedule(edit.schedule) else { return nil }
        return try writer.schedule(id, tenant: tenant)
      }
      if let changed { return changed }
    }
    throw OperationError(.conflict, "the schedule \(id) is being changed by others all the time; try again")
  }

  private static let mostRounds = 20

  /// Decides the next instant now: it won't fire.
  public func skipNext(of id: ScheduleID, tenant: TenantID, by actor: Actor) throws -> Schedule {
    for _ in 0..<Self.mostRounds {
      try ScheduleFiring(self).fire(id)
      let now = clock.now()
      let changed: Schedule? = try storage.write { writer in
        guard let old = try writer.schedule(id, tenant: tenant) else { throw OperationError(noSchedule: id) }
        guard !old.isDue(at: now) else { return nil }
        let circumstances = try PlannedFiring.Circumstances(of: old, writer)
        let decider = try self.decider(of: old)
        guard old.isEnabled,
          let advance = decider.skipNext(old, circumstances.situation, reason: "skipped by \(actor)", now: now)
        else {
          throw OperationError(.conflict, "the schedule '\(old.spec.name)' has no next instant to skip")
        }
        guard try writer.moveLedger(of: advance.schedule, from: old) else { return nil }
        for span in advance.spans { try writer.insertSpan(span) }
        return try writer.schedule(id, tenant: tenant)
      }
      if let changed { return changed }
    }
    throw OperationError(.conflict, "the schedule \(id) is being changed by others all the time; try again")
  }

  /// - Throws: ``OperationError`` (`invalid`) when the schedule's zone, times or calendar can't be used.
  func decider(of schedule: Schedule) throws -> ScheduleDecider {
    do {
      let instants = try FiringSources(self).instants(of: schedule)
      return ScheduleDecider(instants, tolerance: ScheduleFiring.tolerance)
    } catch let failure as Schedule.Failure {
      throw OperationError(.invalid, failure.message)
    }
  }

  private func edit(
    of old: Schedule, _ situation: ScheduleDecider.Situation, replaySince: Instant?, at now: Instant,
    _ change: (inout Schedule) throws -> Void
  ) throws -> ScheduleEdit {
    var wanted = old
    try change(&wanted)
    // The times of a schedule whose zone is broken can't be told: what lies between stays untold.
    let before = try? decider(of: old)
    let after = try decider(of: wanted)
    return ScheduleEdit(
      of: old, wanted, situation, before: before, after: after, replaySince: replaySince, at: now)
  }
}

extension Schedule {
  func isDue(at now: Instant) -> Bool {
    guard isEnabled, let due = ledger.dueAt else { return false }
    return due <= now && failure?.kind != .zone && failure?.kind != .calendar
  }
}

extension OperationError {
  init(noSchedule id: ScheduleID) {
    self.init(.notFound, "there is no schedule \(id); `escapement schedules list` lists them")
  }

  fileprivate init(overtaken schedule: Schedule) {
    self.init(
      .conflict,
      "the schedule '\(schedule.spec.name)' was changed meanwhile: it has version \(schedule.version); look at it again"
    )
  }
}

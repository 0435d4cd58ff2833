import Engine

extension SQLiteTransaction {
  /// Reads the columns that every SELECT of schedules begins with.
  func schedule(from row: inout Row) throws -> Schedule {
    let (id, tenant): (ScheduleID, TenantID) = (row.identifier(), row.identifier())
    let spec = try ScheduleSpec(json: try object(row.text()), payload: try object(row.text()))
    let (version, generation, isEnabled) = (row.integer(), row.integer(), row.bool())
    let pause = schedulePause(from: &row)
    let pausedUntil = row.optionalInstant()
    let failure = try scheduleFailure(from: &row)
    let completedAt = row.optionalInstant()
    let ledger = scheduleLedger(from: &row)
    let counts = Schedule.Counts(fired: row.int(), skipped: row.int(), missed: row.int())
    let (lastSlot, lastFiredAt) = (row.optionalInstant(), row.optionalInstant())
    let (lastRun, lastError): (RunID?, String?) = (row.optionalIdentifier(), row.optionalText())
    var schedule = Schedule(
      id: id, tenant: tenant, spec: spec, ledger: ledger, createdAt: row.instant(), createdBy: row.identifier())
    (schedule.version, schedule.generation, schedule.isEnabled) = (version, generation, isEnabled)
    (schedule.pause, schedule.pausedUntil, schedule.failure) = (pause, pausedUntil, failure)
    (schedule.completedAt, schedule.counts) = (completedAt, counts)
    (schedule.lastSlot, schedule.lastFiredAt) = (lastSlot, lastFiredAt)
    (schedule.lastRun, schedule.lastError) = (lastRun, lastError)
    schedule.updatedAt = row.instant()
    return schedule
  }

  private func schedulePause(from row: inout Row) -> Schedule.Pause? {
    let (by, reason): (Actor?, String?) = (row.optionalIdentifier(), row.optionalText())
    guard let at = row.optionalInstant(), let by else { return nil }
    return Schedule.Pause(by: by, reason: reason, at: at)
  }

  private func scheduleFailure(from row: inout Row) throws -> Schedule.Failure? {
    let (kind, message) = (row.optionalText(), row.optionalText())
    guard let kind, let message else { return nil }
    guard let kind = Schedule.Failure.Kind(rawValue: kind) else {
      throw InvariantViolation("a stored schedule has failed by '\(kind)', which this version doesn't know")
    }
    return Schedule.Failure(kind, message)
  }

  private func scheduleLedger(from row: inout Row) -> ScheduleLedger {
    let (through, moves) = (row.instant(), row.integer())
    var ledger = ScheduleLedger(through: through, dueAt: row.optionalInstant(), nextFire: row.optionalInstant())
    ledger.moves = moves
    ledger.isWaiting = row.bool()
    ledger.decidedAt = row.optionalInstant()
    ledger.endedAt = row.optionalInstant()
    ledger.failedRun = row.optionalIdentifier()
    return ledger
  }
}

import Digest
public import Engine
import JSON
public import Store

/// A schedule that was made now, or before under the same key.
public struct MadeSchedule: Sendable {
  public let schedule: Schedule
  /// The answer repeats an earlier one.
  public let isRepeated: Bool
}

/// Which schedule is edited, and on top of what.
public struct ScheduleUpdate: Sendable {
  public var schedule: ScheduleID
  /// The version that the editor has seen; nil doesn't check.
  public var expected: Int64?
  /// Moments since then are looked at anew, and fire as far as the schedule catches up on them; nil fires nothing of the
  /// past.
  public var replaySince: Instant?

  public init(schedule: ScheduleID, expected: Int64? = nil, replaySince: Instant? = nil) {
    self.schedule = schedule
    self.expected = expected
    self.replaySince = replaySince
  }
}

extension Installation {
  /// Schedules of the asker's tenant, in the order in which they were made.
  public func schedules(
    _ filter: ScheduleFilter, page: PageRequest, for identity: Identity
  ) throws -> Page<Schedule> {
    try identity.require(.view)
    var filter = filter
    filter.tenant = identity.tenant
    return try storage.read { [filter] in try $0.schedules(filter, page: page) }
  }

  /// - Throws: `notFound`, also for a schedule of another tenant.
  public func schedule(_ id: ScheduleID, for identity: Identity) throws -> Schedule {
    try identity.require(.view)
    return try storage.read { try $0.requireSchedule(id, identity) }
  }

  /// Makes a schedule; the next tick knows of it.
  ///
  /// - Throws: `invalid` with every issue and its place; `conflict` for a name that is taken, or a workflow without an
  ///   input schema.
  public func createSchedule(
    _ text: DefinitionText, idempotencyKey: String? = nil, by identity: Identity
  ) throws -> MadeSchedule {
    try identity.require(.manageSchedule)
    let hash = sha256Hex(text.text)
    if let earlier = try storage.read({ try self.earlierSchedule(idempotencyKey, hash, identity.tenant, $0) }) {
      return earlier
    }
    let checked = try checkedSchedule(text, for: identity)
    let schedule = try newSchedule(checked, by: identity)
    let made = try storage.write { writer in
      if let earlier = try self.earlierSchedule(idempotencyKey, hash, identity.tenant, writer) { return earlier }
      try writer.ensureTenant(identity.tenant, at: schedule.createdAt)
      try writer.require(checked, of: identity.tenant)
      try writer.insertSchedule(schedule)
      try self.keepAnswer(idempotencyKey, hash, schedule, writer)
      return MadeSchedule(schedule: schedule, isRepeated: false)
    }
    if !made.isRepeated { logger.scheduleChanged(made.schedule, "created", by: identity.actor) }
    return made
  }

  /// Puts another spec in the place of a schedule's. A changed time begins a new generation of moments, from now on.
  public func updateSchedule(
    _ edit: ScheduleUpdate, with text: DefinitionText, by identity: Identity
  ) throws -> Schedule {
    try identity.require(.manageSchedule)
    let seen = try schedule(edit.schedule, for: identity)
    try requireVersion(of: seen, edit.expected)
    let checked = try checkedSchedule(text, instead: seen, for: identity)
    if let since = edit.replaySince, since > clock.now() {
      throw OperationError(.invalid, "replaySince \(since) is yet to come; moments of the future fire by themselves")
    }
    return try change(
      seen.id, "updated", by: identity, expecting: edit.expected, replaySince: edit.replaySince
    ) { schedule in
      // The transaction is open: a name or a revision can't be taken by others until it ends.
      try self.storage.read { try $0.require(checked, of: identity.tenant, besides: seen.id) }
      schedule.take(checked, at: clock.now(), by: identity.actor)
    }
  }

  /// Deletes a schedule with its history of moments. Its runs stay.
  public func deleteSchedule(_ id: ScheduleID, expected: Int64? = nil, by identity: Identity) throws {
    try identity.require(.manageSchedule)
    let schedule = try storage.write { writer in
      let schedule = try writer.requireSchedule(id, identity)
      try self.requireVersion(of: schedule, expected)
      try writer.deleteSchedule(id)
      return schedule
    }
    logger.scheduleChanged(schedule, "deleted", by: identity.actor)
  }

  private func requireVersion(of schedule: Schedule, _ expected: Int64?) throws(OperationError) {
    guard let expected, expected != schedule.version else { return }
    throw OperationError(
      .conflict,
      "the schedule '\(schedule.spec.name)' was changed since you looked at it; look again, and change it then"
    )
  }

  // MARK: The same request again

  private static let createOperation = "POST /schedules"

  private func earlierSchedule(
    _ key: String?, _ hash: String, _ tenant: TenantID, _ reader: any StorageReader
  ) throws -> MadeSchedule? {
    guard let key, let answer = try reader.idempotentAnswer(key: key, operation: Self.createOperation, tenant: tenant)
    else { return nil }
    guard answer.requestHash == hash else {
      throw OperationError(
        .conflict, "the idempotency key '\(key)' was used for another request; a new request needs a key of its own")
    }
    guard let schedule = try reader.schedule(ScheduleID(rawValue: answer.body), tenant: tenant) else {
      throw OperationError(.conflict, "the schedule that was made with the idempotency key '\(key)' is gone")
    }
    return MadeSchedule(schedule: schedule, isRepeated: true)
  }

  private func keepAnswer(_ key: String?, _ hash: String, _ schedule: Schedule, _ writer: any StorageWriter) throws {
    guard let key else { return }
    let answer = IdempotentAnswer(
      tenant: schedule.tenant, key: key, operation: Self.createOperation, requestHash: hash, status: 201,
      location: nil, body: schedule.id.rawValue, createdAt: schedule.createdAt)
    guard try writer.keepAnswer(answer) else {
      throw OperationError(.conflict, "the idempotency key '\(key)' was used a moment ago; ask again")
    }
  }
}

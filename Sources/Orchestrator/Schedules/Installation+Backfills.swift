import Digest
public import Engine
import Logging
import Store

/// Moments of the past that somebody wants run after all.
public struct BackfillRequest: Sendable {
  public var schedule: ScheduleID
  /// The first and the last moment that count.
  public var from: Instant
  public var to: Instant
  public var overlap = Backfill.Overlap.bufferAll
  public var spacing = TimeSpan(milliseconds: 0)
  public var idempotencyKey: String?

  public init(schedule: ScheduleID, from: Instant, to: Instant) {
    self.schedule = schedule
    self.from = from
    self.to = to
  }
}

extension Installation {
  /// Has a run started for each moment of a range of the past; ticks do it, one after the other, beside live moments.
  ///
  /// - Throws: `invalid` for a range that is empty, too long or not over yet.
  public func backfill(_ request: BackfillRequest, by identity: Identity) throws -> Backfill {
    try identity.require(.manageSchedule)
    let now = clock.now()
    try check(request, at: now)
    let key = request.idempotencyKey.map { "\(request.schedule) \($0)" }
    let id = BackfillID(
      rawValue: key.map { String(sha256Hex("backfill\0\($0)").prefix(26)) } ?? identifiers.ulid(at: now))
    let backfill = try storage.write { writer in
      let schedule = try writer.requireSchedule(request.schedule, identity)
      if let earlier = try writer.backfill(id, tenant: identity.tenant) { return earlier }
      let total = try self.moments(of: request, of: schedule)
      let backfill = Backfill(
        id: id, schedule: schedule.id, tenant: schedule.tenant, from: request.from, to: request.to,
        overlap: request.overlap, spacing: request.spacing, total: total, createdAt: now, createdBy: identity.actor)
      try writer.insertBackfill(backfill)
      return backfill
    }
    logger.info(
      "schedule backfilled",
      metadata: ["schedule": "\(request.schedule)", "moments": "\(backfill.total)", "by": "\(identity.actor)"])
    return backfill
  }

  /// Starts no more runs of a backfill; those that were started go on.
  public func cancelBackfill(_ id: BackfillID, of schedule: ScheduleID, by identity: Identity) throws -> Backfill {
    try identity.require(.manageSchedule)
    let now = clock.now()
    return try storage.write { writer in
      guard let backfill = try writer.backfill(id, tenant: identity.tenant), backfill.schedule == schedule else {
        throw OperationError(.notFound, "the schedule \(schedule) has no backfill \(id)")
      }
      guard try writer.cancelBackfill(id, at: now) else {
        throw OperationError(.conflict, "the backfill \(id) is over already: \(backfill.status.rawValue)")
      }
      return try writer.backfill(id, tenant: identity.tenant) ?? backfill
    }
  }

  private func check(_ request: BackfillRequest, at now: Instant) throws(OperationError) {
    func refuse(_ path: String, _ message: String) -> OperationError {
      OperationError(.invalid, message, issues: [CheckIssue(.invalidValue, path: path, message: message)])
    }
    guard request.to >= request.from else { throw refuse("to", "the range ends before it begins") }
    guard request.to <= now else {
      throw refuse("to", "the range ends in the future; moments that are yet to come fire by themselves")
    }
    guard (TimeSpan(milliseconds: 0)...Self.longestSpacing).contains(request.spacing) else {
      throw refuse("spacingSeconds", "runs can begin 0 to \(Int(Self.longestSpacing.seconds)) seconds after each other")
    }
  }

  private func moments(
    of request: BackfillRequest, of schedule: Schedule
  ) throws -> Int {
    if case .after = schedule.spec.timing {
      throw OperationError(
        .conflict, "the moments of '\(schedule.spec.name)' follow from the ends of its runs; there are none to backfill"
      )
    }
    let instants: ScheduleInstants
    do { instants = try FiringSources(self).instants(of: schedule) } catch let failure as Schedule.Failure {
      throw OperationError(.conflict, failure.message)
    }
    let count = BackfillDecider(instants).count(from: request.from, through: request.to)
    guard count > 0 else {
      throw OperationError(.invalid, "the schedule has no moment from \(request.from) to \(request.to)")
    }
    guard count <= Backfill.mostSlots else {
      throw OperationError(
        .invalid,
        "this range has more moments than a backfill may have, at most \(Backfill.mostSlots); make several of it")
    }
    return count
  }

  /// A day: more is another schedule.
  private static let longestSpacing = TimeSpan.seconds(86_400)
}

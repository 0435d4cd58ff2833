public import Engine
public import JSON

/// Looking at schedules. Who asks for a person gives the person's tenant.
public protocol ScheduleReading {
  /// With the status of its last run.
  func schedule(_ id: ScheduleID, tenant: TenantID?) throws -> Schedule?

  func schedule(named name: String, of workflow: WorkflowID, tenant: TenantID) throws -> Schedule?

  /// In the order in which they were made, with the statuses of their last runs.
  func schedules(_ filter: ScheduleFilter, page: PageRequest) throws -> Page<Schedule>

  /// What became of the instants, newest first. The cursor's position is an instant.
  func ledger(of schedule: ScheduleID, page: PageRequest) throws -> Page<LedgerEntry>

  func slots(of schedule: ScheduleID, page: PageRequest) throws -> Page<ScheduleSlot>

  func spans(of schedule: ScheduleID, page: PageRequest) throws -> Page<ScheduleSpan>

  /// The payloads of a workflow's schedules, each once for each verdict, so that they can be held against a schema.
  func payloads(ofSchedulesOf workflow: WorkflowID, tenant: TenantID) throws -> [SchedulePayload]

  func backfill(_ id: BackfillID, tenant: TenantID) throws -> Backfill?

  /// Newest first.
  func backfills(of schedule: ScheduleID, page: PageRequest) throws -> Page<Backfill>

  func calendar(_ name: String, tenant: TenantID) throws -> CalendarRecord?

  /// By name.
  func calendars(of tenant: TenantID) throws -> [CalendarRecord]

  /// Schedules that name the calendar.
  func schedules(withCalendar name: String, tenant: TenantID) throws -> [ScheduleID]
}

extension ScheduleReading {
  public func schedule(_ id: ScheduleID) throws -> Schedule? { try schedule(id, tenant: nil) }
}

/// Changing what people say. What the ledger says is changed by ``LedgerWriting``.
public protocol ScheduleWriting {
  /// Refused with `InvariantViolation` when the workflow has a schedule of this name.
  func insertSchedule(_ schedule: Schedule) throws

  /// Writes the spec and what a person may change, with the ledger's state. Belongs into the transaction that read the
  /// schedule.
  ///
  /// - Returns: false when the schedule isn't what `schedule` was made from any more (its version less one, and its
  ///   ledger's moves).
  func updateSchedule(_ schedule: Schedule) throws -> Bool

  /// With its slots, spans and backfills. Its runs stay.
  func deleteSchedule(_ id: ScheduleID) throws

  /// Notes whether a payload fits, for all schedules of the workflow that have it. Takes away no failure of another
  /// kind.
  ///
  /// - Parameter failure: the schema's message; nil when the payload fits.
  /// - Returns: how many schedules changed.
  @discardableResult
  func setValidity(
    of payload: SchedulePayload, ofSchedulesOf workflow: WorkflowID, tenant: TenantID, failure: String?
  ) throws -> Int

  func insertBackfill(_ backfill: Backfill) throws

  /// What was started goes on. False when it is over already.
  func cancelBackfill(_ id: BackfillID, at now: Instant) throws -> Bool

  /// Schedules that name it are looked at anew.
  ///
  /// - Parameter version: of the one that it replaces; 0 when there is to be none. Nil: whatever is there.
  /// - Returns: the new version; nil when another one is there.
  func putCalendar(_ calendar: CalendarRecord, expecting version: Int64?) throws -> Int64?

  func deleteCalendar(_ name: String, tenant: TenantID) throws -> Bool
}

/// Which schedules a list shows. Every condition that is given must hold.
public struct ScheduleFilter: Hashable, Sendable {
  public var tenant: TenantID
  public var workflow: WorkflowID?
  public var kind: ScheduleTiming.Kind?
  public var status: ScheduleStatus?
  /// Part of the name, the workflow's id or the note, in any case.
  public var search: String?

  public init(tenant: TenantID, workflow: WorkflowID? = nil) {
    self.tenant = tenant
    self.workflow = workflow
  }
}

/// One line of a schedule's history.
public enum LedgerEntry: Hashable, Sendable {
  case slot(ScheduleSlot)
  case span(ScheduleSpan)
}

/// A payload that some schedules of a workflow have.
public struct SchedulePayload: Hashable, Sendable {
  public var payload: JSONObject
  /// How the store keeps it.
  let column: String
  /// The failure that was noted for it, of validation.
  public var failure: String?
  /// The ids of those that have it, as a list in JSON: found by them, ten thousand payloads cost no more than one.
  let schedules: String
}

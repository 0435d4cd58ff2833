public import Engine

/// What firing schedules needs.
public protocol LedgerReading {
  /// Those to be looked at now, longest due first.
  func dueSchedules(at now: Instant, limit: Int) throws -> [Schedule]

  /// The same by name alone: for when one of them can't be read.
  func dueScheduleIDs(at now: Instant, limit: Int) throws -> [ScheduleID]

  /// How often a schedule was decided or changed; asks for nothing that may be unreadable.
  func moves(of schedule: ScheduleID) throws -> Int64?

  /// When the next schedule or backfill is to be looked at.
  func nextScheduleDue() throws -> Instant?

  /// Runs of the schedule's own slots that are not over, oldest first.
  func liveRuns(of schedule: ScheduleID) throws -> [RunID]

  /// Slots that wait, oldest first.
  func bufferedSlots(of schedule: ScheduleID) throws -> [ScheduleSlot]

  func dueBackfills(at now: Instant, limit: Int) throws -> [Backfill]

  func liveRuns(of backfill: BackfillID, of schedule: ScheduleID) throws -> Int

  /// What must not be, as far as the database alone can tell.
  ///
  /// - Parameter overdue: what was due before should have been looked at by now.
  func ledgerFindings(overdue: Instant, limit: Int) throws -> [LedgerFinding]
}

/// Moving ledgers.
public protocol LedgerWriting {
  /// Writes how far the ledger is, and what firing changes of a schedule.
  ///
  /// - Parameter old: the schedule as it was decided upon.
  /// - Returns: false when it has moved since; then nothing was written.
  func moveLedger(of schedule: Schedule, from old: Schedule) throws -> Bool

  /// Takes a schedule out of every tick's sight until a person changes it, and reads nothing of it.
  func failSchedule(_ id: ScheduleID, _ failure: Schedule.Failure) throws

  func insertSlot(_ slot: ScheduleSlot) throws

  /// A slot that waited now fired or is blocked.
  func updateSlot(_ slot: ScheduleSlot) throws

  /// A slot that waited isn't wanted any more; a span tells why.
  func deleteSlot(_ slot: ScheduleSlot) throws

  /// Makes the schedule's newest span longer if both tell the same and nothing lies between.
  func insertSpan(_ span: ScheduleSpan) throws

  /// - Returns: false when it has moved since it was read.
  func moveBackfill(_ backfill: Backfill, from old: Backfill) throws -> Bool
}

/// Something about a schedule that must not be.
public struct LedgerFinding: Hashable, Sendable {
  public var schedule: ScheduleID
  public var name: String
  public var kind: Kind
  /// When it was due, since when it is so; nil when there is no such moment.
  public var since: Instant?
  /// The failure's message.
  public var message: String?

  public enum Kind: String, Sendable, CaseIterable {
    /// Enabled, and nobody will ever look at it again.
    case noFuture
    /// Due for longer than a tick may be late.
    case overdue
    /// Slots wait for the end of a run, and there is none.
    case stuck
    /// Kept from firing: its failure says by what.
    case failed
  }
}

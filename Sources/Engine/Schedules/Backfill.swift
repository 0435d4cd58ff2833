/// Instants of the past that a person wants run after all, beside the schedule's own.
public struct Backfill: Hashable, Sendable {
  public var id: BackfillID
  public var schedule: ScheduleID
  public var tenant: TenantID
  /// The first and the last moment; instants at both count.
  public var from: Instant
  public var to: Instant
  public var overlap: Overlap
  /// How long after each other runs begin at least.
  public var spacing: TimeSpan
  public var status: Status
  /// Decided up to here.
  public var through: Instant
  /// Nil: it waits for the end of a run, or is over.
  public var dueAt: Instant?
  /// When the next run may begin at the earliest.
  public var notBefore: Instant
  /// How many instants there were when it was made.
  public var total: Int
  public var fired: Int
  public var failed: Int
  public var lastError: String?
  public var createdAt: Instant
  public var createdBy: Actor
  public var finishedAt: Instant?

  public init(
    id: BackfillID, schedule: ScheduleID, tenant: TenantID, from: Instant, to: Instant, overlap: Overlap = .bufferAll,
    spacing: TimeSpan = TimeSpan(milliseconds: 0), total: Int, createdAt: Instant, createdBy: Actor
  ) {
    self.id = id
    self.schedule = schedule
    self.tenant = tenant
    self.from = from
    self.to = to
    self.overlap = overlap
    self.spacing = spacing
    status = .running
    through = Instant(milliseconds: from.milliseconds - 1)
    dueAt = createdAt
    notBefore = createdAt
    self.total = total
    fired = 0
    failed = 0
    self.createdAt = createdAt
    self.createdBy = createdBy
  }

  /// A longer range is several backfills: each is a list that somebody can look through.
  public static let mostSlots = 10_000

  /// What becomes of an instant while a run of the same backfill goes on.
  public enum Overlap: String, Sendable, CaseIterable {
    /// It waits.
    case bufferAll
    case allow
  }

  public enum Status: String, Sendable, CaseIterable {
    case running
    case completed
    case cancelled
  }
}

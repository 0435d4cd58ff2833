/// A schedule: what was said about it, and how far its ledger got.
public struct Schedule: Hashable, Sendable {
  public var id: ScheduleID
  public var tenant: TenantID
  public var spec: ScheduleSpec
  /// Grows with every change by a person: an edit names the version that it was made from.
  public var version: Int64
  /// Grows with every change of what ``ScheduleSpec/hasSameInstants(as:)`` compares.
  public var generation: Int64
  /// False: paused. The ledger then stands still, and what lies between is written down as paused when it moves again.
  public var isEnabled: Bool
  public var pause: Pause?
  /// Paused up to this moment, by itself enabled from then on.
  public var pausedUntil: Instant?
  /// What keeps it from firing, whatever people want.
  public var failure: Failure?
  /// After its last instant.
  public var completedAt: Instant?
  public var ledger: ScheduleLedger
  public var counts: Counts
  public var lastSlot: Instant?
  public var lastFiredAt: Instant?
  public var lastRun: RunID?
  /// As it is now; only where somebody looks.
  public var lastRunStatus: RunStatus?
  /// Of the last instant that should have started a run and couldn't.
  public var lastError: String?
  public var createdAt: Instant
  public var createdBy: Actor
  public var updatedAt: Instant

  /// A schedule that begins now.
  public init(
    id: ScheduleID, tenant: TenantID, spec: ScheduleSpec, ledger: ScheduleLedger, createdAt: Instant, createdBy: Actor
  ) {
    self.id = id
    self.tenant = tenant
    self.spec = spec
    version = 1
    generation = 1
    isEnabled = true
    self.ledger = ledger
    counts = Counts()
    self.createdAt = createdAt
    self.createdBy = createdBy
    updatedAt = createdAt
  }

  public var status: ScheduleStatus {
    if completedAt != nil { return .completed }
    if !isEnabled { return .paused }
    return failure == nil ? .active : .failed
  }

  /// Who paused it, and why.
  public struct Pause: Hashable, Sendable {
    public var by: Actor
    public var reason: String?
    public var at: Instant

    public init(by: Actor, reason: String? = nil, at: Instant) {
      self.by = by
      self.reason = reason
      self.at = at
    }
  }

  /// What keeps a schedule from firing.
  public struct Failure: Error, Hashable, Sendable {
    public var kind: Kind
    public var message: String

    public init(_ kind: Kind, _ message: String) {
      self.kind = kind
      self.message = message
    }

    public enum Kind: String, Sendable, CaseIterable {
      /// The payload doesn't fit the workflow's newest revision. A revision that it fits takes this away again.
      case validation
      /// The zone, the expression or the active hours can't be read any more; looked at again each hour.
      case zone
      /// The calendar is gone or can't be read; looked at again each hour.
      case calendar
      /// Ticks died of it. An edit gives it another chance.
      case poison
    }
  }

  /// Since it was made.
  public struct Counts: Hashable, Sendable {
    /// Instants whose runs were started; `maxRuns` is compared with it.
    public var fired: Int
    /// Instants that didn't run because of what the schedule says, or a person.
    public var skipped: Int
    /// Instants that should have run and didn't: nobody came in time, or the run could not be started.
    public var missed: Int

    public init(fired: Int = 0, skipped: Int = 0, missed: Int = 0) {
      self.fired = fired
      self.skipped = skipped
      self.missed = missed
    }
  }
}

public enum ScheduleStatus: String, Sendable, CaseIterable {
  case active
  case paused
  case completed
  case failed
}

/// A job that somebody else runs, and that tells us each time it did. Silence is the alarm.
public struct Monitor: Hashable, Sendable {
  public var id: MonitorID
  public var tenant: TenantID
  /// The secret part of its address.
  public var key: String
  public var spec: MonitorSpec
  public var status: Status
  public var isPaused: Bool
  /// When a job that is at work began.
  public var startedAt: Instant?
  public var lastPing: Instant?
  /// How long the job took the last time, where it told its beginning.
  public var lastDuration: TimeSpan?
  /// When the next ping should come, and when its absence is an alert: nil while paused.
  public var expectedAt: Instant?
  public var alertAt: Instant?
  /// Grows with every change of the row, so that a ping and a tick at once don't overwrite each other.
  public var epoch: Int64
  /// Grows with each edit.
  public var version: Int64
  public var createdAt: Instant
  public var createdBy: Actor
  public var updatedAt: Instant

  public init(id: MonitorID, tenant: TenantID, key: String, spec: MonitorSpec, createdBy: Actor, at now: Instant) {
    self.id = id
    self.tenant = tenant
    self.key = key
    self.spec = spec
    self.createdBy = createdBy
    status = .new
    isPaused = false
    epoch = 0
    version = 1
    createdAt = now
    updatedAt = now
  }

  /// What is known, whatever the clock says.
  public enum Status: String, Sendable, CaseIterable {
    /// Never pinged.
    case new
    case up
    /// It failed, or stayed away.
    case down
  }

  /// What people are shown.
  public enum State: String, Sendable, CaseIterable {
    case new
    case up
    /// The job has begun and not ended.
    case running
    /// Expected, and still within its grace.
    case late
    case down
    case paused
  }

  public func state(at now: Instant) -> State {
    if isPaused { return .paused }
    if status == .down { return .down }
    if startedAt != nil { return .running }
    if let expectedAt, expectedAt < now { return .late }
    return status == .new ? .new : .up
  }
}

/// A lower-case ULID.
public struct MonitorID: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
}

/// When pings are expected.
public struct MonitorSpec: Hashable, Sendable {
  /// Unique in its tenant; see ``WatchName``.
  public var name: String
  public var expectation: Expectation
  /// How late a ping may be, and how long a job that told its beginning may take.
  public var grace: TimeSpan
  public var note: String?

  public init(name: String, expectation: Expectation, grace: TimeSpan, note: String? = nil) {
    self.name = name
    self.expectation = expectation
    self.grace = grace
    self.note = note
  }

  public enum Expectation: Hashable, Sendable {
    /// At most so long after the one before.
    case every(TimeSpan)
    /// When the foreign crontab says, in its zone.
    case cron(String, timezone: String)
  }

  /// Time for a job that is no problem yet.
  public static let usualGrace = TimeSpan.seconds(300)
}

/// One message of a job.
public struct Ping: Hashable, Sendable {
  public var kind: Kind
  /// The job's exit status, where it told it.
  public var exit: Int?
  /// The end of what it sent along.
  public var body: String?
  public var at: Instant
  /// Since the job told its beginning.
  public var duration: TimeSpan?
  /// Where it came from.
  public var address: String

  public init(
    _ kind: Kind, exit: Int? = nil, body: String? = nil, at now: Instant, duration: TimeSpan? = nil,
    address: String = ""
  ) {
    self.kind = kind
    self.exit = exit
    self.body = body
    self.at = now
    self.duration = duration
    self.address = address
  }

  public enum Kind: String, Sendable, CaseIterable {
    case start
    case success
    case fail
  }

  /// What is kept of a body: the end of a job's output says what went wrong.
  public static let longestBody = 10_000
}

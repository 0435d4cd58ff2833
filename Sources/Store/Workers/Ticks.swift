public import Engine

/// What ticks did, newest first.
public protocol TickReading {
  func ticks(limit: Int) throws -> [TickRecord]
}

public protocol TickWriting {
  /// Written when a tick begins, and again with the same worker when it ends. Keeps the newest few thousand.
  func recordTick(_ tick: TickRecord) throws
}

public struct TickRecord: Hashable, Sendable {
  public var worker: WorkerID
  /// Nil for ticks of a time when nobody wrote it down.
  public var host: String?
  public var startedAt: Instant
  public var finishedAt: Instant?
  /// Steps performed, timers fired, stimuli brought to runs, leases of dead workers rescued, runs quarantined.
  public var steps = 0
  public var timers = 0
  public var stimuli = 0
  public var rescued = 0
  public var quarantined = 0
  /// Instants of schedules that started runs.
  public var slots = 0
  /// What was wrong with schedules at the end, in words.
  public var findings: [String] = []
  /// Why it ended before its time.
  public var error: String?

  public init(worker: WorkerID, host: String? = nil, startedAt: Instant) {
    self.worker = worker
    self.host = host
    self.startedAt = startedAt
  }
}

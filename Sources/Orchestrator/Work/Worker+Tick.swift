import Engine
import Store

/// Writes a tick into the list of ticks: that it began, and what it did by its end.
public struct TickRecorder: Sendable {
  private let worker: Worker
  private let startedAt: Instant

  public init(_ worker: Worker) {
    self.worker = worker
    startedAt = worker.installation.clock.now()
  }

  public func recordBeginning() throws { try write(TickRecord(worker: worker.id, startedAt: startedAt)) }

  /// - Parameter error: why it ended before its time.
  public func recordEnd(_ tally: TickTally, error: String? = nil) throws {
    var record = TickRecord(worker: worker.id, startedAt: startedAt)
    record.finishedAt = worker.installation.clock.now()
    record.steps = tally.steps
    record.timers = tally.timers
    record.stimuli = tally.stimuli
    record.rescued = tally.rescued
    record.quarantined = tally.quarantined
    record.error = error
    try write(record)
  }

  private func write(_ record: TickRecord) throws {
    try worker.installation.storage.write { try $0.recordTick(record) }
  }
}

/// What a tick did so far.
public struct TickTally: Hashable, Sendable {
  /// Steps whose outcomes were recorded.
  public var steps = 0
  public var timers = 0
  public var stimuli = 0
  /// Leases of dead workers.
  public var rescued = 0
  public var quarantined = 0

  public init() {}

  public static func += (tally: inout TickTally, other: TickTally) {
    tally.steps += other.steps
    tally.timers += other.timers
    tally.stimuli += other.stimuli
    tally.rescued += other.rescued
    tally.quarantined += other.quarantined
  }
}

extension Worker {
  /// Moves what was written into the database's main file.
  public func checkpoint() throws { try installation.storage.checkpoint() }

  /// Changes when another process has written.
  public func dataVersion() throws -> Int64 { try installation.storage.dataVersion }

  /// The earliest timer or deadline that has passed, in milliseconds since 1970; nil when none has.
  public func dueSince() throws -> Int64? {
    guard let due = try nextDue(), due <= installation.clock.now() else { return nil }
    return due.milliseconds
  }
}

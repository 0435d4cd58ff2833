import Engine
import Store

/// What a tick did so far.
public struct TickTally: Hashable, Sendable {
  /// Steps whose outcomes were recorded.
  public var steps = 0
  public var timers = 0
  public var stimuli = 0
  /// Leases of dead workers.
  public var rescued = 0
  public var quarantined = 0
  /// Beats begun and ended, pings missed.
  public var watches = 0
  /// Instants of schedules and of backfills that started runs.
  public var slots = 0
  /// Schedules and backfills that were decided.
  public var schedules = 0
  /// Deliveries that were tried.
  public var deliveries = 0

  public init() {}

  public static func += (tally: inout TickTally, other: TickTally) {
    tally.steps += other.steps
    tally.timers += other.timers
    tally.stimuli += other.stimuli
    tally.rescued += other.rescued
    tally.quarantined += other.quarantined
    tally.watches += other.watches
    tally.slots += other.slots
    tally.schedules += other.schedules
    tally.deliveries += other.deliveries
  }
}

extension Worker {
  /// Writes down that the tick ended before its time. Its leases stay, for the next one to rescue.
  public func recordFailure(_ tally: TickTally, error: String) throws {
    var record = tickRecord(tally)
    record.error = error
    try installation.storage.write { try $0.recordTick(record) }
  }

  func tickRecord(_ tally: TickTally, findings: [String] = []) -> TickRecord {
    var record = TickRecord(worker: id, host: HostProcess.hostName, startedAt: startedAt)
    record.finishedAt = installation.clock.now()
    record.steps = tally.steps
    record.timers = tally.timers
    record.stimuli = tally.stimuli
    record.rescued = tally.rescued
    record.quarantined = tally.quarantined
    record.slots = tally.slots
    record.findings = findings
    return record
  }

  /// Moves what was written into the database's main file.
  public func checkpoint() throws { try installation.storage.checkpoint() }

  /// Changes when another process has written.
  public func dataVersion() throws -> Int64 { try installation.storage.dataVersion }

  /// The earliest timer, deadline or opening of a rate limit that has passed, in milliseconds since 1970; nil when none
  /// has.
  public func dueSince() throws -> Int64? {
    let due = [try nextDue(), opening].compactMap { $0 }.min()
    guard let due, due <= installation.clock.now() else { return nil }
    return due.milliseconds
  }
}

public import Engine
import Store

extension Worker {
  /// How many due rows one commit takes; the rest is next.
  private static let batch = 200

  /// Fires timers whose moment has come, and ends attempts whose owners should have.
  ///
  /// - Returns: how many did something.
  public func fireTimers() throws -> Int {
    let now = installation.clock.now()
    let overdueSince = Instant(
      milliseconds: now.milliseconds - installation.configuration.grace.milliseconds - Worker.overdueMargin)
    let (timers, overdue) = try installation.storage.read { reader in
      (
        try reader.dueTimers(at: now, limit: Worker.batch),
        try reader.overdueSteps(at: overdueSince, limit: Worker.batch)
      )
    }
    let advances =
      timers.map { Advance(run: $0.key.run, stimulus: .timerFired($0.key)) }
      + overdue.map {
        Advance(run: $0.run, stimulus: .timerFired(.init(run: $0.run, step: $0.id, kind: .attemptOverdue)))
      }
    return try advance(advances)
  }

  /// Owners end their attempts themselves; the stored deadline only catches those that can't.
  private static let overdueMargin: Int64 = 5_000

  /// Brings queued stimuli to their runs.
  public func drainStimuli() throws -> Int {
    let queued = try installation.storage.read { try $0.pendingStimuli(limit: Worker.batch) }
    return try advance(queued.map { Advance(run: $0.run, stimulus: $0.stimulus, queued: $0.id) })
  }

  private func advance(_ advances: [Advance]) throws -> Int {
    guard !advances.isEmpty else { return 0 }
    return try advancer.advance(advances).advancedCount
  }

  /// The earliest moment at which a timer, a deadline, a schedule, a heartbeat or a monitor is due.
  public func nextDue() throws -> Instant? {
    try installation.storage.read { reader in
      [try reader.nextDue(), try reader.nextScheduleDue(), try reader.nextWatch()].compactMap { $0 }.min()
    }
  }

  /// Whether steps, stimuli or events wait, which another process may have left.
  public func hasWork() throws -> Bool {
    try installation.storage.read { reader in
      if try reader.queuedSteps() > 0 { return true }
      if try !reader.eventsToMatch(limit: 1).isEmpty { return true }
      return try !reader.pendingStimuli(limit: 1).isEmpty
    }
  }
}

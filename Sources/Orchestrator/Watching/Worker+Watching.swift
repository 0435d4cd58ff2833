import Engine
import Logging
import Store

extension Worker {
  /// How many of each one pass takes; the rest is next.
  private static let watched = 50

  /// Ends beats whose runs are over, begins those that are due, and finds monitors whose pings stayed away.
  ///
  /// Each is a commit of its own, and what fails stops nothing else: a heartbeat that can't be worked on is no reason
  /// for the others to stand still.
  ///
  /// - Returns: how many did something.
  public func keepWatch() throws -> Int {
    let now = installation.clock.now()
    let (ended, due, overdue) = try installation.storage.read { reader in
      (
        try reader.endedHeartbeats(limit: Self.watched), try reader.dueHeartbeats(at: now, limit: Self.watched),
        try reader.overdueMonitors(at: now, limit: Self.watched)
      )
    }
    var count = 0
    for heartbeat in ended { count += try attempt(heartbeat.spec.name) { try installation.endBeat(of: heartbeat) } }
    for heartbeat in due { count += try attempt(heartbeat.spec.name) { try installation.beat(heartbeat) } }
    for monitor in overdue { count += try attempt(monitor.spec.name) { try installation.miss(monitor) } }
    return count
  }

  private func attempt(_ name: String, _ body: () throws -> Bool) throws -> Int {
    do { return try body() ? 1 : 0 } catch let error as InvariantViolation {
      installation.logger.error("watching failed", metadata: ["name": "\(name)", "error": "\(error)"])
      return 0
    }
  }
}

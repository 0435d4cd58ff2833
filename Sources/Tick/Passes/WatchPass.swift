import Agents
import Orchestrator

extension Tick {
  /// Heartbeats that are due or have come to their end, and monitors whose pings stayed away.
  func keepWatch() throws {
    let watched = try worker.keepWatch()
    tally.watches += watched
    if watched > 0 { hasProgressed = true }
  }
}

import Agents
import Orchestrator

extension Tick {
  /// Retries, wakes, timeouts of gates and runs, and deadlines whose owners didn't keep them.
  func fireTimers() throws {
    let fired = try worker.fireTimers()
    tally.timers += fired
    if fired > 0 { hasProgressed = true }
  }
}

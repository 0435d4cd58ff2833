import Agents
import Orchestrator

extension Tick {
  /// Starts the runs of schedules that are due, and of backfills.
  func fireSchedules() throws {
    let fired = try worker.fireSchedules()
    tally += fired
    if fired.schedules > 0 { hasProgressed = true }
  }
}

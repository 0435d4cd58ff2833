import Agents
import Orchestrator

extension Tick {
  /// Starts the runs of events that runs have published, or whose publisher didn't get that far.
  func matchEvents() throws {
    let matched = try worker.matchEvents()
    tally.stimuli += matched
    if matched > 0 { hasProgressed = true }
  }
}

import Agents
import Orchestrator

extension Tick {
  /// Brings what others have left for runs to those runs.
  func drainStimuli() throws {
    let drained = try worker.drainStimuli()
    tally.stimuli += drained
    if drained > 0 { hasProgressed = true }
  }
}

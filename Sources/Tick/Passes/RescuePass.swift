import Agents
import Orchestrator

extension Tick {
  /// Takes over what dead and hung workers have left; also while this one lingers.
  func rescueTheDead() throws {
    guard rescue.isDue() else { return }
    let rescued = try worker.rescueDead()
    tally.rescued += rescued
    if rescued > 0 { hasProgressed = true }
  }
}

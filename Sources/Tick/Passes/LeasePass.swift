import Agents
import Orchestrator

extension Tick {
  /// Makes the leases of what is being performed last, and stops what isn't ours any more or was cancelled.
  func lookAfterLeases() throws {
    guard !crew.isIdle else { return }
    if renewal.isDue() { try worker.renewLeases() }
    guard watch.isDue() else { return }
    let version = try worker.dataVersion()
    guard version != seenVersionOfLeases else { return }
    crew.cancel(try worker.lost(among: crew.assignments))
    seenVersionOfLeases = version
  }
}

import Agents
import Orchestrator

extension Tick {
  /// Waits until there may be something to do.
  /// - Returns: false when the tick is to begin nothing more: its time is over, or nothing is due and it doesn't linger.
  func waitForMore() throws -> Bool {
    while mayClaim {
      if hasProgressed || !claimed.isEmpty {
        hasProgressed = false
        fruitlessDue = nil
        return true
      }
      // Looking what others wrote takes a connection of its own, which an idle tick of each minute can do without.
      guard !crew.isIdle || isLingering || (options.staysForRates && worker.opening != nil) else { return false }
      if try mayHaveWork() { return true }
      // The dead and the hung tell nobody.
      if rescue.isOver { return true }
      bell.wait(atMost: options.pace.poll)
      if !crew.isIdle { return true }
    }
    return false
  }

  private var isLingering: Bool { options.began.duration(to: .now) < options.pace.linger }

  private func mayHaveWork() throws -> Bool {
    let version = try worker.dataVersion()
    if version != seenVersion {
      seenVersion = version
      return true
    }
    let due = try worker.dueSince()
    defer { fruitlessDue = due }
    return due != nil && due != fruitlessDue
  }
}

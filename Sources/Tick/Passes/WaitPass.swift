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
        fruitlessDelivery = nil
        return true
      }
      // Looking what others wrote takes a connection of its own, which an idle tick of each minute can do without.
      guard isBusy || isLingering || (options.staysForRates && worker.opening != nil) else { return false }
      if try mayHaveWork() { return true }
      // The dead and the hung tell nobody.
      if rescue.isOver { return true }
      bell.wait(atMost: options.pace.poll)
      if isBusy { return true }
    }
    return false
  }

  /// Somebody will ring.
  private var isBusy: Bool { !crew.isIdle || !courier.isIdle }

  private var isLingering: Bool { options.began.duration(to: .now) < options.pace.linger }

  private func mayHaveWork() throws -> Bool {
    let version = try worker.dataVersion()
    if version != seenVersion {
      seenVersion = version
      return true
    }
    let due = try worker.dueSince()
    let delivery = try worker.deliveriesDueSince()
    defer { (fruitlessDue, fruitlessDelivery) = (due, delivery) }
    return due != nil && due != fruitlessDue || delivery != nil && delivery != fruitlessDelivery
  }
}

import Agents
import Orchestrator

extension Tick {
  /// How often a draining tick looks whether it was told to stop.
  private static let patience = Duration.milliseconds(100)

  /// Waits for the steps and deliveries that were begun, however long they take: without a slot, so that another tick can claim, and
  /// with leases that are renewed. Told to stop, it gives them their grace.
  func finishWhatWasBegun() throws {
    try worker.release(claimed)
    claimed = []
    if !isOver && !stop.isReceived { try worker.drain() }
    while !isOver {
      if stop.isReceived { interruptAll() }
      try record(collect())
      try recordReceipts()
      try lookAfterLeases()
      if !isOver { bell.wait(atMost: Self.patience) }
    }
  }

  /// The database failed us: nothing can be recorded any more. What is being performed is stopped and left to the next
  /// tick, which finds it as it finds what the dead have left.
  func abandon(_ error: any Error) {
    interruptAll()
    while !isOver {
      _ = crew.collect()
      _ = courier.collect()
      if !isOver { bell.wait(atMost: Self.patience) }
    }
    try? worker.recordFailure(tally, error: "\(error)")
  }

  private var isOver: Bool { crew.isIdle && courier.isIdle }

  private func interruptAll() {
    crew.interruptAll()
    courier.interruptAll()
  }
}

import Agents
import Orchestrator

extension Tick {
  /// How often a draining tick looks whether it was told to stop.
  private static let patience = Duration.milliseconds(100)

  /// Waits for the steps that were begun, however long they take: without a slot, so that another tick can claim, and
  /// with leases that are renewed. Told to stop, it gives them their grace.
  func finishWhatWasBegun() throws {
    try worker.release(claimed)
    claimed = []
    if !crew.isIdle && !stop.isReceived { try worker.drain() }
    while !crew.isIdle {
      if stop.isReceived { crew.interruptAll() }
      try record(collect())
      try lookAfterLeases()
      if !crew.isIdle { bell.wait(atMost: Self.patience) }
    }
  }

  /// The database failed us: nothing can be recorded any more. What is being performed is stopped and left to the next
  /// tick, which finds it as it finds what the dead have left.
  func abandon(_ error: any Error) {
    crew.interruptAll()
    while !crew.isIdle {
      _ = crew.collect()
      if !crew.isIdle { bell.wait(atMost: Self.patience) }
    }
    try? worker.recordFailure(tally, error: "\(error)")
  }
}

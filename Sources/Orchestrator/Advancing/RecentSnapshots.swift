import Engine
import Synchronization

/// The snapshots of this process' last decisions. They save loading, never correctness: a decision made from one that is
/// out of date is refused when it is applied.
final class RecentSnapshots: Sendable {
  private let memory = Mutex(Memory())

  /// Enough for what one worker has in hand.
  static let capacity = 4_096
  /// Of all contexts together, as JSON; in memory they are several times as large. One alone is always kept: a run with a
  /// large context would else be loaded for each of its steps.
  static let maximumContextBytes = 16 << 20

  private struct Memory {
    var snapshots: [RunID: RunSnapshot] = [:]
    var contextBytes = 0

    mutating func take(_ run: RunID) -> RunSnapshot? {
      guard let snapshot = snapshots.removeValue(forKey: run) else { return nil }
      contextBytes -= snapshot.contextBytes
      return snapshot
    }
  }

  /// Takes the snapshot out: it comes back with the next decision, changed in place and not copied.
  func take(_ run: RunID) -> RunSnapshot? {
    memory.withLock { $0.take(run) }
  }

  func remember(_ snapshot: RunSnapshot) {
    memory.withLock { memory in
      _ = memory.take(snapshot.run.id)
      memory.contextBytes += snapshot.contextBytes
      while memory.snapshots.count >= RecentSnapshots.capacity
        || memory.contextBytes > RecentSnapshots.maximumContextBytes, let any = memory.snapshots.keys.first
      {
        _ = memory.take(any)
      }
      memory.snapshots[snapshot.run.id] = snapshot
    }
  }

  func replace(_ steps: [Step]) {
    memory.withLock { memory in
      for step in steps where memory.snapshots[step.run] != nil {
        memory.snapshots[step.run]?.steps[step.id] = step
      }
    }
  }

  func forget(_ run: RunID) {
    memory.withLock { _ = $0.take(run) }
  }
}

extension RunSnapshot {
  /// What of a snapshot may be large. The frames inside of the run are small beside their number, which is bounded.
  fileprivate var contextBytes: Int { frames[.root(of: run.id)]?.state.size ?? 0 }
}

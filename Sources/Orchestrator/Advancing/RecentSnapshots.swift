import Engine
import Synchronization

/// The snapshots of this process' last decisions. They save loading, never correctness: a decision made from one that is
/// out of date is refused when it is applied.
final class RecentSnapshots: Sendable {
  private let snapshots = Mutex<[RunID: RunSnapshot]>([:])

  /// Enough for what one worker has in hand; a snapshot holds a run's context, which may be megabytes.
  static let capacity = 4_096
  static let maximumContextBytes = 64 << 10

  /// Takes the snapshot out: it comes back with the next decision, changed in place and not copied.
  func take(_ run: RunID) -> RunSnapshot? {
    snapshots.withLock { $0.removeValue(forKey: run) }
  }

  func remember(_ snapshot: RunSnapshot) {
    let size = snapshot.frames.values.reduce(0) { $0 + $1.state.size }
    guard size <= RecentSnapshots.maximumContextBytes else { return forget(snapshot.run.id) }
    snapshots.withLock { known in
      if known.count >= RecentSnapshots.capacity, let any = known.keys.first { known[any] = nil }
      known[snapshot.run.id] = snapshot
    }
  }

  func replace(_ steps: [Step]) {
    snapshots.withLock { known in
      for step in steps where known[step.run] != nil { known[step.run]?.steps[step.id] = step }
    }
  }

  func forget(_ run: RunID) {
    snapshots.withLock { known in known[run] = nil }
  }
}

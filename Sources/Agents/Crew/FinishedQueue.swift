import Orchestrator
import Synchronization

/// Outcomes on their way from the performing threads.
final class FinishedQueue: Sendable {
  private let entries = Mutex<[(Assignment, Performance)]>([])

  func append(_ assignment: Assignment, _ performance: Performance) {
    entries.withLock { $0.append((assignment, performance)) }
  }

  func takeAll() -> [(Assignment, Performance)] {
    entries.withLock { entries in
      defer { entries = [] }
      return entries
    }
  }
}

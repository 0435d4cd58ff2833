import Glibc
import Synchronization

/// A thread of the system: what blocks must not run in a `Task`.
final class WorkerThread: Sendable {
  private let finished = Atomic(false)
  private let body: @Sendable () -> Void

  var isFinished: Bool { finished.load(ordering: .acquiring) }

  /// Nil when the system has no thread left.
  init?(_ body: @escaping @Sendable () -> Void) {
    self.body = body
    var thread = pthread_t()
    let started = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        let worker = Unmanaged<WorkerThread>.fromOpaque(argument).takeRetainedValue()
        worker.body()
        worker.finished.store(true, ordering: .releasing)
        return nil
      }, Unmanaged.passRetained(self).toOpaque())
    guard started == 0 else {
      Unmanaged.passUnretained(self).release()
      return nil
    }
    pthread_detach(thread)
  }
}

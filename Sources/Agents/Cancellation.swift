import Synchronization

/// Asks one execution to end early. The first reason counts.
public final class Cancellation: Sendable {
  /// Why an execution is asked to end.
  public enum Reason: Hashable, Sendable {
    /// The run or the step is cancelled.
    case cancelled
    /// The worker stops, or another one holds the step's lease now.
    case interrupted
  }

  private struct State {
    var reason: Reason?
    var handler: (@Sendable (Reason) -> Void)?
  }

  private let state = Mutex(State())

  public init() {}

  public var reason: Reason? { state.withLock { $0.reason } }

  public func request(_ reason: Reason) {
    state.withLock { state in
      guard state.reason == nil else { return }
      state.reason = reason
      state.handler?(reason)
    }
  }

  /// Calls `handler` when the request comes, at once if it came already, until ``forget()``. It must not block.
  func notify(_ handler: @escaping @Sendable (Reason) -> Void) {
    state.withLock { state in
      state.handler = handler
      if let reason = state.reason { handler(reason) }
    }
  }

  /// Afterwards the handler isn't running and isn't called any more.
  func forget() { state.withLock { $0.handler = nil } }
}

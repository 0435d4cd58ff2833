import Foundation

/// Wakes one waiting thread: a step is over, or the process is asked to stop.
public final class Bell: @unchecked Sendable {
  // Guarded by `condition`.
  private var isRung = false
  private let condition = NSCondition()

  public init() {}

  public func ring() {
    condition.withLock {
      isRung = true
      condition.signal()
    }
  }

  /// Waits until the bell rings, at most `time`. A ring that nobody waited for is heard by the next to wait.
  public func wait(atMost time: Duration) {
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    let end = Date(timeIntervalSinceNow: seconds)
    condition.withLock {
      while !isRung && condition.wait(until: end) {}
      isRung = false
    }
  }
}

import Foundation

/// Lets so many through at a time for each host.
final class HostGate: @unchecked Sendable {
  private let places: Int
  private let condition = NSCondition()
  // Guarded by `condition`.
  private var inside: [String: Int] = [:]

  /// How often somebody who waits looks whether it is still wanted.
  private static let patience = 0.2

  init(places: Int) { self.places = max(1, places) }

  /// Waits for a place. False when the time is over, or `isUnwanted` says so.
  func enter(_ host: String, until deadline: ContinuousClock.Instant, unless isUnwanted: () -> Bool) -> Bool {
    condition.withLock {
      while inside[host, default: 0] >= places {
        guard ContinuousClock.now < deadline, !isUnwanted() else { return false }
        _ = condition.wait(until: Date(timeIntervalSinceNow: Self.patience))
      }
      inside[host, default: 0] += 1
      return true
    }
  }

  func leave(_ host: String) {
    condition.withLock {
      inside[host, default: 1] -= 1
      if inside[host] == 0 { inside[host] = nil }
      condition.broadcast()
    }
  }
}

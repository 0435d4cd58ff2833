/// A run's wish to be one of the few that go on under a concurrency key.
public struct SlotRequest: Hashable, Sendable {
  /// Shared by all workflows of the run's tenant.
  public var key: String
  /// How many runs may hold a slot of the key, this one included.
  public var limit: Int
  public var onLimit: Concurrency.OnLimit
  /// How the oldest run is cancelled when this one takes its place.
  public var policy: Run.Cancellation.Policy

  public init(key: String, limit: Int, onLimit: Concurrency.OnLimit, policy: Run.Cancellation.Policy = .stopRunning) {
    self.key = key
    self.limit = limit
    self.onLimit = onLimit
    self.policy = policy
  }
}

/// Which of two that wait goes first.
public enum Priority {
  public static let range = -10...10
  public static let standard = 0

  /// How much longer a level counts as having waited. Whoever waits grows older, so that what is less urgent is only
  /// late and never forgotten; and since all grow older alike, their order never changes while they wait.
  public static let headStart = TimeSpan.seconds(600 as Int64)

  /// What waiting rows are sorted by, the smallest first: the moment from which somebody of the priority waits, moved
  /// back by the head start.
  public static func rank(_ priority: Int, since: Instant) -> Instant {
    Instant(milliseconds: since.milliseconds - Int64(priority) * headStart.milliseconds)
  }
}

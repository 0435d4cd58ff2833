import Engine

/// How long a tick works and waits, and how often it looks after things; all on a clock that nobody can set.
public struct Pace: Sendable {
  /// How long it claims.
  public var budget: Duration
  /// How long it waits for work when there is none.
  public var linger: Duration
  /// How often its leases are renewed.
  public var renewal: Duration
  /// How often it looks whether its leases are still its own, and whether other workers have died.
  public var watch = Duration.seconds(1)
  /// How often it looks whether others have written: one `PRAGMA data_version`, some microseconds.
  public var poll = Duration.milliseconds(10)

  /// - Parameters:
  ///   - budget: seconds, instead of the configured ones.
  ///   - linger: seconds; never longer than the budget.
  public init(_ configuration: Configuration, budget: Double?, linger: Double) {
    self.budget = budget.map { .seconds($0) } ?? .milliseconds(configuration.tickBudget.milliseconds)
    self.linger = min(.seconds(linger), self.budget)
    renewal = .milliseconds(configuration.renew.milliseconds)
  }
}

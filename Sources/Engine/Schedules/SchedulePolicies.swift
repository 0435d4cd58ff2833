/// What happens at an instant while a run of the same schedule is still going on. Runs that people triggered and runs of
/// backfills don't count.
public enum OverlapPolicy: String, Sendable, CaseIterable {
  case skip
  /// One instant waits for the end: the oldest. Later ones are skipped.
  case bufferOne
  /// All of them wait, and run one after the other.
  case bufferAll
  /// The other is cancelled; the new run begins when that is over. A newer instant takes the place of one that waits.
  case cancelOther
  /// The other is cancelled at once, and the new run doesn't wait for its end.
  case terminateOther
  case allow
}

/// What happens to instants at which no tick came.
public struct CatchUp: Hashable, Sendable {
  public var mode: Mode
  /// How old an instant may be and still run.
  public var window: TimeSpan
  /// How many run at most (`all`): the newest.
  public var max: Int
  /// How long after each other they begin (`all`).
  public var spacing: TimeSpan

  public init(
    mode: Mode = .latest, window: TimeSpan = CatchUp.standardWindow, max: Int = CatchUp.standardMax,
    spacing: TimeSpan = TimeSpan(milliseconds: 0)
  ) {
    self.mode = mode
    self.window = window
    self.max = max
    self.spacing = spacing
  }

  public enum Mode: String, Sendable, CaseIterable {
    /// Only an instant that is hardly late runs.
    case none
    /// The newest runs.
    case latest
    case all
  }

  public static let standardWindow = TimeSpan.seconds(86_400)
  public static let standardMax = 100
  /// More would be a backfill, which can be watched and stopped.
  public static let largestMax = 1_000
}

/// What becomes of an instant on a holiday.
public enum HolidayPolicy: String, Sendable, CaseIterable {
  case skip
  /// It runs at the same time of day of the next business day, unless the schedule has an instant then.
  case next
  case previous
}

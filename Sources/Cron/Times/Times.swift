/// The instants of a schedule, in seconds since 1970, from 1970 through 2100. Nothing else is found before or after.
public enum Times: Sendable, Hashable {
  case cron(CronTimes)
  case interval(IntervalTimes)
  case once(Int64)

  static let first: Int64 = 0
  /// 2101-01-01T00:00:00Z. Zones' rules are guesses long before.
  static let end: Int64 = 4_133_980_800

  /// The first instant after one, or nil when there is none any more.
  public func next(after instant: Int64) -> Int64? {
    switch self {
    case .cron(let times): times.next(after: instant)
    case .interval(let times): times.next(after: instant)
    case .once(let only): only > instant && Self.isKnown(only) ? only : nil
    }
  }

  /// The last instant before one, or nil when there was none yet.
  public func previous(before instant: Int64) -> Int64? {
    switch self {
    case .cron(let times): times.previous(before: instant)
    case .interval(let times): times.previous(before: instant)
    case .once(let only): only < instant && Self.isKnown(only) ? only : nil
    }
  }

  /// How many instants there are after one and through another, without visiting them.
  public func count(after instant: Int64, through last: Int64) -> Int {
    switch self {
    case .cron(let times): times.count(after: instant, through: last)
    case .interval(let times): times.count(after: instant, through: last)
    case .once(let only): only > instant && only <= last && Self.isKnown(only) ? 1 : 0
    }
  }

  /// The first of the instants after one and through another, at most so many.
  public func instants(after instant: Int64, through last: Int64, limit: Int) -> [Int64] {
    var found: [Int64] = []
    var from = instant
    while found.count < limit, let next = next(after: from), next <= last {
      found.append(next)
      from = next
    }
    return found
  }

  private static func isKnown(_ instant: Int64) -> Bool { instant >= first && instant < end }
}

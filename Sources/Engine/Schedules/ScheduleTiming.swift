public import Cron

/// When a schedule's instants are.
public enum ScheduleTiming: Hashable, Sendable {
  case once(Instant)
  /// An expression of five fields, in the schedule's zone.
  case cron(String, gap: GapPolicy = .runAfter, repeats: RepeatPolicy = .first)
  /// Every so often, counted from the anchor: elapsed time, whatever clocks on walls do.
  case interval(every: TimeSpan, anchor: Instant)
  /// So long after the end of the run before; the first one so long after the schedule was made, or at its `startAt`.
  case after(TimeSpan)

  /// How lists and filters name it. An `after` is an interval, too: one that begins anew with each end.
  public enum Kind: String, Sendable, CaseIterable {
    case once
    case cron
    case interval
  }

  public var kind: Kind {
    switch self {
    case .once: .once
    case .cron: .cron
    case .interval, .after: .interval
    }
  }

  /// Whether an instant's moment is known before the run of the one before it has ended.
  var isKnownAhead: Bool { if case .after = self { false } else { true } }
}

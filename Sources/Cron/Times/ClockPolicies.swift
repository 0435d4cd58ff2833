/// What becomes of a time that clocks jump over when they are set forward.
public enum GapPolicy: String, Sendable, Hashable, CaseIterable {
  /// It comes at the first whole minute after the gap, as Debian's cron has it.
  case runAfter
  case skip
  /// It comes at the last whole minute before the gap.
  case runBefore
}

/// What becomes of a time that clocks show twice when they are set back.
public enum RepeatPolicy: String, Sendable, Hashable, CaseIterable {
  /// It comes the first time, as Debian's cron has it.
  case first
  case last
  case both
}

/// Which shifts of a zone's clocks are daylight saving, to Debian's cron: larger ones are corrections, after which the
/// new time is used at once.
enum ClockShift {
  /// Seconds. A shift forward by three hours is a correction already.
  static func isForwardForDaylight(_ shift: Int64) -> Bool { shift > 0 && shift < 10_800 }

  /// A shift back by three hours is none yet.
  static func isBackForDaylight(_ shift: Int64) -> Bool { shift < 0 && shift >= -10_800 }
}

/// When a heart beats next.
public enum BeatClock {
  /// The first multiple of the interval after `now`, counted from `anchor`, at which the heartbeat is active. Beats that
  /// nobody was there for are not made up for: a heartbeat is about now.
  ///
  /// The search is bounded; a window that is never found is looked for again at the answered moment.
  public static func next(
    after now: Instant, from anchor: Instant, every interval: TimeSpan, isActive: (Instant) -> Bool
  ) -> Instant {
    let span = max(1, interval.milliseconds)
    let passed = max(0, now.milliseconds - anchor.milliseconds) / span
    let first = Instant(milliseconds: anchor.milliseconds + (passed + 1) * span)
    var candidate = first
    // Windows begin and end with minutes, so that shorter steps find nothing more.
    let stride = TimeSpan(milliseconds: span * max(1, 60_000 / span))
    for _ in 0..<mostSteps {
      if isActive(candidate) { return candidate }
      candidate = candidate + stride
    }
    return first
  }

  /// More than the minutes of a week.
  private static let mostSteps = 12_000
}

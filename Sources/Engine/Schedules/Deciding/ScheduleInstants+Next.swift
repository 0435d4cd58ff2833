extension ScheduleInstants {
  /// How many stretches are looked through for one that is active. What isn't found by then is taken for never: years of
  /// days on each of which something keeps the instants away.
  private static let mostStretches = 4_000
  /// In seconds: how far substitutes are looked for at a time.
  private static let substituteStep: Int64 = 40 * 86_400
  private static let mostSubstituteSteps = 20

  /// The next instant at which the schedule is to fire.
  func nextActive(after second: Int64) -> Int64? {
    let own = nextOwn(after: second)
    guard onHoliday != .skip else { return own }
    var from = second
    for _ in 0..<Self.mostSubstituteSteps {
      let through = min(own ?? .max, from.addingSaturated(Self.substituteStep))
      if let substitute = substitutes(after: from, through: through).first { return substitute.second }
      if through == own { break }
      from = through
    }
    return own
  }

  private func nextOwn(after second: Int64) -> Int64? {
    var from = second
    for _ in 0..<Self.mostStretches {
      guard let next = next(after: from) else { return nil }
      let stretch = stretch(at: next)
      if stretch.kind == .active { return next }
      from = stretch.end - 1
    }
    return nil
  }

  /// The first moment from a second on at which the schedule may fire at all.
  func firstActiveMoment(from second: Int64) -> Int64? {
    var moment = max(second, begin)
    for _ in 0..<Self.mostStretches {
      guard moment <= end else { return nil }
      let stretch = stretch(at: moment)
      if stretch.kind == .active { return moment }
      moment = stretch.end
    }
    return nil
  }

  /// Whether the schedule has nothing to do any more after a second.
  func isOver(after second: Int64) -> Bool {
    guard times != nil else { return second >= end }
    return next(after: second) == nil && (onHoliday == .skip || nextActive(after: second) == nil)
  }
}

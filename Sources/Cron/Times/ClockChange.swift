/// A change of the clocks that a schedule's times fall on, and what becomes of them: what previews tell.
public struct ClockChange: Sendable, Hashable {
  /// When clocks are changed: seconds since 1970.
  public let at: Int64
  /// `clocks go forward from 02:00 to 03:00 on 2026-03-29: 02:30 does not exist and comes at 03:00`.
  public let text: String
}

extension Times {
  /// The clock changes after an instant and through another that times of the schedule fall on.
  ///
  /// Intervals and single instants are none of the clock's business.
  public func clockChanges(after instant: Int64, through last: Int64) -> [ClockChange] {
    guard case .cron(let times) = self else { return [] }
    return times.clockChanges(after: instant, through: last)
  }
}

extension CronTimes {
  func clockChanges(after instant: Int64, through last: Int64) -> [ClockChange] {
    var changes: [ClockChange] = []
    let end = min(last, Times.end)
    var segment = zone.table.segment(at: max(instant, Times.first))
    while segment.end <= end {
      if segment.end > instant, let text = note(at: segment) {
        changes.append(ClockChange(at: segment.end, text: text))
      }
      segment = zone.table.segment(at: segment.end)
    }
    return changes
  }

  /// What is to be told of the change at a segment's end; nil when no time falls on it.
  private func note(at segment: Segment) -> String? {
    let (old, new) = (segment.end + segment.offset, segment.end + segment.offsetAfter)
    guard let words = times(from: min(old, new), before: max(old, new)) else { return nil }
    let (first, last) = (CivilTime(secondsSince1970: old).date, CivilTime(secondsSince1970: new).date)
    let times =
      first == last ? "\(clock(old)) to \(clock(new)) on \(first)" : "\(first) \(clock(old)) to \(last) \(clock(new))"
    let direction = new > old ? "forward" : "back"
    return "clocks go \(direction) from \(times): \(words.text) \(outcome(segment, areMany: words.areMany))"
  }

  /// The expression's times in a stretch of local time: `02:30`, or the first and the last.
  private func times(from start: Int64, before end: Int64) -> (text: String, areMany: Bool)? {
    guard let first = expression.firstMatch(from: start, before: end),
      let last = expression.lastMatch(before: end, from: start)
    else { return nil }
    return first == last ? (clock(first), false) : ("\(clock(first)) to \(clock(last))", true)
  }

  private func outcome(_ segment: Segment, areMany: Bool) -> String {
    let shift = segment.offsetAfter - segment.offset
    let (exist, come, are) = areMany ? ("do not exist", "come", "are") : ("does not exist", "comes", "is")
    let once = areMany ? " once," : ""
    if shift > 0 {
      guard !expression.followsClock, ClockShift.isForwardForDaylight(shift), gap != .skip else {
        return "\(exist) and \(are) left out"
      }
      let instant = gap == .runAfter ? zone.table.segment(at: segment.end).firstMinute : segment.lastMinute
      return "\(exist) and \(come)\(once) at \(clock(instant + zone.table.segment(at: instant).offset))"
    }
    let isHeld = !expression.followsClock && ClockShift.isBackForDaylight(shift) && repeats != .both
    guard isHeld else { return "\(are) shown twice and \(come) both times" }
    return "\(are) shown twice and \(come) the \(repeats == .first ? "first" : "second") time only"
  }

  private func clock(_ local: Int64) -> String {
    Wording.clock(CivilTime(secondsSince1970: local).minuteOfDay)
  }
}

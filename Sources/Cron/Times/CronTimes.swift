/// The instants at which an expression comes in a zone.
///
/// Where the minute or the hour begins with `*`, it comes whenever clocks show one of its times. Else it is for fixed
/// times, and these come once on each of their days, whatever clocks are set to: what becomes of those that clocks jump
/// over, and of those that they show twice, is told by the policies. These are the rules of Debian's cron(8), except
/// that several times in one gap come once together, not once each.
///
/// The time of a zone is a row of segments in each of which the offset is the same. In a segment an expression is
/// searched for in local time, which is plain arithmetic; what clock changes do belongs to the segments' edges.
public struct CronTimes: Sendable, Hashable {
  public let expression: CronExpression
  public let zone: Zone
  public let gap: GapPolicy
  public let repeats: RepeatPolicy

  public init(
    _ expression: CronExpression, in zone: Zone, gap: GapPolicy = .runAfter, repeats: RepeatPolicy = .first
  ) {
    self.expression = expression
    self.zone = zone
    self.gap = gap
    self.repeats = repeats
  }

  func next(after instant: Int64) -> Int64? {
    var from = min(max(instant, Times.first - 1), Times.end) + 1
    while from < Times.end {
      let segment = zone.table.segment(at: from)
      if let found = first(in: segment, from: from) { return found < Times.end ? found : nil }
      from = segment.end
    }
    return nil
  }

  func previous(before instant: Int64) -> Int64? {
    var end = min(max(instant, Times.first), Times.end)
    while end > Times.first {
      let segment = zone.table.segment(at: end - 1)
      if let found = last(in: segment, before: end) { return found >= Times.first ? found : nil }
      end = segment.start
    }
    return nil
  }

  func count(after instant: Int64, through last: Int64) -> Int {
    var from = min(max(instant, Times.first - 1), Times.end) + 1
    let end = max(min(last, Times.end - 1), Times.first - 1) + 1
    var count = 0
    while from < end {
      let segment = zone.table.segment(at: from)
      count += self.count(in: segment, from: from, before: min(end, segment.end))
      from = segment.end
    }
    return count
  }

  private func first(in segment: Segment, from: Int64) -> Int64? {
    let window = window(of: segment)
    if from <= segment.start + 59, let forced = afterGap(segment), forced >= from { return forced }
    let start = max(window.lowerBound, from + segment.offset)
    if let own = expression.firstMatch(from: start, before: window.upperBound) { return own - segment.offset }
    if let forced = beforeGap(segment), forced >= from { return forced }
    return nil
  }

  private func last(in segment: Segment, before end: Int64) -> Int64? {
    let window = window(of: segment)
    if end > segment.lastMinute, let forced = beforeGap(segment) { return forced }
    let bound = min(window.upperBound, end + segment.offset)
    if let own = expression.lastMatch(before: bound, from: window.lowerBound) { return own - segment.offset }
    if let forced = afterGap(segment), forced < end { return forced }
    return nil
  }

  private func count(in segment: Segment, from: Int64, before end: Int64) -> Int {
    let window = window(of: segment)
    let start = max(window.lowerBound, from + segment.offset)
    var count = expression.countMatches(from: start, before: min(window.upperBound, end + segment.offset))
    for forced in [afterGap(segment), beforeGap(segment)] {
      if let forced, forced >= from, forced < end, !isOwn(forced, segment) { count += 1 }
    }
    return count
  }

  /// Whether an instant is one of the expression's without any clock change.
  private func isOwn(_ instant: Int64, _ segment: Segment) -> Bool {
    let local = instant + segment.offset
    return expression.firstMatch(from: local, before: local + 1) != nil
  }
}

// MARK: - The edges of a segment

extension CronTimes {
  /// The local times in which a segment is searched: all that clocks show in it, less what is shown in the segment
  /// before or after as well and belongs there.
  private func window(of segment: Segment) -> Range<Int64> {
    var start = segment.start + segment.offset
    var end = segment.end + segment.offset
    if !expression.followsClock, repeats != .both {
      if repeats == .first, ClockShift.isBackForDaylight(segment.offset - segment.offsetBefore) {
        start = segment.start + segment.offsetBefore
      }
      if repeats == .last, ClockShift.isBackForDaylight(segment.offsetAfter - segment.offset) {
        end = segment.end + segment.offsetAfter
      }
    }
    return start..<max(start, end)
  }

  /// The instant that stands for times in the gap before a segment.
  private func afterGap(_ segment: Segment) -> Int64? {
    guard gap == .runAfter, !expression.followsClock,
      ClockShift.isForwardForDaylight(segment.offset - segment.offsetBefore),
      expression.firstMatch(from: segment.start + segment.offsetBefore, before: segment.start + segment.offset) != nil
    else { return nil }
    return segment.firstMinute
  }

  /// The instant that stands for times in the gap after a segment.
  private func beforeGap(_ segment: Segment) -> Int64? {
    guard gap == .runBefore, !expression.followsClock,
      ClockShift.isForwardForDaylight(segment.offsetAfter - segment.offset),
      expression.firstMatch(from: segment.end + segment.offset, before: segment.end + segment.offsetAfter) != nil
    else { return nil }
    return segment.lastMinute
  }
}

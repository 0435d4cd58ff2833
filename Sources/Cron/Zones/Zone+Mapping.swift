extension Zone {
  /// The instants at which clocks show a time. Seconds since 1970.
  public enum Mapping: Hashable, Sendable {
    case one(Int64)
    /// Clocks go backward: they show it twice.
    case repeated(first: Int64, last: Int64)
    /// Clocks go forward over it: the last whole minute before they do, and the first one after.
    case gap(before: Int64, after: Int64)
  }

  public func instants(of civil: CivilTime) -> Mapping {
    let local = ZoneTable.clamped(civil.secondsSince1970)
    var segment = table.segment(at: ZoneTable.clamped(local - LocalTimeType.offsets.upperBound))
    var found: [Int64] = []
    while true {
      let instant = local - segment.offset
      if instant >= segment.start, instant < segment.end { found.append(instant) }
      // The next one can't show this time any more, or there is none.
      let next = segment.end
      if next > local - LocalTimeType.offsets.lowerBound || next >= ZoneTable.lastInstant { break }
      if found.isEmpty, let gap = segment.gap(at: local) { return gap }
      segment = table.segment(at: next)
    }
    guard let first = found.first, let last = found.last else { return segment.gap(at: local) ?? .one(local) }
    return first == last ? .one(first) : .repeated(first: first, last: last)
  }
}

extension Segment {
  /// Whether the clocks jump over a local time at this segment's end.
  fileprivate func gap(at local: Int64) -> Zone.Mapping? {
    guard local >= end + offset, local < end + offsetAfter else { return nil }
    return .gap(before: lastMinute, after: end.roundedUpToMinute(offset: offsetAfter))
  }

  /// The last instant in it at which clocks show a whole minute.
  var lastMinute: Int64 { (end + offset - 1).flooredDivision(by: 60).quotient * 60 - offset }

  /// The first.
  var firstMinute: Int64 { start.roundedUpToMinute(offset: offset) }
}

extension Int64 {
  /// The first instant from here on at which clocks show a whole minute. Some offsets before 1972 had seconds.
  fileprivate func roundedUpToMinute(offset: Int64) -> Int64 {
    (self + offset + 59).flooredDivision(by: 60).quotient * 60 - offset
  }
}

/// A zone's changes in the form in which instants are looked up in them: sorted, with the rule for the future written
/// out to the end of 2100, and beside them the changes of the offset alone, which is all that schedules ask for.
final class ZoneTable: Sendable {
  let rules: ZoneRules
  private let changes: [ZoneRules.Change]
  /// The first begins at the beginning of time.
  private let starts: [Int64]
  private let offsets: [Int64]
  /// From here on the rule is asked, which takes longer.
  private let end: Int64

  /// What instants are held within: a thousand times the age of the universe, and far from overflowing.
  static let firstInstant: Int64 = -1 << 59
  static let lastInstant: Int64 = 1 << 59
  private static let lastYear = 2_101

  static func clamped(_ instant: Int64) -> Int64 { min(max(instant, firstInstant), lastInstant) }

  init(_ rules: ZoneRules) {
    self.rules = rules
    changes = Self.writtenOut(rules)
    end = rules.rule?.daylight == nil ? .max : (changes.last?.at ?? .max)
    var starts = [Self.firstInstant]
    var offsets = [rules.first.offset]
    for change in changes where change.type.offset != offsets.last {
      starts.append(change.at)
      offsets.append(change.type.offset)
    }
    (self.starts, self.offsets) = (starts, offsets)
  }

  private static func writtenOut(_ rules: ZoneRules) -> [ZoneRules.Change] {
    var changes = rules.changes
    guard let rule = rules.rule else { return changes }
    let last = changes.last?.at ?? firstInstant
    let from = max(CivilTime(secondsSince1970: last).year, 1_900)
    guard rule.daylight != nil, from <= lastYear else {
      // The rule is what the last change has said already, unless there was none.
      if changes.isEmpty { changes.append(ZoneRules.Change(at: firstInstant, type: rule.standard)) }
      return changes
    }
    for year in from...lastYear {
      for change in rule.changes(in: year) where change.at > last { append(change, to: &changes) }
    }
    return changes
  }

  /// Of two changes at one instant, the start of daylight saving counts: then it lasts all year.
  private static func append(_ change: ZoneRules.Change, to changes: inout [ZoneRules.Change]) {
    if changes.last?.at == change.at {
      if change.type.isDaylightSaving { changes[changes.count - 1] = change }
    } else {
      changes.append(change)
    }
  }

  func type(at instant: Int64) -> LocalTimeType {
    if instant >= end { return lateChanges(around: instant).last { $0.at <= instant }?.type ?? rules.first }
    let after = changes.partitioningIndex { $0.at > instant }
    return after == 0 ? rules.first : changes[after - 1].type
  }

  /// The time around an instant in which the offset is the same.
  func segment(at instant: Int64) -> Segment {
    if instant >= end { return lateSegment(at: instant) }
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= instant { low = middle } else { high = middle }
    }
    return segment(low)
  }

  private func segment(_ index: Int) -> Segment {
    let isLast = index + 1 == starts.count
    return Segment(
      start: starts[index], end: isLast ? Self.lastInstant : starts[index + 1], offset: offsets[index],
      offsetBefore: offsets[max(index - 1, 0)], offsetAfter: offsets[isLast ? index : index + 1])
  }

  private func lateSegment(at instant: Int64) -> Segment {
    let changes = lateChanges(around: instant)
    let after = changes.partitioningIndex { $0.at > instant }
    let current = changes[max(after - 1, 0)]
    let next = changes[min(after, changes.count - 1)]
    return Segment(
      start: current.at, end: next.at, offset: current.type.offset,
      offsetBefore: changes[max(after - 2, 0)].type.offset, offsetAfter: next.type.offset)
  }

  private func lateChanges(around instant: Int64) -> [ZoneRules.Change] {
    guard let rule = rules.rule else { return changes }
    let year = CivilTime(secondsSince1970: instant).year
    var found: [ZoneRules.Change] = []
    for year in year - 2...year + 2 {
      for change in rule.changes(in: year) { Self.append(change, to: &found) }
    }
    return found
  }
}

/// A time in which a zone's offset is the same, and the offsets around it. Seconds; the end is not part of it.
struct Segment: Sendable {
  var start: Int64
  var end: Int64
  var offset: Int64
  var offsetBefore: Int64
  var offsetAfter: Int64
}

extension RandomAccessCollection where Index == Int {
  /// The first index whose element satisfies what all after it satisfy too; the count when none does.
  func partitioningIndex(where isAfter: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

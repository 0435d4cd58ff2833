/// The days on which an expression comes, for each of the 28 months that there can be: four lengths, and the seven
/// weekdays on which they begin. Finding a day is then a matter of bits.
struct DayTable: Hashable, Sendable {
  /// Bit 1 to 12.
  private let months: UInt32
  /// Bit 1 to 31 each.
  private let days: [UInt32]

  init(_ fields: CronFields) {
    months = UInt32(truncatingIfNeeded: fields.month.mask)
    days = MonthLayout.all.map { $0.days(of: fields) }
  }

  /// Whether no day of any year is among them.
  var isEmpty: Bool {
    !(1...12).contains { month in
      months >> month & 1 == 1
        && MonthLayout.all.contains { $0.isOf(month: month) && days[$0.index] != 0 }
    }
  }

  func contains(day number: Int) -> Bool {
    let date = CivilDate(dayNumber: number)
    return mask(of: MonthCursor(date, number)) >> date.day & 1 == 1
  }

  /// The first of them from a day on and before another.
  func first(from number: Int, before end: Int) -> Int? {
    let date = CivilDate(dayNumber: number)
    var month = MonthCursor(date, number)
    var left = mask(of: month) & (.max << UInt32(date.day))
    while left == 0 {
      month.moveForward()
      if month.firstDay >= end { return nil }
      left = mask(of: month)
    }
    let found = month.firstDay + left.trailingZeroBitCount - 1
    return found < end ? found : nil
  }

  /// The last of them through a day, and not before another.
  func last(through number: Int, from start: Int) -> Int? {
    let date = CivilDate(dayNumber: number)
    var month = MonthCursor(date, number)
    var left = mask(of: month) & (.max >> UInt32(31 - date.day))
    while left == 0 {
      if month.firstDay <= start { return nil }
      month.moveBack()
      left = mask(of: month)
    }
    let found = month.firstDay + 31 - left.leadingZeroBitCount - 1
    return found >= start ? found : nil
  }

  /// How many of them lie from a day on and before another.
  func count(from start: Int, before end: Int) -> Int {
    guard start < end else { return 0 }
    let date = CivilDate(dayNumber: start)
    var month = MonthCursor(date, start)
    var left = mask(of: month) & (.max << UInt32(date.day))
    var count = 0
    while month.firstDay + month.length <= end {
      count += left.nonzeroBitCount
      month.moveForward()
      left = mask(of: month)
    }
    let rest = end - month.firstDay
    return rest > 0 ? count + (left & (.max >> UInt32(31 - rest))).nonzeroBitCount : count
  }

  @inline(__always)
  private func mask(of month: MonthCursor) -> UInt32 {
    months >> month.month & 1 == 1 ? days[month.layout.index] : 0
  }
}

/// What a month looks like on a calendar: its length and the weekday of its first day (Sunday is 0).
struct MonthLayout {
  let length: Int
  let firstWeekday: Int

  static let all = (28...31).flatMap { length in (0...6).map { MonthLayout(length: length, firstWeekday: $0) } }

  var index: Int { (length - 28) * 7 + firstWeekday }

  /// Every month begins with every weekday in some year, and February is short or long in any of these.
  func isOf(month: Int) -> Bool {
    length == CivilDate.days(inMonth: month, of: 2_001) || length == CivilDate.days(inMonth: month, of: 2_000)
  }

  /// Bit 1 to 31 for each of its days that the fields ask for.
  func days(of fields: CronFields) -> UInt32 {
    let ofMonth = mask(fields.dayOfMonth) | UInt32(truncatingIfNeeded: fields.dayOfMonth.mask)
    let ofWeek = mask(fields.dayOfWeek) | weekdays(fields.dayOfWeek.mask)
    let days = fields.needsBothDays ? ofMonth & ofWeek : ofMonth | ofWeek
    return days & (.max >> UInt32(31 - length)) & ~1
  }

  private func weekdays(_ weekdays: UInt64) -> UInt32 {
    bits((1...length).filter { weekdays >> weekday(of: $0) & 1 == 1 })
  }

  private func mask(_ field: CronField) -> UInt32 {
    bits(field.counted.compactMap(day).filter { $0 >= 1 && $0 <= length })
  }

  private func bits(_ days: [Int]) -> UInt32 { days.reduce(0) { $0 | 1 << UInt32($1) } }

  private func day(of item: CronField.Item) -> Int? {
    switch item {
    case .every, .value, .range: nil
    case .beforeLast(let days): length - days
    case .nearestWorkday(let day): day <= length ? workday(nearest: day) : nil
    case .lastWorkday: workday(nearest: length)
    case .nth(let weekday, let number): first(weekday) + (number - 1) * 7
    case .last(let weekday): first(weekday) + (length - first(weekday)) / 7 * 7
    }
  }

  /// In the same month, even where the nearest of all would be in another.
  private func workday(nearest day: Int) -> Int {
    switch weekday(of: day) {
    case Weekday.saturday.rawValue: day > 1 ? day - 1 : day + 2
    case Weekday.sunday.rawValue: day < length ? day + 1 : day - 2
    default: day
    }
  }

  private func weekday(of day: Int) -> Int { (firstWeekday + day - 1) % 7 }

  private func first(_ weekday: Int) -> Int { (weekday - firstWeekday + 7) % 7 + 1 }
}

/// A month of a year, from which one gets to the next without computing dates anew.
struct MonthCursor {
  private(set) var year: Int
  private(set) var month: Int
  private(set) var length: Int
  /// Days since 1970 of its first.
  private(set) var firstDay: Int
  private var firstWeekday: Int

  init(_ date: CivilDate, _ dayNumber: Int) {
    (year, month) = (date.year, date.month)
    length = CivilDate.days(inMonth: month, of: year)
    firstDay = dayNumber - date.day + 1
    firstWeekday = Int(Int64(firstDay + 4).flooredDivision(by: 7).remainder)
  }

  @inline(__always)
  var layout: MonthLayout { MonthLayout(length: length, firstWeekday: firstWeekday) }

  mutating func moveForward() {
    firstDay += length
    firstWeekday = (firstWeekday + length) % 7
    month += 1
    if month > 12 { (year, month) = (year + 1, 1) }
    length = CivilDate.days(inMonth: month, of: year)
  }

  mutating func moveBack() {
    month -= 1
    if month < 1 { (year, month) = (year - 1, 12) }
    length = CivilDate.days(inMonth: month, of: year)
    firstDay -= length
    // Four weeks and a week more than the longest month: the remainder stays positive.
    firstWeekday = (firstWeekday - length + 35) % 7
  }
}

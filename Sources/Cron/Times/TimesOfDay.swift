/// The minutes of a day at which an expression comes: every one of its minutes in every one of its hours.
struct TimesOfDay: Hashable, Sendable {
  let minutes: UInt64
  let hours: UInt32

  /// Never 0: a field without values isn't accepted.
  var count: Int { minutes.nonzeroBitCount * hours.nonzeroBitCount }

  var first: Int { hours.trailingZeroBitCount * 60 + minutes.trailingZeroBitCount }

  var last: Int { (31 - hours.leadingZeroBitCount) * 60 + 63 - minutes.leadingZeroBitCount }

  /// - Parameter minute: of the day, 0 to 1439.
  func first(from minute: Int) -> Int? {
    let hour = minute / 60
    if hours >> hour & 1 == 1 {
      let left = minutes >> (minute % 60)
      if left != 0 { return minute + left.trailingZeroBitCount }
    }
    let later = hours >> (hour + 1)
    if later == 0 { return nil }
    return (hour + 1 + later.trailingZeroBitCount) * 60 + minutes.trailingZeroBitCount
  }

  func last(through minute: Int) -> Int? {
    let hour = minute / 60
    if hours >> hour & 1 == 1 {
      let left = minutes & (.max >> (63 - minute % 60))
      if left != 0 { return hour * 60 + 63 - left.leadingZeroBitCount }
    }
    let earlier = hours & ((1 << hour) - 1)
    if earlier == 0 { return nil }
    return (31 - earlier.leadingZeroBitCount) * 60 + 63 - minutes.leadingZeroBitCount
  }

  /// How many lie before a minute of the day, which may be 1440.
  func count(before minute: Int) -> Int {
    let hour = minute / 60
    let whole = (hours & ((1 << hour) - 1)).nonzeroBitCount * minutes.nonzeroBitCount
    guard hours >> hour & 1 == 1 else { return whole }
    return whole + (minutes & ((1 << (minute % 60)) - 1)).nonzeroBitCount
  }
}

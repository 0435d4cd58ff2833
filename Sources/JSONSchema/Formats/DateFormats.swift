/// Dates and times of RFC 3339, section 5.6.
enum DateFormats {
  static func isDateTime(_ text: String) -> Bool {
    var scanner = TextScanner(text)
    return scanner.date() && scanner.take("T", "t") && scanner.time() && scanner.isAtEnd
  }

  static func isDate(_ text: String) -> Bool {
    var scanner = TextScanner(text)
    return scanner.date() && scanner.isAtEnd
  }

  static func isTime(_ text: String) -> Bool {
    var scanner = TextScanner(text)
    return scanner.time() && scanner.isAtEnd
  }

  fileprivate static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension TextScanner {
  fileprivate mutating func date() -> Bool {
    guard let year = number(4, in: 0...9_999), take("-"), let month = number(2, in: 1...12), take("-"),
      let day = number(2, in: 1...31)
    else { return false }
    return day <= DateFormats.days(in: month, of: year)
  }

  fileprivate mutating func time() -> Bool {
    guard let hour = number(2, in: 0...23), take(":"), let minute = number(2, in: 0...59), take(":"),
      let second = number(2, in: 0...60)
    else { return false }
    if take("."), takeAll(where: \.isASCIIDigit) == 0 { return false }
    guard let offset = offset() else { return false }
    // A leap second is the last of a day in UTC.
    let minuteOfDay = (hour * 60 + minute - offset + 2 * 1_440) % 1_440
    return second < 60 || minuteOfDay == 1_439
  }

  /// In minutes.
  private mutating func offset() -> Int? {
    if take("Z", "z") { return 0 }
    let isNegative = next == UInt8(ascii: "-")
    guard take("+", "-"), let hours = number(2, in: 0...23), take(":"), let minutes = number(2, in: 0...59) else {
      return nil
    }
    return (hours * 60 + minutes) * (isNegative ? -1 : 1)
  }
}

/// Durations of ISO 8601 as RFC 3339, appendix A, has them: `P1Y2M3DT4H5M6S` without gaps between the units, or `P4W`.
enum DurationFormat {
  static func accepts(_ text: String) -> Bool {
    var scanner = TextScanner(text)
    guard scanner.take("P") else { return false }
    if scanner.take("T") { return scanner.units("HMS") && scanner.isAtEnd }
    guard scanner.units("YMDW", orBefore: "T") else { return false }
    return scanner.isAtEnd || scanner.take("T") && scanner.units("HMS") && scanner.isAtEnd
  }
}

extension TextScanner {
  /// At least one unit, each with a number, in order and without one left out between two. Weeks stand alone.
  fileprivate mutating func units(_ units: String, orBefore end: Unicode.Scalar? = nil) -> Bool {
    var last: Int?
    let letters = Array(units.unicodeScalars)
    while !isAtEnd, next != end.map({ UInt8(ascii: $0) }) {
      guard takeAll(where: \.isASCIIDigit) > 0, let unit = letters.firstIndex(where: { take($0) }) else { return false }
      if letters[unit] == "W" { return last == nil && isAtEnd }
      if let last, unit != last + 1 { return false }
      last = unit
    }
    return last != nil
  }
}

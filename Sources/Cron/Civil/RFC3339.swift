/// Instants as text: `2026-11-21T09:30:00Z`, with milliseconds only where there are some (RFC 3339, section 5.6).
public enum RFC3339 {
  public static func text(millisecondsSince1970 milliseconds: Int64) -> String {
    let (seconds, fraction) = milliseconds.flooredDivision(by: 1_000)
    let time = CivilTime(secondsSince1970: seconds)
    let date = "\(time.year.padded(4))-\(time.month.padded(2))-\(time.day.padded(2))"
    let clock = "\(time.hour.padded(2)):\(time.minute.padded(2)):\(time.second.padded(2))"
    return fraction == 0 ? "\(date)T\(clock)Z" : "\(date)T\(clock).\(Int(fraction).padded(3))Z"
  }

  /// Milliseconds since 1970, or nil when the text is no RFC 3339 instant. Digits past the millisecond are cut off.
  public static func milliseconds(of text: String) -> Int64? {
    var scanner = DigitScanner(text)
    guard let year = scanner.number(4), scanner.take("-"), let month = scanner.number(2), scanner.take("-"),
      let day = scanner.number(2), scanner.take("T", "t", " "), let hour = scanner.number(2), scanner.take(":"),
      let minute = scanner.number(2), scanner.take(":"), let second = scanner.number(2)
    else { return nil }
    let fraction = scanner.take(".") ? scanner.fraction() : 0
    guard let fraction, let offset = scanner.offsetMinutes(), scanner.isAtEnd else { return nil }
    let time = CivilTime(year: year, month: month, day: day, hour: hour, minute: minute, second: min(second, 59))
    guard (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second),
      CivilTime(secondsSince1970: time.secondsSince1970) == time
    else { return nil }
    return (time.secondsSince1970 - Int64(offset) * 60) * 1_000 + fraction
  }
}

private struct DigitScanner {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = text[...].utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ characters: Unicode.Scalar...) -> Bool {
    guard let first = rest.first, characters.contains(Unicode.Scalar(first)) else { return false }
    rest.removeFirst()
    return true
  }

  mutating func number(_ count: Int) -> Int? {
    var value = 0
    for _ in 0..<count {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  mutating func fraction() -> Int64? {
    var value: Int64 = 0
    var count = 0
    while let digit = digit() {
      if count < 3 { value = value * 10 + Int64(digit) }
      count += 1
    }
    guard count > 0 else { return nil }
    for _ in min(count, 3)..<3 { value *= 10 }
    return value
  }

  mutating func offsetMinutes() -> Int? {
    if take("Z", "z") { return 0 }
    let negative = rest.first == UInt8(ascii: "-")
    guard take("+", "-"), let hours = number(2), take(":"), let minutes = number(2), hours < 24, minutes < 60
    else { return nil }
    return (hours * 60 + minutes) * (negative ? -1 : 1)
  }

  private mutating func digit() -> Int? {
    guard let first = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return nil }
    rest.removeFirst()
    return Int(first - UInt8(ascii: "0"))
  }
}

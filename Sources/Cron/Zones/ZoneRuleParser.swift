/// Reads the rule string of a zone file: `CET-1CEST,M3.5.0,M10.5.0/3`.
struct ZoneRuleParser {
  private var rest: ArraySlice<UInt8>

  /// Longer ones are not found in zone files: the longest has 44 characters.
  static let longest = 256

  init(_ text: some Sequence<UInt8>) { rest = Array(text)[...] }

  /// Nil when the string is no such rule.
  mutating func rule() -> ZoneRule? {
    guard let name = abbreviation(), let behind = hours(upTo: 24) else { return nil }
    let standard = LocalTimeType(offset: -behind, isDaylightSaving: false, abbreviation: name)
    if rest.isEmpty { return ZoneRule(standard: standard, daylight: nil) }
    guard let daylight = daylight(standard), rest.isEmpty else { return nil }
    return ZoneRule(standard: standard, daylight: daylight)
  }

  private mutating func daylight(_ standard: LocalTimeType) -> ZoneRule.Daylight? {
    guard let name = abbreviation(), let next = rest.first else { return nil }
    let offset = next == UInt8(ascii: ",") ? standard.offset + 3_600 : hours(upTo: 24).map { -$0 }
    guard let offset, let start = moment(), let end = moment() else { return nil }
    return ZoneRule.Daylight(
      type: LocalTimeType(offset: offset, isDaylightSaving: true, abbreviation: name), start: start, end: end)
  }

  private mutating func abbreviation() -> String? {
    let isQuoted = take("<")
    let name = rest.prefix { byte in
      Self.isLetter(byte) || isQuoted && (Self.isDigit(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-"))
    }
    rest = rest.dropFirst(name.count)
    guard name.count >= 3, !isQuoted || take(">") else { return nil }
    return String(decoding: name, as: UTF8.self)
  }

  /// `[+-]hh[:mm[:ss]]` in seconds.
  private mutating func hours(upTo limit: Int64) -> Int64? {
    let sign: Int64 = take("-") ? -1 : 1
    if sign == 1 { _ = take("+") }
    guard let hours = number(upTo: limit) else { return nil }
    var seconds = hours * 3_600
    for unit in [60, 1] as [Int64] where take(":") {
      guard let count = number(upTo: 59) else { return nil }
      seconds += count * unit
    }
    return sign * seconds
  }

  /// `,date[/time]`.
  private mutating func moment() -> ZoneRule.Moment? {
    guard take(","), let day = day() else { return nil }
    guard take("/") else { return ZoneRule.Moment(day: day, time: 7_200) }
    // POSIX has up to a day; RFC 8536 has up to a week either way.
    guard let time = hours(upTo: 167) else { return nil }
    return ZoneRule.Moment(day: day, time: time)
  }

  private mutating func day() -> ZoneRule.Day? {
    if take("J") { return number(upTo: 365).flatMap { $0 > 0 ? .julian(Int($0)) : nil } }
    guard take("M") else { return number(upTo: 365).map { .ordinal(Int($0)) } }
    guard let month = number(upTo: 12), month > 0, take("."), let week = number(upTo: 5), week > 0, take("."),
      let weekday = number(upTo: 6)
    else { return nil }
    return .weekday(month: Int(month), week: Int(week), weekday: Int(weekday))
  }

  private mutating func number(upTo limit: Int64) -> Int64? {
    let digits = rest.prefix(while: Self.isDigit)
    // Three digits are the most that any number here has.
    guard (1...3).contains(digits.count) else { return nil }
    rest = rest.dropFirst(digits.count)
    let value = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    return value <= limit ? value : nil
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}

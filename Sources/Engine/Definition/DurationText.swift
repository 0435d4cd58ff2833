import JSON

/// Reads lengths of time: seconds (`300`, `0.5`), Go's style (`1h30m`, `250ms`) and ISO 8601 (`PT5M`, `P1DT12H`).
enum DurationText {
  static let forms = "seconds, `1h30m` or `PT5M`"

  /// Ten years: beyond it a typing error is likelier than patience, and times stay far from overflowing.
  static var longest: TimeSpan { .seconds(10 * 366 * 86_400) }

  /// Nil when the text is no duration. Years and months are none: their length depends on the calendar.
  static func span(_ text: String) -> TimeSpan? {
    if let seconds = decimal(text[...]) { return .fractionalSeconds(seconds) }
    return text.first == "P" ? iso8601(text.dropFirst()) : goStyle(text[...])
  }

  private static func goStyle(_ text: Substring) -> TimeSpan? {
    sum(of: text) { unit in
      switch unit {
      case "ms": 0.001
      case "s": 1
      case "m": 60
      case "h": 3_600
      case "d": 86_400
      default: nil
      }
    }
  }

  private static func iso8601(_ text: Substring) -> TimeSpan? {
    let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    guard let date = parts.first, !text.isEmpty else { return nil }
    let time = parts.count > 1 ? parts[1] : nil
    if let time, time.isEmpty { return nil }
    var total = TimeSpan(milliseconds: 0)
    if !date.isEmpty {
      guard let days = sum(of: date, units: { ["W": 604_800, "D": 86_400][$0] }) else { return nil }
      total.milliseconds += days.milliseconds
    }
    if let time {
      guard let rest = sum(of: time, units: { ["H": 3_600, "M": 60, "S": 1][$0] }) else { return nil }
      total.milliseconds = total.milliseconds.addingSaturated(rest.milliseconds)
    }
    return total
  }

  /// Adds up `1h30m`: numbers, each with its unit, the larger units first and none twice.
  private static func sum(of text: Substring, units: (String) -> Double?) -> TimeSpan? {
    var rest = text
    var seconds = 0.0
    var lastUnit = Double.infinity
    while !rest.isEmpty {
      let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest = rest.dropFirst(number.count)
      let name = rest.prefix { $0.isASCII && $0.isLetter }
      rest = rest.dropFirst(name.count)
      guard let count = decimal(number), let unit = units(String(name)), unit < lastUnit else { return nil }
      seconds += count * unit
      lastUnit = unit
    }
    return lastUnit == .infinity ? nil : .fractionalSeconds(seconds)
  }

  /// Digits with at most one point among them; no sign, no exponent.
  private static func decimal(_ text: Substring) -> Double? {
    guard let first = text.utf8.first, let last = text.utf8.last, isDigit(first), isDigit(last) else { return nil }
    guard text.utf8.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") }) else { return nil }
    return Double(text)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}

extension Field {
  /// A positive length of time, up to ``DurationText/longest``.
  func duration(zeroAllowed: Bool = false) -> Sourced<TimeSpan>? {
    let span: TimeSpan?
    switch value {
    case .integer(let seconds): span = .seconds(seconds)
    case .double(let seconds): span = .fractionalSeconds(seconds)
    case .string(let text): span = DurationText.span(text)
    case .null, .bool, .array, .object:
      wrongType(DurationText.forms)
      return nil
    }
    let least = TimeSpan(milliseconds: zeroAllowed ? 0 : 1)
    guard let span, (least...DurationText.longest).contains(span) else {
      invalid(
        "this is no \(zeroAllowed ? "" : "positive ")duration of at most ten years", expected: DurationText.forms,
        hint: "a duration can't be a template; months and years have no fixed length")
      return nil
    }
    return Sourced(value: span, place: place)
  }
}

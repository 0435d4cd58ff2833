extension PatternParser {
  /// An escape outside of a class.
  mutating func escape() throws(PatternError) -> PatternTree {
    let start = position
    position += 1
    if take("b") { return .assertion(.wordBoundary) }
    if take("B") { return .assertion(.noWordBoundary) }
    if let digit = current?.decimalDigit, digit > 0 { throw backreference("\\\(digit)", at: start) }
    if current == "k" { throw backreference("\\k", at: start) }
    if let set = try classEscape(start) { return .set(set) }
    return literal(try characterEscape(start))
  }

  private func backreference(_ name: String, at start: Int) -> PatternError {
    failure("the backreference '\(name)' can't be matched in linear time", at: start)
  }

  /// `\d`, `\w`, `\s`, `\p{…}` and their opposites; nil, and nothing taken, for other escapes.
  mutating func classEscape(_ start: Int) throws(PatternError) -> ScalarSet? {
    guard let letter = current else { return nil }
    switch letter {
    case "d", "D", "w", "W", "s", "S":
      position += 1
      return ScalarSet.named(letter, ignoreCase: options.contains(.ignoreCase))
    case "p", "P":
      position += 1
      let property = try self.property(start)
      return ScalarSet(
        ranges: [], properties: [property], isNegated: letter == "P", ignoreCase: options.contains(.ignoreCase))
    default: return nil
    }
  }

  private mutating func property(_ start: Int) throws(PatternError) -> ScalarProperty {
    guard take("{") else { throw failure("a property is written \\p{…}", at: start) }
    let nameStart = position
    while current != nil, current != "}" { position += 1 }
    let name = String(String.UnicodeScalarView(scalars[nameStart..<position]))
    guard take("}") else { throw failure("a property is written \\p{…}", at: start) }
    guard let property = ScalarProperty(named: name) else {
      throw failure(
        "the property '\(name)' is not known", at: start,
        hint: "known are general categories, as \\p{L} and \\p{Lu}, and binary properties, as \\p{Alphabetic}")
    }
    return property
  }

  /// An escape that stands for one character.
  mutating func characterEscape(_ start: Int) throws(PatternError) -> Unicode.Scalar {
    guard let letter = current else { throw failure("'\\' has nothing behind it", at: start) }
    position += 1
    switch letter {
    case "t": return "\t"
    case "n": return "\n"
    case "v": return "\u{B}"
    case "f": return "\u{C}"
    case "r": return "\r"
    case "0" where current?.decimalDigit == nil: return "\u{0}"
    case "c": return try controlEscape(start)
    case "x": return try hexadecimal(2, start)
    case "u": return try unicodeEscape(start)
    default: return try identityEscape(letter, start)
    }
  }

  private func identityEscape(_ letter: Unicode.Scalar, _ start: Int) throws(PatternError) -> Unicode.Scalar {
    guard letter.isASCIILetter || letter.decimalDigit != nil else { return letter }
    let hints: [Unicode.Scalar: String] = [
      "A": "use '^'", "Z": "use '$'", "z": "use '$'", "h": "use '[ \\t]'", "R": "use '(?:\\r\\n|[\\n\\r])'",
    ]
    throw failure("the escape '\\\(letter)' is not known", at: start, hint: hints[letter])
  }

  private mutating func controlEscape(_ start: Int) throws(PatternError) -> Unicode.Scalar {
    guard let letter = current, letter.isASCIILetter, let scalar = Unicode.Scalar(letter.value % 32) else {
      throw failure("'\\c' needs a letter behind it", at: start)
    }
    position += 1
    return scalar
  }

  private mutating func unicodeEscape(_ start: Int) throws(PatternError) -> Unicode.Scalar {
    if take("{") {
      guard let value = hexadecimalDigits(1...8), take("}"), let scalar = Unicode.Scalar(value) else {
        throw failure("'\\u{…}' holds the number of a character in hexadecimal", at: start)
      }
      return scalar
    }
    guard let unit = hexadecimalDigits(4...4) else { throw failure("'\\u' needs four hexadecimal digits", at: start) }
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard (0xD800..<0xDC00).contains(unit), take("\\u"), let trail = hexadecimalDigits(4...4),
      (0xDC00..<0xE000).contains(trail),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (trail - 0xDC00))
    else { throw failure("half of a surrogate pair is no character", at: start) }
    return scalar
  }

  private mutating func hexadecimal(_ count: Int, _ start: Int) throws(PatternError) -> Unicode.Scalar {
    guard let value = hexadecimalDigits(count...count), let scalar = Unicode.Scalar(value) else {
      throw failure("'\\x' needs two hexadecimal digits", at: start)
    }
    return scalar
  }

  private mutating func hexadecimalDigits(_ count: ClosedRange<Int>) -> UInt32? {
    let digits = scalars[position...].prefix(count.upperBound).prefix { $0.properties.isASCIIHexDigit }
    guard count.contains(digits.count) else { return nil }
    position += digits.count
    return UInt32(String(String.UnicodeScalarView(digits)), radix: 16)
  }
}

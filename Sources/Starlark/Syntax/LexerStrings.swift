extension Lexer {
  /// A string or bytes literal from its opening quote on, with its escapes replaced.
  mutating func stringLiteral(isRaw: Bool, isBytes: Bool) throws(SyntaxError) -> [UInt8] {
    let start = position
    guard let quote = peek() else { throw error("a string is missing") }
    let isTriple = peek(1) == quote && peek(2) == quote
    position += isTriple ? 3 : 1
    var result: [UInt8] = []
    while let byte = peek() {
      if byte == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
        position += isTriple ? 3 : 1
        return result
      }
      switch byte {
      case UInt8(ascii: "\n") where !isTriple:
        throw error("the string's closing \(Character(Unicode.Scalar(quote))) is missing", at: start)
      case UInt8(ascii: "\r") where peek(1) == UInt8(ascii: "\n"): position += 1
      case UInt8(ascii: "\\"): try escape(into: &result, isRaw: isRaw, isBytes: isBytes)
      default:
        result.append(byte)
        position += 1
      }
    }
    throw error("the string's closing \(Character(Unicode.Scalar(quote))) is missing", at: start)
  }

  private mutating func escape(into result: inout [UInt8], isRaw: Bool, isBytes: Bool) throws(SyntaxError) {
    let start = position
    position += 1
    guard let byte = peek() else { throw error("the string ends in a backslash", at: start) }
    position += 1
    if isRaw {
      result += [UInt8(ascii: "\\"), byte]
      return
    }
    switch byte {
    case UInt8(ascii: "\n"): return
    case UInt8(ascii: "\r"):
      if peek() == UInt8(ascii: "\n") { position += 1 }
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      position -= 1
      try octalEscape(into: &result, from: start, isBytes: isBytes)
    case UInt8(ascii: "x"): try hexEscape(into: &result, from: start, isBytes: isBytes)
    case UInt8(ascii: "u"): try unicodeEscape(into: &result, from: start, digits: 4)
    case UInt8(ascii: "U"): try unicodeEscape(into: &result, from: start, digits: 8)
    default:
      guard let value = Self.simpleEscapes[byte] else {
        let shown = String(decoding: bytes[start..<position], as: UTF8.self)
        throw error("'\(shown)' is no escape", at: start, hint: "a backslash itself is written \\\\")
      }
      result.append(value)
    }
  }

  private static let simpleEscapes: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13,
    UInt8(ascii: "t"): 9, UInt8(ascii: "v"): 11, UInt8(ascii: "\\"): UInt8(ascii: "\\"),
    UInt8(ascii: "'"): UInt8(ascii: "'"), UInt8(ascii: "\""): UInt8(ascii: "\""),
  ]

  private mutating func octalEscape(
    into result: inout [UInt8], from start: Int, isBytes: Bool
  ) throws(SyntaxError) {
    var value = 0
    for _ in 0..<3 {
      guard let byte = peek(), (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(byte) else { break }
      value = value * 8 + Int(byte - UInt8(ascii: "0"))
      position += 1
    }
    try append(value, to: &result, from: start, isBytes: isBytes)
  }

  private mutating func hexEscape(into result: inout [UInt8], from start: Int, isBytes: Bool) throws(SyntaxError) {
    try append(Int(try hexDigits(2, from: start)), to: &result, from: start, isBytes: isBytes)
  }

  /// In a string a numeric escape is an ASCII character; other bytes need `\u` or a bytes literal.
  private func append(_ value: Int, to result: inout [UInt8], from start: Int, isBytes: Bool) throws(SyntaxError) {
    guard value <= (isBytes ? 0xFF : 0x7F) else {
      let hint = isBytes ? "a byte ends at \\xff" : "characters past ASCII are written \\u00e9"
      throw error("the escape's value \(value) is too large", at: start, hint: hint)
    }
    result.append(UInt8(value))
  }

  private mutating func unicodeEscape(
    into result: inout [UInt8], from start: Int, digits: Int
  ) throws(SyntaxError) {
    guard let scalar = Unicode.Scalar(try hexDigits(digits, from: start)) else {
      throw error("the escape is no Unicode character", at: start)
    }
    result += Array(String(Character(scalar)).utf8)
  }

  private mutating func hexDigits(_ count: Int, from start: Int) throws(SyntaxError) -> UInt32 {
    let end = min(position + count, bytes.count)
    let digits = bytes[position..<end]
    guard digits.count == count, digits.allSatisfy({ Self.isHexDigit($0) }),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw error("the escape needs \(count) hexadecimal digits", at: start) }
    position = end
    return value
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}

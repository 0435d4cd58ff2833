import BigInt

extension Lexer {
  /// An integer in base 2, 8, 10 or 16, or a float.
  mutating func number() throws(SyntaxError) -> Token {
    let start = position
    if peek() == UInt8(ascii: "0"), let radix = radixAfterZero() {
      position += 2
      return try integer(from: position, radix: radix, literalStart: start)
    }
    skipDigits()
    var isFloat = false
    if peek() == UInt8(ascii: ".") {
      isFloat = true
      position += 1
      skipDigits()
    }
    if let byte = peek(), byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      isFloat = true
      position += 1
      if let sign = peek(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { position += 1 }
      guard let digit = peek(), Self.isDigit(digit) else { throw error("digits are missing after the exponent") }
      skipDigits()
    }
    return isFloat ? try float(from: start) : try decimal(from: start)
  }

  private func radixAfterZero() -> Int? {
    switch peek(1) {
    case UInt8(ascii: "x"), UInt8(ascii: "X"): 16
    case UInt8(ascii: "o"), UInt8(ascii: "O"): 8
    case UInt8(ascii: "b"), UInt8(ascii: "B"): 2
    default: nil
    }
  }

  private mutating func decimal(from start: Int) throws(SyntaxError) -> Token {
    let text = bytes[start..<position]
    if text.count > 1, text.first == UInt8(ascii: "0"), text.contains(where: { $0 != UInt8(ascii: "0") }) {
      throw error("a decimal number can't begin with 0", at: start, hint: "an octal number is written 0o17")
    }
    position = start
    return try integer(from: start, radix: 10, literalStart: start)
  }

  private mutating func integer(from start: Int, radix: Int, literalStart: Int) throws(SyntaxError) -> Token {
    while let byte = peek(), Self.isNameStart(byte) || Self.isDigit(byte) { position += 1 }
    guard position - start <= Self.maximumDigits else {
      throw error("the number has more than \(Self.maximumDigits) digits", at: literalStart)
    }
    let digits = String(decoding: bytes[start..<position], as: UTF8.self)
    if let small = Int(digits, radix: radix) { return .int(small) }
    guard !digits.isEmpty, !digits.contains("_"), let big = BigInt(digits, radix: radix) else {
      throw error("'\(digits.prefix(20))' is no number in base \(radix)", at: literalStart)
    }
    return .bigInt(big)
  }

  private func float(from start: Int) throws(SyntaxError) -> Token {
    guard position - start <= Self.maximumDigits else {
      throw error("the number has more than \(Self.maximumDigits) digits", at: start)
    }
    guard let value = Double(String(decoding: bytes[start..<position], as: UTF8.self)) else {
      throw error("this is no number", at: start)
    }
    guard value.isFinite else { throw error("the number is too large for a float", at: start) }
    return .float(value)
  }

  private mutating func skipDigits() {
    while let byte = peek(), Self.isDigit(byte) { position += 1 }
  }

  /// Reading a decimal number costs the square of its digits; longer ones are data, not literals.
  static let maximumDigits = 10_000
}

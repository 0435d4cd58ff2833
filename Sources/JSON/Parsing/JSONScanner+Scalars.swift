extension JSONScanner {
  mutating func numberOrWord() throws(JSONSyntaxError) {
    switch current {
    case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): try number()
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n"): try word("null")
    default: throw unexpected("a value")
    }
  }

  private mutating func word(_ word: String) throws(JSONSyntaxError) {
    guard text[position...].starts(with: word.utf8) else { throw unexpected("a value, as \(word) is") }
    position += word.utf8.count
  }

  private mutating func number() throws(JSONSyntaxError) {
    let start = position
    var isReal = false
    _ = take("-")
    if !take("0") { try digits() }
    if take(".") {
      isReal = true
      try digits()
    }
    if take("e") || take("E") {
      isReal = true
      if !take("+") { _ = take("-") }
      try digits()
    }
    try checkRange(of: String(decoding: text[start..<position], as: UTF8.self), isReal: isReal, at: start)
  }

  private mutating func digits() throws(JSONSyntaxError) {
    let start = position
    while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    if position == start { throw unexpected("a digit") }
  }

  private func checkRange(of number: String, isReal: Bool, at start: Int) throws(JSONSyntaxError) {
    if !isReal, Int64(number) == nil {
      throw failure(.numberOutOfRange, "the integer \(shortened(number)) doesn't fit in 64 bits", at: start)
    }
    if isReal, Double(number)?.isFinite != true {
      throw failure(.numberOutOfRange, "the number \(shortened(number)) is beyond a double", at: start)
    }
  }

  private func shortened(_ number: String) -> String { number.count > 40 ? "\(number.prefix(40))…" : number }
}

extension JSONScanner {
  /// Steps over a string and returns what it means.
  mutating func string() throws(JSONSyntaxError) -> String {
    let start = position
    var bytes: [UInt8] = []
    position += 1
    while let byte = current, byte != UInt8(ascii: "\"") {
      if byte == UInt8(ascii: "\\") {
        try escape(into: &bytes)
      } else if byte < 0x20 {
        throw failure("a control character (0x\(String(byte, radix: 16))) in a string must be written as an escape")
      } else {
        bytes.append(byte)
        position += 1
      }
    }
    guard take("\"") else { throw failure(.syntax, "the string that begins here has no end", at: start) }
    guard let string = String(validating: bytes, as: UTF8.self) else { throw malformedText(from: start) }
    return string
  }

  private mutating func escape(into bytes: inout [UInt8]) throws(JSONSyntaxError) {
    let start = position
    position += 1
    guard let letter = current else { throw unexpected("an escape") }
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(letter)
    case UInt8(ascii: "b"): bytes.append(0x08)
    case UInt8(ascii: "f"): bytes.append(0x0C)
    case UInt8(ascii: "n"): bytes.append(0x0A)
    case UInt8(ascii: "r"): bytes.append(0x0D)
    case UInt8(ascii: "t"): bytes.append(0x09)
    case UInt8(ascii: "u"): bytes.append(contentsOf: String(try codePoint(from: start)).utf8)
    default: throw failure(.syntax, "no escape begins so: '\\' needs one of \" \\ / b f n r t u behind it", at: start)
    }
  }

  /// A code point behind `\u`, of one or of two escapes.
  private mutating func codePoint(from start: Int) throws(JSONSyntaxError) -> Unicode.Scalar {
    let unit = try hexadecimalUnit()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard UTF16.isLeadSurrogate(unit), take("\\"), take("u") else { throw loneSurrogate(at: start) }
    let trail = try hexadecimalUnit()
    guard UTF16.isTrailSurrogate(trail) else { throw loneSurrogate(at: start) }
    return UTF16.decode(UTF16.EncodedScalar([unit, trail]))
  }

  private mutating func hexadecimalUnit() throws(JSONSyntaxError) -> UInt16 {
    let digits = String(decoding: text[position...].prefix(4), as: UTF8.self)
    guard digits.utf8.count == 4, digits.utf8.first != UInt8(ascii: "+"), digits.utf8.first != UInt8(ascii: "-"),
      let unit = UInt16(digits, radix: 16)
    else { throw failure("\\u needs four hexadecimal digits behind it") }
    position += 4
    return unit
  }

  private func loneSurrogate(at start: Int) -> JSONSyntaxError {
    failure(.syntax, "half of a surrogate pair is no character", at: start)
  }

  /// The place of the first byte that isn't UTF-8.
  private func malformedText(from start: Int) -> JSONSyntaxError {
    var offset = start
    while offset < position, let length = wellFormedLength(at: offset) { offset += length }
    return failure(.syntax, "the byte 0x\(String(text[offset], radix: 16)) is not UTF-8", at: offset)
  }

  private func wellFormedLength(at offset: Int) -> Int? {
    (1...4).first { length in
      offset + length <= text.count && String(validating: text[offset..<offset + length], as: UTF8.self) != nil
    }
  }
}

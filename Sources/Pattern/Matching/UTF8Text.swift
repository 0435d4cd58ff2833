/// UTF-8 read as characters. A byte that is part of none counts as U+FFFD.
struct UTF8Text {
  let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The character at an offset and the offset behind it. At the end of the text there is none, and the end lies
  /// beyond it.
  func scalar(at offset: Int) -> (value: UInt32?, end: Int) {
    guard offset < bytes.count else { return (nil, offset + 1) }
    let first = bytes[offset]
    guard first >= 0x80 else { return (UInt32(first), offset + 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first < 0xF5, offset + length <= bytes.count else { return (0xFFFD, offset + 1) }
    var value = UInt32(first) & (0xFF >> UInt32(length + 1))
    for index in offset + 1..<offset + length {
      guard bytes[index] & 0xC0 == 0x80 else { return (0xFFFD, offset + 1) }
      value = value << 6 | UInt32(bytes[index] & 0x3F)
    }
    return (value, offset + length)
  }

  /// The character that ends at an offset.
  func scalar(before offset: Int) -> UInt32? {
    guard offset > 0 else { return nil }
    var start = offset - 1
    while start > 0, offset - start < 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    let (value, end) = scalar(at: start)
    return end == offset ? value : 0xFFFD
  }
}

extension UTF8Text {
  func holds(_ assertion: Assertion, at offset: Int) -> Bool {
    switch assertion {
    case .textStart: offset == 0
    case .textEnd: offset == bytes.count
    case .lineStart: offset == 0 || UTF8Text.isLineTerminator(scalar(before: offset))
    case .lineEnd: offset == bytes.count || UTF8Text.isLineTerminator(scalar(at: offset).value)
    case .wordBoundary: isWordBoundary(offset)
    case .noWordBoundary: !isWordBoundary(offset)
    }
  }

  private func isWordBoundary(_ offset: Int) -> Bool {
    UTF8Text.isWordCharacter(scalar(before: offset)) != UTF8Text.isWordCharacter(scalar(at: offset).value)
  }

  private static func isWordCharacter(_ value: UInt32?) -> Bool {
    switch value {
    case .some(0x30...0x39), .some(0x41...0x5A), .some(0x5F), .some(0x61...0x7A): true
    default: false
    }
  }

  private static func isLineTerminator(_ value: UInt32?) -> Bool {
    value == 0x0A || value == 0x0D || value == 0x2028 || value == 0x2029
  }
}

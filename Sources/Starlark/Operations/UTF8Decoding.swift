/// Characters in bytes that are only by convention UTF-8.
enum UTF8Decoding {
  /// The length of the valid character at a place, 1 for ASCII; 0 when the bytes are no character.
  static func scalarLength(_ bytes: [UInt8], at place: Int) -> Int {
    let first = bytes[place]
    if first < 0x80 { return 1 }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first <= 0xF4, place + length <= bytes.count else { return 0 }
    for next in bytes[(place + 1)..<(place + length)] where next & 0xC0 != 0x80 { return 0 }
    return isShortestForm(first, bytes[place + 1]) ? length : 0
  }

  /// Where the first byte stands that belongs to no character.
  static func firstInvalid(_ bytes: [UInt8]) -> Int? {
    var place = 0
    while place < bytes.count {
      let length = scalarLength(bytes, at: place)
      guard length > 0 else { return place }
      place += length
    }
    return nil
  }

  /// Text in which each byte that belongs to no character has become U+FFFD.
  static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    guard firstInvalid(bytes) != nil else { return bytes }
    var out: [UInt8] = []
    var place = 0
    while place < bytes.count {
      let length = scalarLength(bytes, at: place)
      out += length > 0 ? bytes[place..<place + length] : [0xEF, 0xBF, 0xBD]
      place += max(length, 1)
    }
    return out
  }

  /// No overlong forms, no surrogates, nothing past U+10FFFF.
  private static func isShortestForm(_ first: UInt8, _ second: UInt8) -> Bool {
    switch first {
    case 0xE0: second >= 0xA0
    case 0xED: second < 0xA0
    case 0xF0: second >= 0x90
    case 0xF4: second < 0x90
    default: true
    }
  }

  /// The character at a place, and how many bytes to go on by; U+FFFD for a byte that is none.
  static func scalar(_ bytes: [UInt8], at place: Int) -> (scalar: Unicode.Scalar, length: Int) {
    let length = scalarLength(bytes, at: place)
    guard length > 0 else { return ("\u{FFFD}", 1) }
    var value = UInt32(bytes[place])
    if length > 1 {
      value &= 0xFF >> UInt32(length + 1)
      for next in bytes[(place + 1)..<(place + length)] { value = value << 6 | UInt32(next & 0x3F) }
    }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }

  /// Control and format characters, which a message must not act on, and white space that is not the usual one.
  static func isInvisible(_ bytes: [UInt8], at place: Int, length: Int) -> Bool {
    switch scalar(bytes, at: place).scalar.properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
    default: false
    }
  }

  static func escape(_ bytes: [UInt8], at place: Int, length: Int) -> String {
    let value = scalar(bytes, at: place).scalar.value
    let hex = String(value, radix: 16)
    let width = value > 0xFFFF ? 8 : 4
    return (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - hex.count) + hex
  }
}

/// Bytes as text that needs no escaping in addresses: the URL alphabet of RFC 4648, section 5, without padding.
public enum Base64URL {
  public static func text(of bytes: some Sequence<UInt8>) -> String {
    var encoder = Encoder()
    for byte in bytes { encoder.take(byte) }
    return String(decoding: encoder.finished(), as: UTF8.self)
  }

  /// The bytes of such a text, or nil when it is none: other characters, padding, an impossible length, and left-over
  /// bits that aren't zero (so that every run of bytes has exactly one text).
  public static func bytes(of text: String) -> [UInt8]? {
    guard text.utf8.count % 4 != 1 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count * 3 / 4)
    var (bits, count): (UInt32, Int) = (0, 0)
    for character in text.utf8 {
      guard let value = value(of: character) else { return nil }
      bits = bits << 6 | UInt32(value)
      count += 6
      guard count >= 8 else { continue }
      count -= 8
      bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      bits &= (1 << UInt32(count)) - 1
    }
    return bits == 0 ? bytes : nil
  }

  fileprivate static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  private static func value(of character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): character - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0") + 52
    case UInt8(ascii: "-"): 62
    case UInt8(ascii: "_"): 63
    default: nil
    }
  }
}

private struct Encoder {
  var text: [UInt8] = []
  var bits: UInt32 = 0
  var count = 0

  mutating func take(_ byte: UInt8) {
    bits = bits << 8 | UInt32(byte)
    count += 8
    while count >= 6 {
      count -= 6
      text.append(Base64URL.alphabet[Int(bits >> UInt32(count) & 63)])
    }
  }

  func finished() -> [UInt8] {
    count == 0 ? text : text + [Base64URL.alphabet[Int(bits << UInt32(6 - count) & 63)]]
  }
}

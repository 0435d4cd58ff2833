/// Bytes as text the way mail and signatures write them: the standard alphabet of RFC 4648, section 4, padded.
public enum Base64 {
  public static func text(of bytes: some Sequence<UInt8>) -> String {
    let text = Base64URL.text(of: bytes).utf8.map(standard)
    return String(decoding: text + repeatElement(UInt8(ascii: "="), count: -text.count & 3), as: UTF8.self)
  }

  /// The bytes of such a text, or nil when it is none. The padding may be left out, but not be wrong.
  public static func bytes(of text: String) -> [UInt8]? {
    var characters = Array(text.utf8)
    let padding = characters.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    characters.removeLast(padding)
    guard padding == 0 || padding == -characters.count & 3 else { return nil }
    guard !characters.contains(where: { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }) else { return nil }
    return Base64URL.bytes(of: String(decoding: characters.map(urlSafe), as: UTF8.self))
  }

  private static func standard(_ character: UInt8) -> UInt8 {
    switch character {
    case UInt8(ascii: "-"): UInt8(ascii: "+")
    case UInt8(ascii: "_"): UInt8(ascii: "/")
    default: character
    }
  }

  private static func urlSafe(_ character: UInt8) -> UInt8 {
    switch character {
    case UInt8(ascii: "+"): UInt8(ascii: "-")
    case UInt8(ascii: "/"): UInt8(ascii: "_")
    default: character
    }
  }
}

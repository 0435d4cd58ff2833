/// Writes the canonical form of RFC 8785.
struct CanonicalWriter {
  var compact = JSONWriter()

  mutating func write(_ value: JSONValue) {
    switch value {
    case .double(let number) where number.isFinite: compact.bytes.append(contentsOf: ECMAScriptNumber.text(of: number))
    case .array(let elements): write(elements)
    case .object(let members): write(members)
    case .null, .bool, .integer, .double, .string: compact.write(value)
    }
  }

  private mutating func write(_ elements: [JSONValue]) {
    compact.bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { compact.bytes.append(UInt8(ascii: ",")) }
      write(element)
    }
    compact.bytes.append(UInt8(ascii: "]"))
  }

  private mutating func write(_ members: JSONObject) {
    compact.bytes.append(UInt8(ascii: "{"))
    let ordered = members.sorted { CanonicalWriter.precedes($0.key, $1.key) }
    for (index, member) in ordered.enumerated() {
      if index > 0 { compact.bytes.append(UInt8(ascii: ",")) }
      compact.write(member.key)
      compact.bytes.append(UInt8(ascii: ":"))
      write(member.value)
    }
    compact.bytes.append(UInt8(ascii: "}"))
  }

  /// The order of UTF-16 units, read off UTF-8 bytes: the two differ only where a code point above U+FFFF (first byte
  /// F0 to F4, in UTF-16 a surrogate) meets one from U+E000 to U+FFFF (first byte EE or EF), which comes behind it.
  static func precedes(_ one: String, _ other: String) -> Bool {
    one.utf8.lexicographicallyPrecedes(other.utf8) { rank($0) < rank($1) }
  }

  private static func rank(_ byte: UInt8) -> UInt8 { byte == 0xEE || byte == 0xEF ? byte + 0x10 : byte }
}

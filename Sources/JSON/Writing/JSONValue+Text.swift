extension JSONValue {
  /// The value as compact JSON. Reals are written with the fewest digits that read back as the same double, and stay
  /// reals (`1.0`). A double that isn't finite has no JSON form and is written as `null`; no parser here makes one.
  public var text: String { String(decoding: utf8Text, as: UTF8.self) }

  /// The bytes of `text`.
  public var utf8Text: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(256)
    write(to: &bytes)
    return bytes
  }

  /// Appends the bytes of `text` to a buffer.
  public func write(to buffer: inout [UInt8]) {
    var writer = JSONWriter(bytes: buffer)
    buffer = []
    writer.write(self)
    buffer = writer.bytes
  }

  /// The value over several lines, indented by two spaces, for people to read. No newline at the end.
  public var prettyText: String {
    var writer = PrettyWriter()
    writer.write(self, indentation: 0)
    return String(decoding: writer.compact.bytes, as: UTF8.self)
  }

  /// The value in the canonical form of RFC 8785, for digests: no whitespace, members ordered by the UTF-16 units of
  /// their names, numbers as ECMAScript prints them (`1.0` as `1`). Integers that a double can't hold, which the RFC
  /// leaves out, keep all their digits, so that two different values never have one form. Made to be hashed and
  /// compared: a large real comes out as an integer (`1e20` as `100000000000000000000`) and may not read back.
  public var canonicalText: String { String(decoding: canonicalUTF8Text, as: UTF8.self) }

  /// The bytes of `canonicalText`.
  public var canonicalUTF8Text: [UInt8] {
    var writer = CanonicalWriter()
    writer.write(self)
    return writer.compact.bytes
  }
}

extension JSONValue: CustomStringConvertible {
  public var description: String { text }
}

extension JSONObject: CustomStringConvertible {
  public var description: String { JSONValue.object(self).text }
}

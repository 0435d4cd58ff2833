extension JSONWriter {
  mutating func write(_ string: String) {
    bytes.append(UInt8(ascii: "\""))
    if string.utf8.withContiguousStorageIfAvailable({ write(escaping: $0) }) == nil {
      var native = string
      native.withUTF8 { write(escaping: $0) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends in one piece whatever needs no escape.
  private mutating func write(escaping text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for index in text.indices where JSONWriter.needsEscape(text[index]) {
      bytes.append(contentsOf: text[start..<index])
      write(escapeOf: text[index])
      start = index + 1
    }
    bytes.append(contentsOf: text[start...])
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func write(escapeOf byte: UInt8) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
    default:
      bytes.append(contentsOf: "u00".utf8)
      bytes.append(JSONWriter.hexadecimalDigits[Int(byte >> 4)])
      bytes.append(JSONWriter.hexadecimalDigits[Int(byte & 15)])
    }
  }

  private static let hexadecimalDigits = Array("0123456789abcdef".utf8)
}

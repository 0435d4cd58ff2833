extension DataPath {
  /// Reads `$.a.b[0]`, `ctx.a`, `a["odd key"].b`; `$` and `ctx` alone are the whole.
  public init(parsing text: String) throws(ExpressionSyntaxError) {
    var parser = DataPathParser(text)
    self = try parser.path()
  }
}

/// Recursive descent over the bytes of one path.
struct DataPathParser {
  private let text: String
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
  }

  /// What a key may hold without quotes: everything but what paths and templates mean something by.
  static func isPlainKeyByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, 0x7F: false
    case UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\""), UInt8(ascii: "'"): false
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "$"): false
    case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "|"): false
    default: true
    }
  }

  mutating func path() throws(ExpressionSyntaxError) -> DataPath {
    guard !bytes.isEmpty else { throw error("the path is empty", hint: "write '$' for the whole context") }
    if take("$") { return DataPath(try components(), origin: .dollar) }
    let first = try key()
    if first == "ctx" { return DataPath(try components(), origin: .context) }
    return DataPath([.key(first)] + (try components()), origin: .plain)
  }

  private mutating func components() throws(ExpressionSyntaxError) -> [DataPath.Component] {
    var result: [DataPath.Component] = []
    while position < bytes.count {
      if take(".") {
        result.append(.key(try key()))
      } else if take("[") {
        result.append(try bracketed())
      } else {
        throw error("expected '.' or '['", hint: "a key with other characters is written [\"odd key\"]")
      }
    }
    return result
  }

  private mutating func key() throws(ExpressionSyntaxError) -> String {
    let start = position
    while position < bytes.count, Self.isPlainKeyByte(bytes[position]) { position += 1 }
    guard position > start else {
      let hint = position < bytes.count ? "a key with other characters is written [\"odd key\"]" : nil
      throw error("a key is missing", hint: hint)
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func bracketed() throws(ExpressionSyntaxError) -> DataPath.Component {
    let component: DataPath.Component
    if position < bytes.count, bytes[position] == UInt8(ascii: "\"") || bytes[position] == UInt8(ascii: "'") {
      component = .key(try quotedKey())
    } else {
      component = .index(try index())
    }
    guard take("]") else { throw error("expected ']'") }
    return component
  }

  private mutating func index() throws(ExpressionSyntaxError) -> Int {
    let start = position
    _ = take("-")
    while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) { position += 1 }
    guard let index = Int(String(decoding: bytes[start..<position], as: UTF8.self)) else {
      throw error("expected a number or a quoted key", at: start)
    }
    return index
  }

  private mutating func quotedKey() throws(ExpressionSyntaxError) -> String {
    let start = position
    let quote = bytes[position]
    var key: [UInt8] = []
    position += 1
    while position < bytes.count, bytes[position] != quote {
      if bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count { position += 1 }
      key.append(bytes[position])
      position += 1
    }
    guard position < bytes.count else { throw error("the key's closing quote is missing", at: start) }
    position += 1
    return String(decoding: key, as: UTF8.self)
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private func error(_ message: String, at offset: Int? = nil, hint: String? = nil) -> ExpressionSyntaxError {
    ExpressionSyntaxError(
      source: text, offset: offset ?? position, message: "bad path '\(text)': \(message)", hint: hint)
  }
}

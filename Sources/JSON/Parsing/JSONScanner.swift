/// Walks over a JSON text and notes where its parts lie. Values are Jansson's business; the scanner serves texts that
/// Jansson refused, because it knows the place of a mistake to the byte, and documents, whose errors need positions.
struct JSONScanner {
  let text: UnsafeBufferPointer<UInt8>
  let limits: JSONLimits
  var position = 0
  var depth = 0

  init(_ text: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
    self.text = text
    self.limits = limits
  }

  mutating func scan() throws(JSONSyntaxError) -> JSONLayout {
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { throw failure("a byte order mark can't stand before the value") }
    skipWhitespace()
    let layout = try value()
    skipWhitespace()
    guard position == text.count else { throw unexpected("the end of the text") }
    return layout
  }

  private mutating func value() throws(JSONSyntaxError) -> JSONLayout {
    let start = position
    let content: JSONLayout.Content
    switch current {
    case UInt8(ascii: "{"): content = .object(try members())
    case UInt8(ascii: "["): content = .array(try elements())
    case UInt8(ascii: "\""):
      _ = try string()
      content = .scalar
    default:
      try numberOrWord()
      content = .scalar
    }
    return JSONLayout(bytes: start..<position, content: content)
  }

  private mutating func elements() throws(JSONSyntaxError) -> [JSONLayout] {
    try enter()
    var elements: [JSONLayout] = []
    skipWhitespace()
    if !take("]") {
      repeat {
        skipWhitespace()
        elements.append(try value())
        skipWhitespace()
      } while take(",")
      guard take("]") else { throw unexpected("',' or ']'") }
    }
    depth -= 1
    return elements
  }

  private mutating func members() throws(JSONSyntaxError) -> [JSONLayout.Member] {
    try enter()
    var members: [JSONLayout.Member] = []
    var places: [MemberName: Int] = [:]
    skipWhitespace()
    if !take("}") {
      repeat {
        members.append(try member(&places))
        skipWhitespace()
      } while take(",")
      guard take("}") else { throw unexpected("',' or '}'") }
    }
    depth -= 1
    return members
  }

  private mutating func member(_ places: inout [MemberName: Int]) throws(JSONSyntaxError) -> JSONLayout.Member {
    skipWhitespace()
    let start = position
    guard current == UInt8(ascii: "\"") else { throw unexpected("a name in double quotes") }
    let name = try string()
    if name.utf8.contains(0) { throw failure(.unsupported, "a name can't hold \\u0000", at: start) }
    if let first = places.updateValue(start, forKey: MemberName(text: name)) { throw duplicate(name, first, start) }
    skipWhitespace()
    guard take(":") else { throw unexpected("':'") }
    skipWhitespace()
    return JSONLayout.Member(nameOffset: start, value: try value())
  }

  private mutating func enter() throws(JSONSyntaxError) {
    guard depth < limits.depth else {
      throw failure(.limit, "nested deeper than the \(limits.depth) levels that are allowed", at: position)
    }
    depth += 1
    position += 1
  }

  private func duplicate(_ name: String, _ first: Int, _ second: Int) -> JSONSyntaxError {
    let place = TextPlace(of: first, in: text)
    let message = "\"\(name)\" stands twice in one object, first in line \(place.line), column \(place.column)"
    return failure(.duplicateKey, message, at: second)
  }
}

extension JSONScanner {
  var current: UInt8? { position < text.count ? text[position] : nil }

  mutating func skipWhitespace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard current == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  func failure(_ message: String) -> JSONSyntaxError { failure(.syntax, message, at: position) }

  func failure(_ reason: JSONSyntaxError.Reason, _ message: String, at offset: Int) -> JSONSyntaxError {
    JSONSyntaxError(reason, message, at: offset, in: text)
  }

  func unexpected(_ expected: String) -> JSONSyntaxError { failure("expected \(expected), but found \(found)") }

  /// What stands at the position, in words that can be printed.
  private var found: String {
    guard let byte = current else { return "the end of the text" }
    guard let scalar = String(decoding: text[position...].prefix(4), as: UTF8.self).unicodeScalars.first,
      byte >= 0x20, scalar != "\u{FFFD}"
    else { return "the byte 0x\(byte < 16 ? "0" : "")\(String(byte, radix: 16))" }
    return "'\(scalar)'"
  }
}

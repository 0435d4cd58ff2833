import JSON

/// Texts with `{{ … }}` in another dialect, rewritten so that the engine's own templates give the same value.
struct ForeignTemplate {
  /// One expression in Starlark; the number is the byte of the text at which it begins.
  let translate: (String, Int) throws(ForeignSyntaxError) -> String

  /// Every text inside a value, rewritten.
  func rewrite(_ value: JSONValue) throws(ForeignSyntaxError) -> JSONValue {
    switch value {
    case .string(let text): return .string(try rewrite(text))
    case .array(let elements):
      var rewritten: [JSONValue] = []
      for element in elements { rewritten.append(try rewrite(element)) }
      return .array(rewritten)
    case .object(let members):
      var rewritten = JSONObject()
      for (key, member) in members { rewritten[key] = try rewrite(member) }
      return .object(rewritten)
    case .null, .bool, .integer, .double: return value
    }
  }

  func rewrite(_ text: String) throws(ForeignSyntaxError) -> String {
    var out = ""
    var hasExpressions = false
    for piece in try Self.pieces(of: text) {
      switch piece {
      case .text(let words): out += words
      case .expression(let source, let offset):
        hasExpressions = true
        out += "{{ (\(try translated(source, at: offset))) }}"
      }
    }
    // What the engine would take for a path or an expression is plain text in other dialects.
    if !hasExpressions, text.hasPrefix("$") { return "{{ \(StarlarkText.quoted(text)) }}" }
    return out
  }

  private func translated(_ source: String, at offset: Int) throws(ForeignSyntaxError) -> String {
    do throws(ForeignSyntaxError) { return try translate(source, offset) } catch {
      var error = error
      error.offset += offset
      throw error
    }
  }

  enum Piece: Equatable {
    case text(String)
    /// What stands between the braces, and at which byte it begins.
    case expression(String, at: Int)
  }

  static func pieces(of text: String) throws(ForeignSyntaxError) -> [Piece] {
    let bytes = Array(text.utf8)
    var pieces: [Piece] = []
    var (place, written) = (0, 0)
    while place + 1 < bytes.count {
      guard bytes[place] == UInt8(ascii: "{"), bytes[place + 1] == UInt8(ascii: "{") else {
        place += 1
        continue
      }
      if place > written { pieces.append(.text(String(decoding: bytes[written..<place], as: UTF8.self))) }
      let start = place + 2
      guard let end = end(of: bytes, from: start) else {
        throw ForeignSyntaxError(offset: place, message: "`{{` has no `}}`")
      }
      pieces.append(.expression(String(decoding: bytes[start..<end], as: UTF8.self), at: start))
      place = end + 2
      written = place
    }
    if written < bytes.count { pieces.append(.text(String(decoding: bytes[written...], as: UTF8.self))) }
    return pieces
  }

  /// The closing braces, which don't count inside quotes and inside braces of the expression's own.
  private static func end(of bytes: [UInt8], from start: Int) -> Int? {
    var (place, quote, depth) = (start, UInt8(0), 0)
    while place < bytes.count {
      let byte = bytes[place]
      if quote != 0 {
        if byte == UInt8(ascii: "\\") { place += 1 } else if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
      } else if byte == UInt8(ascii: "{") {
        depth += 1
      } else if byte == UInt8(ascii: "}") {
        if depth == 0 { return place + 1 < bytes.count && bytes[place + 1] == byte ? place : nil }
        depth -= 1
      }
      place += 1
    }
    return nil
  }
}

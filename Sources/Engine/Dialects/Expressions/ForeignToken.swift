/// A piece of an expression in another dialect.
struct ForeignToken: Equatable {
  var kind: Kind
  var offset: Int

  enum Kind: Equatable {
    case name(String)
    /// As it was written.
    case number(String)
    /// Without its quotes, its escapes resolved.
    case text(String)
    case sign(String)
    case end
  }

  /// What a message calls it.
  var shown: String {
    switch kind {
    case .name(let text), .number(let text), .sign(let text): "`\(text)`"
    case .text(let text): "the text \"\(text)\""
    case .end: "the end"
    }
  }
}

/// Cuts an expression into tokens. The signs of both dialects are known; which of them mean something is the parser's
/// business.
struct ForeignLexer {
  private let bytes: [UInt8]
  private var place = 0

  private static let signs = [
    "===", "!==", "==", "!=", "<=", ">=", "&&", "||", "<", ">", "+", "-", "*", "/", "%", "(", ")", "[", "]", "{", "}",
    ",", ".", ":", "|", "=", "!", "?",
  ].map { (text: $0, bytes: Array($0.utf8)) }

  init(_ text: String) { bytes = Array(text.utf8) }

  static func tokens(of text: String) throws(ForeignSyntaxError) -> [ForeignToken] {
    var lexer = ForeignLexer(text)
    var tokens: [ForeignToken] = []
    while true {
      let token = try lexer.next()
      tokens.append(token)
      if token.kind == .end { return tokens }
    }
  }

  private mutating func next() throws(ForeignSyntaxError) -> ForeignToken {
    while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
    let start = place
    guard place < bytes.count else { return ForeignToken(kind: .end, offset: start) }
    let byte = bytes[place]
    if Self.beginsName(byte) { return ForeignToken(kind: .name(run(Self.continuesName)), offset: start) }
    if Self.isDigit(byte) { return ForeignToken(kind: .number(try number()), offset: start) }
    if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
      return ForeignToken(kind: .text(try quoted(byte)), offset: start)
    }
    for sign in Self.signs where bytes[place...].starts(with: sign.bytes) {
      place += sign.bytes.count
      return ForeignToken(kind: .sign(sign.text), offset: start)
    }
    throw ForeignSyntaxError(offset: start, message: "this character has no meaning here")
  }

  private mutating func run(_ belongs: (UInt8) -> Bool) -> String {
    let start = place
    while place < bytes.count, belongs(bytes[place]) { place += 1 }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private mutating func number() throws(ForeignSyntaxError) -> String {
    let start = place
    var text = run(Self.isDigit)
    if place + 1 < bytes.count, bytes[place] == UInt8(ascii: "."), Self.isDigit(bytes[place + 1]) {
      place += 1
      text += "." + run(Self.isDigit)
    }
    if place < bytes.count, Self.beginsName(bytes[place]) {
      throw ForeignSyntaxError(offset: start, message: "a number ends before a letter")
    }
    return text
  }

  private mutating func quoted(_ quote: UInt8) throws(ForeignSyntaxError) -> String {
    let start = place
    place += 1
    var content: [UInt8] = []
    while place < bytes.count, bytes[place] != quote {
      if bytes[place] == UInt8(ascii: "\\"), place + 1 < bytes.count {
        place += 1
        content.append(Self.escapes[bytes[place]] ?? bytes[place])
      } else {
        content.append(bytes[place])
      }
      place += 1
    }
    guard place < bytes.count else {
      throw ForeignSyntaxError(offset: start, message: "this text has no closing quote")
    }
    place += 1
    return String(decoding: content, as: UTF8.self)
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "n"): 0x0A, UInt8(ascii: "t"): 0x09, UInt8(ascii: "r"): 0x0D,
  ]

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private static func beginsName(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || byte >= 0x80
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func continuesName(_ byte: UInt8) -> Bool { beginsName(byte) || isDigit(byte) }
}

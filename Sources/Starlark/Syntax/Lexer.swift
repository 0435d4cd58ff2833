/// Cuts a source into tokens, one at a time, so that a template can stop where its expression ends.
///
/// In a file, line ends and indentation are tokens. Inside brackets, and everywhere in a lone expression, line ends are
/// only white space.
struct Lexer {
  let source: SourceText
  var position: Int
  /// Open brackets with the places where they were opened.
  var brackets: [(symbol: Symbol, offset: Int)] = []
  private let isFile: Bool
  private(set) var indents = [Indent()]
  private var pendingOutdents = 0
  private var indentPending = false
  private var atLineStart: Bool
  private var lastWasNewline = true

  var bytes: [UInt8] { source.bytes }

  /// Begins at a byte of the source; `isFile` tells whether line ends and indentation matter.
  init(_ source: SourceText, from offset: Int = 0, isFile: Bool) {
    self.source = source
    self.isFile = isFile
    position = offset
    atLineStart = isFile
  }

  /// The next token with the byte offset where it begins.
  mutating func next() throws(SyntaxError) -> (token: Token, offset: Int) {
    let result = try scan()
    lastWasNewline = result.token == .newline
    return result
  }

  private mutating func scan() throws(SyntaxError) -> (token: Token, offset: Int) {
    if atLineStart, brackets.isEmpty { try measureIndent() }
    if pendingOutdents > 0 {
      pendingOutdents -= 1
      return (.outdent, position)
    }
    if let indent = takeIndent() { return (indent, position) }
    if let newline = try skipBlanks() { return (newline, position - 1) }
    let start = position
    guard let byte = peek() else { return (try endOfText(), start) }
    switch byte {
    case _ where Self.isNameStart(byte): return (try nameOrPrefixedString(), start)
    case _ where Self.isDigit(byte): return (try number(), start)
    case UInt8(ascii: "."): return (Self.isDigit(peek(1) ?? 0) ? try number() : try symbol(), start)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return (.string(try stringLiteral(isRaw: false, isBytes: false)), start)
    default: return (try symbol(), start)
    }
  }

  // MARK: Lines and indentation

  private mutating func takeIndent() -> Token? {
    guard indentPending else { return nil }
    indentPending = false
    return .indent
  }

  /// Looks at the white space before the first token of a line; blank lines and comments don't count.
  private mutating func measureIndent() throws(SyntaxError) {
    atLineStart = false
    var indent = Indent()
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: " "): indent.addSpace()
      case UInt8(ascii: "\t"): indent.addTab()
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): indent = Indent()
      case UInt8(ascii: "#"):
        skipComment()
        continue
      default:
        try setIndent(indent)
        return
      }
      position += 1
    }
    try setIndent(Indent())
  }

  private mutating func setIndent(_ indent: Indent) throws(SyntaxError) {
    let column = indent.column
    guard let current = indents.last, indent.isDeeper(than: current) == (column > current.column),
      (indent == current) == (column == current.column)
    else {
      throw error("tabs and spaces are mixed in the indentation", hint: "indent with spaces only")
    }
    if column > current.column {
      guard indents.count < Self.maximumIndents else { throw error("blocks are nested too deeply") }
      indents.append(indent)
      indentPending = true
      return
    }
    while let last = indents.last, column < last.column {
      indents.removeLast()
      pendingOutdents += 1
    }
    guard indent == indents.last else {
      throw error("this indentation fits no block that is open", hint: "line it up with the block it belongs to")
    }
  }

  private static let maximumIndents = 100

  /// Skips spaces and comments; returns a newline where one counts.
  private mutating func skipBlanks() throws(SyntaxError) -> Token? {
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
      case UInt8(ascii: "#"): skipComment()
      case UInt8(ascii: "\\") where peek(1) == UInt8(ascii: "\n"): position += 2
      case UInt8(ascii: "\\") where peek(1) == UInt8(ascii: "\r") && peek(2) == UInt8(ascii: "\n"): position += 3
      case UInt8(ascii: "\n"):
        position += 1
        guard isFile, brackets.isEmpty else { continue }
        atLineStart = true
        return .newline
      default: return nil
      }
    }
    return nil
  }

  private mutating func skipComment() {
    while let byte = peek(), byte != UInt8(ascii: "\n") { position += 1 }
  }

  private mutating func endOfText() throws(SyntaxError) -> Token {
    if let open = brackets.last {
      throw error("'\(open.symbol.rawValue)' is never closed", at: open.offset)
    }
    guard isFile else { return .end }
    if !lastWasNewline {
      atLineStart = true
      return .newline
    }
    return .end
  }

  /// Goes to the next line that is no deeper than a block: where a parser goes on behind a mistake.
  mutating func skipStatement(from offset: Int, _ blockIndents: [Indent]) {
    position = min(offset, bytes.count)
    brackets = []
    indents = blockIndents
    (pendingOutdents, indentPending, atLineStart, lastWasNewline) = (0, false, true, true)
    let column = blockIndents.last?.column ?? 0
    while position < bytes.count {
      while let byte = peek(), byte != UInt8(ascii: "\n") { position += 1 }
      if position < bytes.count { position += 1 }
      var indent = Indent()
      var end = position
      while end < bytes.count, bytes[end] == UInt8(ascii: " ") || bytes[end] == UInt8(ascii: "\t") {
        if bytes[end] == UInt8(ascii: " ") { indent.addSpace() } else { indent.addTab() }
        end += 1
      }
      if indent.column <= column, end < bytes.count, !Self.startsNoStatement.contains(bytes[end]) { return }
    }
  }

  /// Line ends, comments, and brackets that close something further up.
  private static let startsNoStatement = Set("\n\r#)]}".utf8)

  // MARK: Names and symbols

  private mutating func nameOrPrefixedString() throws(SyntaxError) -> Token {
    if let prefix = stringPrefix() {
      position += prefix.length
      let literal = try stringLiteral(isRaw: prefix.isRaw, isBytes: prefix.isBytes)
      return prefix.isBytes ? .bytes(literal) : .string(literal)
    }
    let start = position
    while let byte = peek(), Self.isNameStart(byte) || Self.isDigit(byte) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if let keyword = Keyword(rawValue: text) { return .keyword(keyword) }
    if ReservedWord(rawValue: text) != nil {
      throw error("'\(text)' is a reserved word", at: start, hint: ReservedWordHint.text(for: text))
    }
    return .name(text)
  }

  private func stringPrefix() -> (length: Int, isRaw: Bool, isBytes: Bool)? {
    let first = peek() ?? 0
    let second = peek(1) ?? 0
    if Self.isQuote(second) {
      if first == UInt8(ascii: "r") { return (1, true, false) }
      if first == UInt8(ascii: "b") { return (1, false, true) }
    }
    let isBoth = [first, second] == Array("rb".utf8) || [first, second] == Array("br".utf8)
    return isBoth && Self.isQuote(peek(2) ?? 0) ? (2, true, true) : nil
  }

  private mutating func symbol() throws(SyntaxError) -> Token {
    for length in [3, 2, 1] where position + length <= bytes.count {
      guard let symbol = Symbol.byText[Array(bytes[position..<position + length])] else { continue }
      try track(symbol)
      position += length
      return .symbol(symbol)
    }
    throw unknownCharacter()
  }

  private mutating func track(_ symbol: Symbol) throws(SyntaxError) {
    switch symbol {
    case .leftParen, .leftBracket, .leftBrace:
      guard brackets.count < Self.maximumBrackets else {
        throw error("brackets are nested more than \(Self.maximumBrackets) deep")
      }
      brackets.append((symbol, position))
    case .rightParen, .rightBracket, .rightBrace: _ = brackets.popLast()
    default: return
    }
  }

  /// Bounds the recursion of everything that walks a tree; hand-written programs stay below twenty.
  static let maximumBrackets = 100

  private func unknownCharacter() -> SyntaxError {
    let rest = String(decoding: bytes[position..<min(position + 4, bytes.count)], as: UTF8.self)
    let scalar = rest.unicodeScalars.first ?? " "
    switch scalar {
    case "!": return error("'!' is no operator", hint: "write 'not x', or '!=' for unequal")
    case "?": return error("'?' is no operator", hint: "a choice is written 'a if condition else b'")
    case "$": return error("'$' is no part of an expression", hint: "write ctx.name for a value of the context")
    case "\u{201C}", "\u{201D}", "\u{2018}", "\u{2019}":
      return error("'\(scalar)' is a typographic quote", hint: "strings stand between \" or '")
    case "\u{FFFD}": return error("the text is not valid UTF-8 here")
    default:
      let code = String(scalar.value, radix: 16, uppercase: true)
      let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
      let shown = scalar.value > 0x20 && scalar.value != 0x7F ? "'\(scalar)' (U+\(padded))" : "U+\(padded)"
      return error("the character \(shown) has no meaning here")
    }
  }

  // MARK: Bytes

  func peek(_ ahead: Int = 0) -> UInt8? {
    position + ahead < bytes.count ? bytes[position + ahead] : nil
  }

  func error(_ message: String, at offset: Int? = nil, hint: String? = nil) -> SyntaxError {
    SyntaxError(source, at: offset ?? position, message, hint: hint)
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  static func isNameStart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
    default: false
    }
  }

  private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }
}

/// What to write instead of a word that only Python knows.
enum ReservedWordHint {
  static func text(for word: String) -> String? {
    switch word {
    case "is": "compare with '=='"
    case "import", "from": "use load(\"file.star\", \"name\")"
    case "try", "except", "raise", "finally": "Starlark has no exceptions; default(x, y) gives y when x is missing"
    case "class": "use a dict or struct"
    default: nil
    }
  }
}

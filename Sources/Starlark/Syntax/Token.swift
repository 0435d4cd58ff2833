import BigInt

/// The smallest pieces of a program that mean something.
enum Token: Equatable, Sendable {
  case name(String)
  case keyword(Keyword)
  case int(Int)
  case bigInt(BigInt)
  case float(Double)
  case string([UInt8])
  case bytes([UInt8])
  case symbol(Symbol)
  case newline
  case indent
  case outdent
  case end

  /// How a message names the token.
  var description: String {
    switch self {
    case .name(let name): "'\(name)'"
    case .keyword(let keyword): "'\(keyword.rawValue)'"
    case .int(let value): "\(value)"
    case .bigInt: "an integer"
    case .float: "a number"
    case .string: "a string"
    case .bytes: "a bytes literal"
    case .symbol(let symbol): "'\(symbol.rawValue)'"
    case .newline: "the end of the line"
    case .indent: "an indented block"
    case .outdent: "the end of the block"
    case .end: "the end"
    }
  }
}

enum Keyword: String, CaseIterable, Sendable {
  case and, `break`, `continue`, def, elif, `else`, `for`, `if`, `in`, lambda, load, not, or, pass, `return`, `while`
}

/// Words that Python has and Starlark keeps free of meaning. Programs use `assert` as a name, so it isn't one of them.
enum ReservedWord: String, CaseIterable, Sendable {
  case `as`, async, await, `class`, del, except, finally, from, global, `import`, `is`, nonlocal, raise, `try`,
    with, yield
}

enum Symbol: String, CaseIterable, Sendable {
  case plus = "+", minus = "-", star = "*", slash = "/", doubleSlash = "//", percent = "%", ampersand = "&", pipe = "|"
  case caret = "^", shiftLeft = "<<", shiftRight = ">>", tilde = "~", doubleStar = "**", dot = ".", comma = ","
  case equals = "=", semicolon = ";", colon = ":", leftParen = "(", rightParen = ")", leftBracket = "["
  case rightBracket = "]", leftBrace = "{", rightBrace = "}", less = "<", greater = ">", lessEqual = "<="
  case greaterEqual = ">=", equal = "==", notEqual = "!=", plusEquals = "+=", minusEquals = "-=", starEquals = "*="
  case slashEquals = "/=", doubleSlashEquals = "//=", percentEquals = "%=", ampersandEquals = "&=", pipeEquals = "|="
  case caretEquals = "^=", shiftLeftEquals = "<<=", shiftRightEquals = ">>="

  /// By length, so that the lexer takes the longest that fits.
  static let byText: [[UInt8]: Symbol] = Dictionary(
    uniqueKeysWithValues: allCases.map { (Array($0.rawValue.utf8), $0) })
}

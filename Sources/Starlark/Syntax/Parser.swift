/// Recursive descent from tokens to trees, one token ahead.
struct Parser {
  let source: SourceText
  let dialect: Dialect
  var lexer: Lexer
  private(set) var token: Token = .end
  private(set) var offset = 0
  /// Where the token before the current one ended.
  private(set) var previousEnd = 0
  /// The token before the current one, if that is a name.
  private var previousName: String?
  private var depth = 0
  var errors = SyntaxErrors()
  /// In a template's expression: outside of brackets `|` begins a filter.
  var pipesAreFilters = false
  /// The functions that may stand behind a `|`, besides the methods of strings.
  var filters: Set<String> = []

  init(_ source: SourceText, from offset: Int = 0, isFile: Bool, dialect: Dialect) throws(SyntaxError) {
    try source.checkSize()
    self.source = source
    self.dialect = dialect
    lexer = Lexer(source, from: offset, isFile: isFile)
    if let broken = UTF8Decoding.firstInvalid(source.bytes) {
      throw SyntaxError(source, at: broken, "the text is no UTF-8 here", hint: "save it in UTF-8")
    }
    try advance()
  }

  /// A lone expression that must fill the whole source; without parentheses `a, b` is no tuple here.
  mutating func wholeExpression() throws(SyntaxError) -> ExpressionTree {
    let tree = try expression()
    guard token == .end else { throw unexpectedAfterExpression() }
    return tree
  }

  // MARK: Tokens

  /// Where the lexer stands: just behind the current token.
  var endOfToken: Int { lexer.position }

  var isInsideBrackets: Bool { !lexer.brackets.isEmpty }

  mutating func advance() throws(SyntaxError) {
    previousEnd = lexer.position
    if case .name(let name) = token { previousName = name } else { previousName = nil }
    (token, offset) = try lexer.next()
  }

  mutating func take(_ symbol: Symbol) throws(SyntaxError) -> Bool {
    guard token == .symbol(symbol) else { return false }
    try advance()
    return true
  }

  mutating func take(_ keyword: Keyword) throws(SyntaxError) -> Bool {
    guard token == .keyword(keyword) else { return false }
    try advance()
    return true
  }

  mutating func expect(_ symbol: Symbol, _ where: String) throws(SyntaxError) {
    guard try take(symbol) else {
      throw error("expected '\(symbol.rawValue)' \(`where`), found \(token.description)")
    }
  }

  mutating func expect(_ keyword: Keyword, _ where: String) throws(SyntaxError) {
    guard try take(keyword) else {
      throw error("expected '\(keyword.rawValue)' \(`where`), found \(token.description)")
    }
  }

  mutating func name(_ what: String) throws(SyntaxError) -> (text: String, offset: Int) {
    guard case .name(let text) = token else { throw error("expected \(what), found \(token.description)") }
    let start = offset
    try advance()
    return (text, start)
  }

  // MARK: Depth

  /// Runs a rule one level deeper. With the bounds on brackets and suffixes it keeps every walk over the tree within a
  /// megabyte of stack (measured, optimised).
  mutating func nested<T>(_ rule: (inout Parser) throws(SyntaxError) -> T) throws(SyntaxError) -> T {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw error("the expression is nested too deeply") }
    return try rule(&self)
  }

  static let maximumDepth = 150

  // MARK: Errors

  func error(_ message: String, at place: Int? = nil, hint: String? = nil) -> SyntaxError {
    SyntaxError(source, at: place ?? offset, message, hint: hint)
  }

  func unexpectedAfterExpression() -> SyntaxError {
    switch token {
    case .symbol(.equals):
      error("'=' assigns; it can't stand in an expression", hint: "compare with '=='")
    case .symbol(.comma):
      error("a ',' can't stand here", hint: "a tuple is written in parentheses: (a, b)")
    case .symbol(.rightParen), .symbol(.rightBracket), .symbol(.rightBrace):
      error("\(token.description) closes nothing")
    case .symbol(.ampersand), .symbol(.pipe):
      error("expected the end of the expression, found \(token.description)")
    case .end: error("the expression ends too early")
    case _ where previousName == "assert":
      error("'assert' is no statement here", hint: "use: if not condition: fail(\"message\")")
    default:
      error("expected an operator or the end of the expression, found \(token.description)")
    }
  }
}

/// What a host lets programs say.
public struct Dialect: Sendable {
  /// Set literals and comprehensions `{a, b}`, and the builtin `set`.
  public var sets = true
  public var whileLoops = false
  /// `if`, `for` and `while` outside of functions.
  public var globalControlFlow = false
  /// Giving a global a value more than once.
  public var globalReassignment = false
  public var recursion = false
  /// `default(E, y)` as a special form.
  public var fallbackForm = false
  /// Attributes that mean the value itself where it has none of that name: root name → attributes two levels below it.
  public var selfAttributes: SelfAttributes?

  public init() {}

  /// `steps.check.result` means `steps.check` when the value there has no `result`.
  public struct SelfAttributes: Sendable {
    /// The objects whose members have them: a name, or a path of names as `["ctx", "steps"]`.
    public var roots: [[String]]
    public var names: Set<String>

    public init(roots: [[String]], names: Set<String>) {
      self.roots = roots
      self.names = names
    }
  }
}

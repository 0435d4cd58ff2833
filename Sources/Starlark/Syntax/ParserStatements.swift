extension Parser {
  /// A whole file.
  mutating func file() throws(SyntaxError) -> [StatementTree] {
    let statements = try statements(until: [.end])
    try errors.throwIfAny()
    return statements
  }

  /// The statements of a file or block. Behind one that is wrong it goes on with the next of the same block.
  private mutating func statements(until ends: [Token]) throws(SyntaxError) -> [StatementTree] {
    var statements: [StatementTree] = []
    let indents = lexer.indents
    while !ends.contains(token) {
      let start = offset
      do throws(SyntaxError) {
        if token == .newline { try advance() } else { statements += try statement() }
      } catch {
        try recover(from: error, inStatementAt: start, indents)
      }
    }
    return statements
  }

  private mutating func recover(
    from error: SyntaxError, inStatementAt start: Int, _ indents: [Indent]
  ) throws(SyntaxError) {
    try errors.add(error)
    var place = max(start, error.position.offset)
    while true {
      lexer.skipStatement(from: place, indents)
      do throws(SyntaxError) {
        try advance()
        // What belonged to the broken statement is no mistake of its own.
        guard token == .keyword(.else) || token == .keyword(.elif) else { return }
        place = offset
      } catch {
        try errors.add(error)
        place = max(place + 1, error.position.offset)
      }
    }
  }

  /// One line may hold several statements with semicolons between them.
  private mutating func statement() throws(SyntaxError) -> [StatementTree] {
    let start = offset
    switch token {
    case .keyword(.def): return [StatementTree(offset: start, kind: .define(try definition()))]
    case .keyword(.if): return [try nested { parser throws(SyntaxError) in try parser.ifStatement() }]
    case .keyword(.for): return [try nested { parser throws(SyntaxError) in try parser.forStatement() }]
    case .keyword(.while): return [try nested { parser throws(SyntaxError) in try parser.whileStatement() }]
    case .indent: throw error("this line is indented, but no block begins here")
    default: return try simpleStatements()
    }
  }

  private mutating func simpleStatements() throws(SyntaxError) -> [StatementTree] {
    var statements: [StatementTree] = []
    repeat {
      guard token != .newline, token != .end else { break }
      statements.append(try simpleStatement())
    } while try take(.semicolon)
    guard token == .newline || token == .end else { throw unexpectedAfterExpression() }
    if token == .newline { try advance() }
    return statements
  }

  private mutating func simpleStatement() throws(SyntaxError) -> StatementTree {
    let start = offset
    switch token {
    case .keyword(.pass): return try word(.pass)
    case .keyword(.break): return try word(.break)
    case .keyword(.continue): return try word(.continue)
    case .keyword(.return):
      try advance()
      let value = startsExpression ? try expressionOrTuple() : nil
      return StatementTree(offset: start, kind: .return(value))
    case .keyword(.load): return StatementTree(offset: start, kind: try loadStatement())
    default: return try expressionOrAssignment()
    }
  }

  private mutating func word(_ kind: StatementTree.Kind) throws(SyntaxError) -> StatementTree {
    let start = offset
    try advance()
    return StatementTree(offset: start, kind: kind)
  }

  private mutating func expressionOrAssignment() throws(SyntaxError) -> StatementTree {
    let start = offset
    let tree = try expressionOrTuple()
    let place = offset
    if try take(.equals) {
      let value = try expressionOrTuple()
      if token == .symbol(.equals) { throw error("assignments don't chain") }
      return StatementTree(offset: start, kind: .assign(try target(of: tree), value))
    }
    guard case .symbol(let symbol) = token, let operation = Self.augmentations[symbol] else {
      return StatementTree(offset: start, kind: .expression(tree))
    }
    try advance()
    let target = try target(of: tree)
    if case .many = target.kind { throw error("'\(symbol.rawValue)' needs a single target", at: start) }
    return StatementTree(offset: place, kind: .augment(target, operation, try expressionOrTuple()))
  }

  private static let augmentations: [Symbol: BinaryOperator] = [
    .plusEquals: .add, .minusEquals: .subtract, .starEquals: .multiply, .slashEquals: .divide,
    .doubleSlashEquals: .floorDivide, .percentEquals: .modulo, .ampersandEquals: .and, .pipeEquals: .or,
    .caretEquals: .xor, .shiftLeftEquals: .shiftLeft, .shiftRightEquals: .shiftRight,
  ]

  // MARK: Blocks

  private mutating func definition() throws(SyntaxError) -> FunctionTree {
    try advance()
    let name = try name("the function's name")
    try expect(.leftParen, "after the function's name")
    let parameters = try parameterList(until: .rightParen)
    try expect(.rightParen, "after the parameters")
    let body = try nested { parser throws(SyntaxError) in try parser.block("after the parameters") }
    return FunctionTree(name: name.text, offset: name.offset, parameters: parameters, body: body)
  }

  private mutating func ifStatement() throws(SyntaxError) -> StatementTree {
    let start = offset
    var choices: [(condition: ExpressionTree, body: [StatementTree])] = []
    repeat {
      try advance()
      let condition = try expression()
      choices.append((condition, try block("after the condition")))
    } while token == .keyword(.elif)
    let otherwise = try take(.else) ? try block("after 'else'") : []
    return StatementTree(offset: start, kind: .if(choices, otherwise: otherwise))
  }

  private mutating func forStatement() throws(SyntaxError) -> StatementTree {
    let start = offset
    try advance()
    let target = try loopTarget()
    try expect(.in, "after the loop's variables")
    let iterable = try expressionOrTuple()
    return StatementTree(offset: start, kind: .for(target, iterable, try block("after the loop's head")))
  }

  private mutating func whileStatement() throws(SyntaxError) -> StatementTree {
    let start = offset
    guard dialect.whileLoops else {
      throw error("there is no 'while' here", hint: "loop over a range: for i in range(1000)")
    }
    try advance()
    let condition = try expression()
    return StatementTree(offset: start, kind: .while(condition, try block("after the condition")))
  }

  /// `:` and either statements on the same line or an indented block.
  private mutating func block(_ where: String) throws(SyntaxError) -> [StatementTree] {
    try expect(.colon, `where`)
    guard token == .newline else { return try simpleStatements() }
    try advance()
    guard token == .indent else { throw error("an indented block is expected here") }
    try advance()
    let statements = try statements(until: [.outdent, .end])
    if token == .outdent { try advance() }
    return statements
  }

  // MARK: load

  private mutating func loadStatement() throws(SyntaxError) -> StatementTree.Kind {
    try advance()
    try expect(.leftParen, "after 'load'")
    guard case .string(let module) = token else { throw error("load needs the file's name as a string") }
    try advance()
    var names: [LoadedName] = []
    while try take(.comma), token != .symbol(.rightParen) { names.append(try loadedName()) }
    try expect(.rightParen, "after the names")
    guard !names.isEmpty else { throw error("load needs at least one name to import") }
    return .load(module: String(decoding: module, as: UTF8.self), names: names)
  }

  private mutating func loadedName() throws(SyntaxError) -> LoadedName {
    let start = offset
    if case .name(let local) = token {
      try advance()
      try expect(.equals, "after the local name")
      return LoadedName(local: local, original: try loadedString(), offset: start)
    }
    let original = try loadedString()
    return LoadedName(local: original, original: original, offset: start)
  }

  private mutating func loadedString() throws(SyntaxError) -> String {
    guard case .string(let bytes) = token else {
      throw error("expected a name as a string, found \(token.description)")
    }
    let text = String(decoding: bytes, as: UTF8.self)
    guard !text.hasPrefix("_") else { throw error("'\(text)' is private: names that begin with '_' can't be loaded") }
    try advance()
    return text
  }
}

extension Parser {
  /// An operand with everything that follows it: `.name`, `[…]`, `(…)`.
  mutating func primary() throws(SyntaxError) -> ExpressionTree {
    var result = try operand()
    var suffixes = 0
    while let next = try suffix(of: result) {
      suffixes += 1
      guard suffixes <= Self.maximumSuffixes else { throw error("the expression is nested too deeply") }
      result = next
    }
    return result
  }

  /// Each adds a level to the tree; see ``maximumDepth``.
  private static let maximumSuffixes = 100

  private mutating func suffix(of base: ExpressionTree) throws(SyntaxError) -> ExpressionTree? {
    let start = offset
    switch token {
    case .symbol(.dot):
      try advance()
      let name = try attributeName()
      return ExpressionTree(
        offset: start, kind: .attribute(base, name: name.text, nameOffset: name.offset))
    case .symbol(.leftBracket):
      try advance()
      return try subscripted(base, start: start)
    case .symbol(.leftParen):
      try advance()
      let arguments = try arguments()
      return try call(base, arguments, start: start)
    default: return nil
    }
  }

  private mutating func attributeName() throws(SyntaxError) -> (text: String, offset: Int) {
    if case .keyword(let keyword) = token {
      throw error("'\(keyword.rawValue)' is a keyword", hint: "write [\"\(keyword.rawValue)\"] for a key of that name")
    }
    return try name("a name after '.'")
  }

  private func call(
    _ base: ExpressionTree, _ arguments: [ArgumentTree], start: Int
  ) throws(SyntaxError) -> ExpressionTree {
    guard dialect.fallbackForm, case .name("default") = base.kind else {
      return ExpressionTree(offset: start, kind: .call(base, arguments))
    }
    guard arguments.count == 2, arguments.allSatisfy({ $0.kind == .positional }) else {
      throw error("default takes two arguments: default(expression, value)", at: base.offset)
    }
    return ExpressionTree(offset: base.offset, kind: .fallback(arguments[0].value, arguments[1].value))
  }

  private mutating func subscripted(_ base: ExpressionTree, start: Int) throws(SyntaxError) -> ExpressionTree {
    let low = token == .symbol(.colon) ? nil : try expressionOrTuple()
    guard try take(.colon) else {
      try expect(.rightBracket, "after the index")
      guard let low else { throw error("an index is missing") }
      return ExpressionTree(offset: start, kind: .index(base, low))
    }
    let high = token == .symbol(.colon) || token == .symbol(.rightBracket) ? nil : try expression()
    let hasStep = try take(.colon)
    let step = !hasStep || token == .symbol(.rightBracket) ? nil : try expression()
    try expect(.rightBracket, "after the slice")
    return ExpressionTree(offset: start, kind: .slice(base, low: low, high: high, step: step))
  }

  // MARK: Operands

  private mutating func operand() throws(SyntaxError) -> ExpressionTree {
    let start = offset
    switch token {
    case .name(let name):
      try advance()
      return ExpressionTree(offset: start, kind: Self.constant(named: name) ?? .name(name))
    case .int(let value): return try literal(.int(value))
    case .bigInt(let value): return try literal(.bigInt(value))
    case .float(let value): return try literal(.float(value))
    case .string(let value):
      let tree = try literal(.string(value))
      guard case .string = token else { return tree }
      throw error("strings that stand side by side aren't joined", hint: "write '+' between them")
    case .bytes(let value): return try literal(.bytes(value))
    case .symbol(.leftParen): return try parenthesised()
    case .symbol(.leftBracket): return try listOrComprehension()
    case .symbol(.leftBrace): return try dictOrSet()
    default: throw missingOperand()
    }
  }

  private static func constant(named name: String) -> ExpressionTree.Kind? {
    switch name {
    case "None": ExpressionTree.Kind.none
    case "True": .bool(true)
    case "False": .bool(false)
    default: nil
    }
  }

  private mutating func literal(_ kind: ExpressionTree.Kind) throws(SyntaxError) -> ExpressionTree {
    let start = offset
    try advance()
    return ExpressionTree(offset: start, kind: kind)
  }

  private func missingOperand() -> SyntaxError {
    switch token {
    case .end, .newline, .outdent: error("the expression ends where a value is expected")
    case .symbol(.equals): error("a value is expected before '='", hint: "compare with '=='")
    case .symbol(.star), .symbol(.doubleStar):
      error("\(token.description) can only unpack the arguments of a call")
    case .symbol(.ampersand): error("'&&' is no operator", hint: "write 'and'")
    case .symbol(.pipe): error("'||' is no operator", hint: "write 'or'")
    default: error("expected a value, found \(token.description)")
    }
  }

  private mutating func parenthesised() throws(SyntaxError) -> ExpressionTree {
    let start = offset
    try advance()
    if try take(.rightParen) { return ExpressionTree(offset: start, kind: .tuple([])) }
    let tree = try expressionOrTuple()
    if token == .keyword(.for) {
      throw error("there are no generators", hint: "write a list: [x for x in y]")
    }
    try expect(.rightParen, "to close the parenthesis")
    return tree
  }

  private mutating func listOrComprehension() throws(SyntaxError) -> ExpressionTree {
    let start = offset
    try advance()
    if try take(.rightBracket) { return ExpressionTree(offset: start, kind: .list([])) }
    let first = try expression()
    if token == .keyword(.for) {
      let clauses = try comprehensionClauses()
      try expect(.rightBracket, "to close the list")
      return ExpressionTree(
        offset: start, kind: .comprehension(Comprehension(result: .list(first), clauses: clauses)))
    }
    var elements = [first]
    while try take(.comma), token != .symbol(.rightBracket) { elements.append(try expression()) }
    try expect(.rightBracket, "or ',' in the list")
    return ExpressionTree(offset: start, kind: .list(elements))
  }

  private mutating func dictOrSet() throws(SyntaxError) -> ExpressionTree {
    let start = offset
    try advance()
    if try take(.rightBrace) { return ExpressionTree(offset: start, kind: .dict([])) }
    let first = try expression()
    guard token == .symbol(.colon) else { return try setLiteral(first, start: start) }
    var entries = [try entry(key: first)]
    if token == .keyword(.for) {
      let clauses = try comprehensionClauses()
      try expect(.rightBrace, "to close the dict")
      return ExpressionTree(
        offset: start, kind: .comprehension(Comprehension(result: .dict(entries[0]), clauses: clauses)))
    }
    while try take(.comma), token != .symbol(.rightBrace) { entries.append(try entry(key: try expression())) }
    try expect(.rightBrace, "or ',' in the dict")
    return ExpressionTree(offset: start, kind: .dict(entries))
  }

  private mutating func entry(key: ExpressionTree) throws(SyntaxError) -> DictEntry {
    try expect(.colon, "after the key")
    return DictEntry(key: key, value: try expression())
  }

  private mutating func setLiteral(_ first: ExpressionTree, start: Int) throws(SyntaxError) -> ExpressionTree {
    guard dialect.sets else { throw error("expected ':' after the key, found \(token.description)") }
    if token == .keyword(.for) {
      let clauses = try comprehensionClauses()
      try expect(.rightBrace, "to close the set")
      return ExpressionTree(
        offset: start, kind: .comprehension(Comprehension(result: .set(first), clauses: clauses)))
    }
    var elements = [first]
    while try take(.comma), token != .symbol(.rightBrace) { elements.append(try expression()) }
    try expect(.rightBrace, "or ',' in the set")
    return ExpressionTree(offset: start, kind: .set(elements))
  }

  // MARK: Comprehensions

  private mutating func comprehensionClauses() throws(SyntaxError) -> [Comprehension.Clause] {
    var clauses: [Comprehension.Clause] = []
    while true {
      guard clauses.count <= Self.maximumClauses else { throw error("the comprehension has too many clauses") }
      if try take(.for) {
        let target = try loopTarget()
        try expect(.in, "after the loop's variables")
        clauses.append(.for(target, try clauseOperand()))
      } else if try take(.if) {
        clauses.append(.if(try clauseOperand()))
      } else {
        return clauses
      }
    }
  }

  /// Each is a loop inside the one before; see ``maximumDepth``.
  private static let maximumClauses = 30

  /// Not a conditional: its `if` would take the clause that follows.
  private mutating func clauseOperand() throws(SyntaxError) -> ExpressionTree {
    try nested { parser throws(SyntaxError) in
      guard parser.token != .keyword(.lambda) else { return try parser.expression() }
      return try parser.operators()
    }
  }
}

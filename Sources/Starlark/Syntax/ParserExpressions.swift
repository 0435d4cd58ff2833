extension Parser {
  /// One expression: conditional, lambda, or operators. No bare tuple.
  mutating func expression() throws(SyntaxError) -> ExpressionTree {
    try nested { parser throws(SyntaxError) in try parser.conditional() }
  }

  /// One expression, or several with commas as a tuple.
  mutating func expressionOrTuple() throws(SyntaxError) -> ExpressionTree {
    let first = try expression()
    guard token == .symbol(.comma) else { return first }
    var elements = [first]
    while try take(.comma) {
      guard startsExpression else { break }
      elements.append(try expression())
    }
    return ExpressionTree(offset: first.offset, kind: .tuple(elements))
  }

  private mutating func conditional() throws(SyntaxError) -> ExpressionTree {
    if token == .keyword(.lambda) { return try lambda() }
    let value = try binary(minimum: 0)
    let start = offset
    guard try take(.if) else { return value }
    let condition = try binary(minimum: 0)
    guard try take(.else) else {
      throw error("expected 'else', found \(token.description)", hint: "a choice is written 'a if condition else b'")
    }
    let otherwise = try expression()
    return ExpressionTree(
      offset: start, kind: .conditional(condition: condition, then: value, otherwise: otherwise))
  }

  private mutating func lambda() throws(SyntaxError) -> ExpressionTree {
    let start = offset
    try advance()
    let parameters = try parameterList(until: .colon)
    try expect(.colon, "after the lambda's parameters")
    let body = try expression()
    let function = FunctionTree(
      name: "lambda", offset: start, parameters: parameters,
      body: [StatementTree(offset: body.offset, kind: .return(body))])
    return ExpressionTree(offset: start, kind: .lambda(function))
  }

  // MARK: Operators

  private enum Level {
    static let or = 0, and = 1, not = 2, comparison = 3, arithmetic = 4...9
    static let highest = 9
  }

  /// Operators that bind at least as tightly as `minimum`.
  /// Operators without a conditional around them.
  mutating func operators() throws(SyntaxError) -> ExpressionTree { try binary(minimum: 0) }

  private mutating func binary(minimum: Int) throws(SyntaxError) -> ExpressionTree {
    switch minimum {
    case Level.or: return try logical(.or, keyword: .or, next: Level.and)
    case Level.and: return try logical(.and, keyword: .and, next: Level.not)
    case Level.not: return try negation()
    case Level.comparison: return try comparison()
    case Level.arithmetic: return try arithmetic(level: minimum)
    default: return try unary()
    }
  }

  private mutating func logical(
    _ operation: LogicalOperator, keyword: Keyword, next: Int
  ) throws(SyntaxError) -> ExpressionTree {
    let first = try binary(minimum: next)
    let start = offset
    guard token == .keyword(keyword) else { return first }
    var operands = [first]
    while try take(keyword) { operands.append(try binary(minimum: next)) }
    return ExpressionTree(offset: start, kind: .logical(operation, operands))
  }

  private mutating func negation() throws(SyntaxError) -> ExpressionTree {
    let start = offset
    var count = 0
    while try take(.not) { count += 1 }
    var result = try comparison()
    for _ in 0..<min(count, 2 - count % 2) {
      result = ExpressionTree(offset: start, kind: .unary(.not, result))
    }
    return result
  }

  private mutating func comparison() throws(SyntaxError) -> ExpressionTree {
    let first = try binary(minimum: Level.arithmetic.lowerBound)
    let place = offset
    guard let operation = try takeComparison() else { return first }
    let second = try binary(minimum: Level.arithmetic.lowerBound)
    let chainPlace = offset
    if let another = try takeComparison() {
      throw error(
        "'\(another.rawValue)' can't follow '\(operation.rawValue)': comparisons don't chain", at: chainPlace,
        hint: "write 'a < b and b < c', or use parentheses")
    }
    return ExpressionTree(
      offset: place, kind: .chain(first, [ChainLink(operation: operation, offset: place, operand: second)]))
  }

  private mutating func takeComparison() throws(SyntaxError) -> BinaryOperator? {
    if try take(.in) { return .within }
    if token == .keyword(.not) {
      try advance()
      try expect(.in, "after 'not'")
      return .notWithin
    }
    guard case .symbol(let symbol) = token, let operation = Self.comparisons[symbol] else { return nil }
    try advance()
    return operation
  }

  private static let comparisons: [Symbol: BinaryOperator] = [
    .equal: .equal, .notEqual: .notEqual, .less: .less, .lessEqual: .lessEqual, .greater: .greater,
    .greaterEqual: .greaterEqual,
  ]

  private mutating func arithmetic(level: Int) throws(SyntaxError) -> ExpressionTree {
    let first = try binary(minimum: level + 1)
    var links: [ChainLink] = []
    while let operation = operation(at: level) {
      let place = offset
      try advance()
      links.append(ChainLink(operation: operation, offset: place, operand: try binary(minimum: level + 1)))
    }
    return links.isEmpty ? first : ExpressionTree(offset: first.offset, kind: .chain(first, links))
  }

  private func operation(at level: Int) -> BinaryOperator? {
    guard case .symbol(let symbol) = token else { return nil }
    if symbol == .pipe, pipesAreFilters, !isInsideBrackets { return nil }
    return Self.operations[level - Level.arithmetic.lowerBound][symbol]
  }

  private static let operations: [[Symbol: BinaryOperator]] = [
    [.pipe: .or], [.caret: .xor], [.ampersand: .and], [.shiftLeft: .shiftLeft, .shiftRight: .shiftRight],
    [.plus: .add, .minus: .subtract],
    [.star: .multiply, .slash: .divide, .doubleSlash: .floorDivide, .percent: .modulo],
  ]

  private mutating func unary() throws(SyntaxError) -> ExpressionTree {
    let start = offset
    guard let operation = unaryOperator else { return try primary() }
    try advance()
    let operand = try nested { parser throws(SyntaxError) in try parser.unary() }
    return ExpressionTree(offset: start, kind: .unary(operation, operand))
  }

  private var unaryOperator: UnaryOperator? {
    switch token {
    case .symbol(.minus): .minus
    case .symbol(.plus): .plus
    case .symbol(.tilde): .invert
    default: nil
    }
  }

  var startsExpression: Bool {
    switch token {
    case .name, .int, .bigInt, .float, .string, .bytes, .keyword(.lambda), .keyword(.not): true
    case .symbol(.leftParen), .symbol(.leftBracket), .symbol(.leftBrace): true
    case .symbol(.minus), .symbol(.plus), .symbol(.tilde): true
    default: false
    }
  }
}

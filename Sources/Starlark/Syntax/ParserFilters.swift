extension Parser {
  /// A template's expression: one expression, then filters `| name` or `| name(arguments)`.
  ///
  /// A filter is a function that takes the value as its first argument, or a method of strings.
  mutating func filteredExpression() throws(SyntaxError) -> ExpressionTree {
    var tree = try expression()
    var count = 0
    while try take(.pipe) {
      count += 1
      guard count <= Self.maximumFilters else { throw error("too many filters") }
      let filterName = token
      tree = try filter(of: tree)
      if isOperator { throw operatorBehind(filterName) }
    }
    return tree
  }

  private var isOperator: Bool {
    switch token {
    case .keyword: true
    case .symbol(let symbol): ![.pipe, .rightBrace, .rightBracket, .rightParen, .comma].contains(symbol)
    case .name, .int, .bigInt, .float, .string, .bytes, .newline, .indent, .outdent, .end: false
    }
  }

  private func operatorBehind(_ filter: Token) -> SyntaxError {
    var hint = "write the filter as a call before it"
    if case .name(let name) = filter {
      hint += StringMethods.table[name] == nil || filters.contains(name) ? ": \(name)(value, …)" : ": value.\(name)(…)"
    }
    return error("\(token.description) can't stand behind a filter", hint: hint)
  }

  /// Each adds a level to the tree; see ``maximumDepth``.
  private static let maximumFilters = 50

  private mutating func filter(of value: ExpressionTree) throws(SyntaxError) -> ExpressionTree {
    let start = offset
    let first = try name("a filter's name after '|'")
    var function = ExpressionTree(offset: start, kind: .name(first.text))
    while try take(.dot) {
      let member = try name("a name after '.'")
      function = ExpressionTree(
        offset: start, kind: .attribute(function, name: member.text, nameOffset: member.offset))
    }
    let further = try take(.leftParen) ? try arguments() : []
    if dialect.fallbackForm, first.text == "default" {
      guard further.count == 1, further[0].kind == .positional else {
        throw error("the filter default takes one argument: default(value)", at: start)
      }
      return ExpressionTree(offset: start, kind: .fallback(value, further[0].value))
    }
    if case .name(let name) = function.kind {
      function = ExpressionTree(offset: start, kind: try filterFunction(name, at: start))
    }
    return ExpressionTree(
      offset: start, kind: .call(function, [ArgumentTree(kind: .positional, value: value)] + further))
  }

  private func filterFunction(_ name: String, at place: Int) throws(SyntaxError) -> ExpressionTree.Kind {
    if filters.contains(name) { return .builtin(name: name) }
    if StringMethods.table[name] != nil { return .stringMethod(name: name) }
    let known = filters.union(StringMethods.table.keys).union(["default"])
    throw error(
      "there is no filter '\(name)'", at: place,
      hint: Suggestion.hint(for: name, among: known) ?? "filters are functions and the methods of strings")
  }
}

extension Parser {
  /// The braces that end an expression inside of a text; where the text goes on behind them.
  func endOfEmbedded(_ opening: String, _ closing: String, openedAt place: Int) throws(SyntaxError) -> Int {
    guard token != .end else { throw error("'\(opening)' is never closed", at: place, hint: "'\(closing)' is missing") }
    guard token == .symbol(.rightBrace) else { throw unexpectedAfterExpression() }
    let end = offset + closing.utf8.count
    guard source.bytes[offset..<min(end, source.bytes.count)].elementsEqual(closing.utf8) else {
      throw error("expected '\(closing)', found a single '}'")
    }
    return end
  }
}

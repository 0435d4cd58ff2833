/// Reads expressions of the other dialects: operators by precedence, members, calls, and filters, which bind tighter
/// than any operator, as in the template languages they come from.
struct ForeignParser {
  let grammar: ForeignGrammar
  private let tokens: [ForeignToken]
  private var place = 0
  private var depth = 0

  static func parse(_ text: String, _ grammar: ForeignGrammar) throws(ForeignSyntaxError) -> ForeignExpression {
    var parser = ForeignParser(grammar: grammar, tokens: try ForeignLexer.tokens(of: text))
    let expression = try parser.expression()
    guard parser.next.kind == .end else {
      throw ForeignSyntaxError(offset: parser.next.offset, message: "\(parser.next.shown) is one piece too many")
    }
    return expression
  }

  private init(grammar: ForeignGrammar, tokens: [ForeignToken]) {
    self.grammar = grammar
    self.tokens = tokens
  }

  private var next: ForeignToken { tokens[min(place, tokens.count - 1)] }

  private mutating func take(_ sign: String) -> Bool {
    guard next.kind == .sign(sign) else { return false }
    place += 1
    return true
  }

  private mutating func expect(_ sign: String) throws(ForeignSyntaxError) {
    if take(sign) { return }
    throw ForeignSyntaxError(offset: next.offset, message: "expected `\(sign)`, found \(next.shown)")
  }

  // MARK: Operators

  private mutating func expression() throws(ForeignSyntaxError) -> ForeignExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= ForeignLimits.depth else {
      throw ForeignSyntaxError(offset: next.offset, message: "the expression is nested too deep")
    }
    return try binary(level: 0)
  }

  private mutating func binary(level: Int) throws(ForeignSyntaxError) -> ForeignExpression {
    guard level < grammar.levels.count else { return try unary() }
    let operators = grammar.levels[level]
    if operators.isNegation {
      if let spelled = takeOperator(of: operators) {
        return .unary(spelled, try nested { (parser) throws(ForeignSyntaxError) in try parser.binary(level: level) })
      }
      return try binary(level: level + 1)
    }
    var left = try binary(level: level + 1)
    while let spelled = takeOperator(of: operators) { left = .binary(left, spelled, try binary(level: level + 1)) }
    return left
  }

  /// The operator at this place as Starlark spells it.
  private mutating func takeOperator(of level: ForeignGrammar.Level) -> String? {
    switch next.kind {
    case .sign(let sign):
      guard let spelled = level.operators[sign] else { return nil }
      place += 1
      return spelled
    case .name("not")
    where level.operators["not in"] != nil && tokens[min(place + 1, tokens.count - 1)].kind == .name("in"):
      place += 2
      return "not in"
    case .name(let name):
      guard let spelled = level.operators[name] else { return nil }
      place += 1
      return spelled
    case .number, .text, .end: return nil
    }
  }

  private mutating func unary() throws(ForeignSyntaxError) -> ForeignExpression {
    if take("-") { return .unary("-", try nested { (parser) throws(ForeignSyntaxError) in try parser.unary() }) }
    if grammar.hasBang, take("!") {
      return .unary("not", try nested { (parser) throws(ForeignSyntaxError) in try parser.unary() })
    }
    return try postfix()
  }

  private mutating func nested(
    _ read: (inout ForeignParser) throws(ForeignSyntaxError) -> ForeignExpression
  ) throws(ForeignSyntaxError) -> ForeignExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= ForeignLimits.depth else {
      throw ForeignSyntaxError(offset: next.offset, message: "the expression is nested too deep")
    }
    return try read(&self)
  }

  // MARK: What follows a value

  private mutating func postfix() throws(ForeignSyntaxError) -> ForeignExpression {
    var value = try primary()
    while true {
      let offset = next.offset
      if take(".") {
        guard case .name(let name) = next.kind else {
          throw ForeignSyntaxError(offset: next.offset, message: "expected a name after `.`, found \(next.shown)")
        }
        place += 1
        value = .member(value, name, at: offset + 1)
      } else if take("[") {
        let index = try expression()
        try expect("]")
        value = .index(value, index)
      } else if take("(") {
        value = .call(value, try arguments(until: ")"), at: offset)
      } else if grammar.hasFilters, take("|") {
        value = try filter(value)
      } else {
        return value
      }
    }
  }

  private mutating func filter(_ value: ForeignExpression) throws(ForeignSyntaxError) -> ForeignExpression {
    let offset = next.offset
    guard case .name(let name) = next.kind else {
      throw ForeignSyntaxError(offset: offset, message: "expected a filter's name after `|`, found \(next.shown)")
    }
    place += 1
    let arguments = take("(") ? try arguments(until: ")") : []
    return .filter(value, name, arguments, at: offset)
  }

  private mutating func arguments(until close: String) throws(ForeignSyntaxError) -> [ForeignExpression.Argument] {
    var arguments: [ForeignExpression.Argument] = []
    while !take(close) {
      if !arguments.isEmpty {
        try expect(",")
        if take(close) { break }
      }
      var name: String?
      if case .name(let word) = next.kind, tokens[min(place + 1, tokens.count - 1)].kind == .sign("=") {
        name = word
        place += 2
      }
      arguments.append(.init(name: name, value: try expression()))
    }
    return arguments
  }

  // MARK: Values

  private mutating func primary() throws(ForeignSyntaxError) -> ForeignExpression {
    let token = next
    place += 1
    switch token.kind {
    case .name(let name): return grammar.constants[name].map { .literal($0) } ?? .name(name, at: token.offset)
    case .number(let text): return .literal(text)
    case .text(let text): return .literal(StarlarkText.quoted(text))
    case .sign("("):
      let value = try expression()
      try expect(")")
      return value
    case .sign("[") where grammar.hasCollections:
      return .list(try arguments(until: "]").map(\.value))
    case .sign("{") where grammar.hasCollections:
      return try object()
    case .sign, .end:
      throw ForeignSyntaxError(offset: token.offset, message: "expected a value, found \(token.shown)")
    }
  }

  private mutating func object() throws(ForeignSyntaxError) -> ForeignExpression {
    var members: [(key: ForeignExpression, value: ForeignExpression)] = []
    while !take("}") {
      if !members.isEmpty { try expect(",") }
      let key = try expression()
      try expect(":")
      members.append((key, try expression()))
    }
    return .object(members)
  }
}

extension Parser {
  /// A call's arguments with the closing parenthesis.
  mutating func arguments() throws(SyntaxError) -> [ArgumentTree] {
    var arguments: [ArgumentTree] = []
    while token != .symbol(.rightParen) {
      let start = offset
      let argument = try argument()
      try check(argument, after: arguments, at: start)
      arguments.append(argument)
      guard try take(.comma) else { break }
    }
    try expect(.rightParen, "or ',' after the argument")
    return arguments
  }

  private mutating func argument() throws(SyntaxError) -> ArgumentTree {
    if try take(.star) { return ArgumentTree(kind: .star, value: try expression()) }
    if try take(.doubleStar) { return ArgumentTree(kind: .doubleStar, value: try expression()) }
    let start = offset
    let value = try expression()
    guard token == .symbol(.equals) else { return ArgumentTree(kind: .positional, value: value) }
    guard case .name(let name) = value.kind else {
      throw error("a keyword argument needs a name before '='", at: start, hint: "compare with '=='")
    }
    try advance()
    return ArgumentTree(kind: .keyword(name), value: try expression())
  }

  private func check(_ argument: ArgumentTree, after: [ArgumentTree], at place: Int) throws(SyntaxError) {
    guard after.count < Self.maximumArguments else { throw error("too many arguments", at: place) }
    if after.contains(where: { $0.kind == .doubleStar }) {
      throw error("no argument can follow **kwargs", at: place)
    }
    switch argument.kind {
    case .positional:
      if after.contains(where: { $0.kind == .star }) {
        throw error("a positional argument can't follow *args", at: place)
      }
      if after.contains(where: { if case .keyword = $0.kind { true } else { false } }) {
        throw error("a positional argument can't follow a keyword argument", at: place)
      }
    case .keyword(let name):
      if after.contains(where: { $0.kind == argument.kind }) {
        throw error("the keyword argument '\(name)' is given twice", at: place)
      }
    case .star:
      if after.contains(where: { $0.kind == .star }) { throw error("*args can be given only once", at: place) }
    case .doubleStar: return
    }
  }

  /// As the reference implementation.
  private static let maximumArguments = 255

  // MARK: Parameters

  /// Parameters of a function up to the symbol that ends them, which stays.
  mutating func parameterList(until end: Symbol) throws(SyntaxError) -> [ParameterTree] {
    var parameters: [ParameterTree] = []
    var sawStar = false
    while token != .symbol(end) {
      let start = offset
      let parameter = try parameter(sawStar: &sawStar)
      if let parameter { try check(parameter, after: parameters, at: start) }
      if let parameter { parameters.append(parameter) }
      guard try take(.comma) else { break }
      if parameter == nil, token == .symbol(end) {
        throw error("a '*' alone needs parameters after it", at: start)
      }
    }
    return parameters
  }

  private mutating func parameter(sawStar: inout Bool) throws(SyntaxError) -> ParameterTree? {
    let start = offset
    if try take(.doubleStar) {
      let name = try name("a parameter's name after '**'")
      return ParameterTree(name: name.text, offset: name.offset, kind: .doubleStar, fallback: nil)
    }
    if try take(.star) {
      guard !sawStar else { throw error("there can be only one '*' parameter", at: start) }
      sawStar = true
      guard case .name = token else {
        guard token == .symbol(.comma) else { throw error("a '*' alone needs parameters after it", at: start) }
        return nil
      }
      let name = try name("a parameter's name")
      return ParameterTree(name: name.text, offset: name.offset, kind: .star, fallback: nil)
    }
    let name = try name("a parameter's name")
    let fallback = try take(.equals) ? try expression() : nil
    return ParameterTree(
      name: name.text, offset: name.offset, kind: sawStar ? .keywordOnly : .plain, fallback: fallback)
  }

  private func check(_ parameter: ParameterTree, after: [ParameterTree], at place: Int) throws(SyntaxError) {
    guard after.count < Self.maximumArguments else { throw error("too many parameters", at: place) }
    if after.contains(where: { $0.name == parameter.name }) {
      throw error("the parameter '\(parameter.name)' is there twice", at: place)
    }
    if after.contains(where: { $0.kind == .doubleStar }) {
      throw error("no parameter can follow **\(after.last?.name ?? "kwargs")", at: place)
    }
    let needsValue = parameter.kind == .plain && parameter.fallback == nil
    if needsValue, after.contains(where: { $0.kind == .plain && $0.fallback != nil }) {
      throw error("'\(parameter.name)' needs a default, as a parameter before it has one", at: place)
    }
  }
}

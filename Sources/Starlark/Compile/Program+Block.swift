extension Program {
  /// Statements that compute a value: what they assign to `result`, else what their last line, an expression, gives;
  /// `return` ends them early. Names that they don't bind are asked for when they are evaluated.
  ///
  /// Top-level `if` and `for` are allowed, and so is assigning a name again: a block is like a function's body.
  public init(block source: SourceText, dialect: Dialect = Dialect()) throws(SyntaxError) {
    var dialect = dialect
    dialect.globalControlFlow = true
    dialect.globalReassignment = true
    var parser = try Parser(source, isFile: true, dialect: dialect)
    let statements = try parser.file()
    let unit = CompilationUnit(source: source, dialect: dialect, predeclared: [:], isOpen: true)
    let bound = BoundNames.of(statements)
    for name in bound.sorted() { unit.globals[name] = unit.globals.count }
    let compiler = FunctionCompiler(
      "<block>", unit: unit, parent: nil, shared: FreeNames.usedByFunctions(in: statements))
    try compiler.compileBlock(statements, resultIsBound: bound.contains("result"))
    self.init(compiler.finish(), unit: unit)
  }
}

extension FunctionCompiler {
  fileprivate func compileBlock(_ statements: [StatementTree], resultIsBound: Bool) throws(SyntaxError) {
    let end = unit.source.bytes.count
    guard let last = statements.last else {
      throw error("the block is empty", at: end, hint: "end it with an expression")
    }
    if resultIsBound {
      try compileAll(statements)
      try giveBack(ExpressionTree(offset: last.offset, kind: .name("result")))
    } else if case .expression(let value) = last.kind {
      try compileAll(Array(statements.dropLast()))
      try giveBack(value)
    } else if statements.contains(where: \.mayReturn) {
      try compileAll(statements)
      emit(.giveBack, 0, noneConstant, at: end)
    } else {
      throw error(
        "the block computes no value", at: last.offset, hint: "end it with an expression, or assign it to 'result'")
    }
  }

  /// Every statement, and then what is wrong with any of them.
  private func compileAll(_ statements: [StatementTree]) throws(SyntaxError) {
    try compile(statements)
    try unit.errors.throwIfAny()
  }

  private func giveBack(_ tree: ExpressionTree) throws(SyntaxError) {
    emit(.giveBack, 0, try operand(tree), at: tree.offset)
  }
}

extension StatementTree {
  /// Whether a `return` stands in it, other than in a function.
  fileprivate var mayReturn: Bool {
    switch kind {
    case .return: true
    case .if(let choices, let otherwise):
      choices.contains { $0.body.contains(where: \.mayReturn) } || otherwise.contains(where: \.mayReturn)
    case .for(_, _, let body), .while(_, let body): body.contains(where: \.mayReturn)
    case .expression, .assign, .augment, .define, .load, .break, .continue, .pass: false
    }
  }
}

extension FunctionCompiler {
  /// The register or constant that holds the value: a variable's own where there is one, else a new temporary.
  func operand(_ tree: ExpressionTree) throws(SyntaxError) -> Int {
    if let constant = constant(tree) { return constant }
    if case .name(let name) = tree.kind, let variable = variable(name), !variable.isCell {
      checkAssigned(variable, name, at: tree.offset)
      return variable.register
    }
    let register = takeRegister()
    try compile(tree, into: register)
    return register
  }

  func checkAssigned(_ variable: Variable, _ text: String, at offset: Int) {
    guard !assigned.contains(variable.register) else { return }
    emit(.check, 0, variable.register, name(text), at: offset)
    assigned.insert(variable.register)
  }

  /// Leaves the value in a register.
  func compile(_ tree: ExpressionTree, into target: Int) throws(SyntaxError) {
    if let constant = constant(tree) {
      emit(.move, target, constant, at: tree.offset)
      return
    }
    switch tree.kind {
    case .name(let name): try compileName(name, into: target, at: tree.offset)
    case .list(let elements): try compileElements(.makeList, elements, into: target, at: tree.offset)
    case .tuple(let elements): try compileElements(.makeTuple, elements, into: target, at: tree.offset)
    case .set(let elements): try compileElements(.makeSet, elements, into: target, at: tree.offset)
    case .dict(let entries): try compileDict(entries, into: target, at: tree.offset)
    case .comprehension(let comprehension): try compile(comprehension, into: target, at: tree.offset)
    case .conditional(let condition, let then, let otherwise):
      try compileConditional(condition, then, otherwise, into: target, at: tree.offset)
    case .lambda(let function): try compile(function, into: target)
    case .call(let function, let arguments):
      try compileCall(function, arguments, into: target, at: tree.offset)
    case .attribute(let base, let name, let offset):
      let operation: Instruction.Operation = meansItself(name, of: base) ? .attributeOrSelf : .attribute
      try scoped { () throws(SyntaxError) in
        let base = try operand(base)
        emit(operation, target, base, self.name(name), at: offset)
      }
    case .index(let base, let index):
      try scoped { () throws(SyntaxError) in
        let base = try operand(base)
        let index = try operand(index)
        emit(.index, target, base, index, at: tree.offset)
      }
    case .slice(let base, let low, let high, let step):
      try compileSlice(base, [low, high, step], into: target, at: tree.offset)
    case .unary(let operation, let operand):
      try scoped { () throws(SyntaxError) in
        let operand = try self.operand(operand)
        emit(operation.instruction, target, operand, at: tree.offset)
      }
    case .chain(let first, let links): try compileChain(first, links, into: target)
    case .logical(let operation, let operands): try compileLogical(operation, operands, into: target, at: tree.offset)
    case .fallback(let tried, let otherwise): try compileFallback(tried, otherwise, into: target, at: tree.offset)
    case .stringMethod(let name):
      emit(.move, target, addConstant(.builtin(StringMethods.function(name))), at: tree.offset)
    case .builtin(let name):
      guard let value = unit.predeclared[name] else { throw undefined(name, at: tree.offset) }
      emit(.move, target, addConstant(value), at: tree.offset)
    case .none, .bool, .int, .bigInt, .float, .string, .bytes: return
    }
  }

  // MARK: Names

  private func compileName(_ name: String, into target: Int, at offset: Int) throws(SyntaxError) {
    if let variable = variable(name) {
      if variable.isCell {
        emit(.loadCell, target, variable.register, self.name(name), at: offset)
      } else {
        checkAssigned(variable, name, at: offset)
        emit(.move, target, variable.register, at: offset)
      }
    } else if let cell = freeCell(name) {
      emit(.loadFree, target, cell, self.name(name), at: offset)
    } else if let global = unit.globals[name] {
      emit(.loadGlobal, target, self.name(name), global, at: offset)
    } else if unit.isOpen, Self.habits[name] == nil {
      unit.hostNames.insert(name)
      emit(.loadName, target, 0, self.name(name), at: offset)
    } else if let value = unit.predeclared[name] {
      emit(.move, target, addConstant(value), at: offset)
    } else {
      throw undefined(name, at: offset)
    }
  }

  private func undefined(_ name: String, at offset: Int) -> SyntaxError {
    var known = Set(unit.predeclared.keys).union(unit.globals.keys)
    var function: FunctionCompiler? = self
    while let current = function {
      for scope in current.scopes { known.formUnion(scope.keys) }
      function = current.parent
    }
    let hint = Suggestion.hint(for: name, among: known) ?? Self.habits[name]
    return error("'\(name)' is not defined", at: offset, hint: hint)
  }

  /// Words that other languages have taught people to write.
  static let habits: [String: String] = [
    "true": "did you mean 'True'?", "false": "did you mean 'False'?", "null": "did you mean 'None'?",
    "nil": "did you mean 'None'?", "undefined": "did you mean 'None'?",
  ]

  /// Whether `base.name` is one of the dialect's attributes that mean the value itself.
  private func meansItself(_ name: String, of base: ExpressionTree) -> Bool {
    guard let rule = unit.dialect.selfAttributes, rule.names.contains(name) else { return false }
    switch base.kind {
    case .attribute(let root, _, _), .index(let root, _): return rule.roots.contains { path(of: root) == $0 }
    default: return false
    }
  }

  private func path(of tree: ExpressionTree) -> [String]? {
    switch tree.kind {
    case .name(let name): variable(name) == nil ? [name] : nil
    case .attribute(let base, let name, _): path(of: base).map { $0 + [name] }
    default: nil
    }
  }
}

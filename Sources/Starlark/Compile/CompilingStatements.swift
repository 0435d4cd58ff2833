extension FunctionCompiler {
  func compile(_ statements: [StatementTree]) throws(SyntaxError) {
    for statement in statements {
      let (depth, before) = (scopes.count, loops.count)
      do throws(SyntaxError) {
        try scoped { () throws(SyntaxError) in try compile(statement) }
      } catch {
        // The code is never run; the next statements are compiled for what is wrong with them.
        try unit.errors.add(error)
        scopes.removeLast(scopes.count - depth)
        loops.removeLast(loops.count - before)
      }
    }
  }

  private func compile(_ statement: StatementTree) throws(SyntaxError) {
    switch statement.kind {
    case .expression(let tree): try compile(tree, into: takeRegister())
    case .assign(let target, let value): try compileAssignment(target, value)
    case .augment(let target, let operation, let value):
      try compileAugmented(target, operation, value, at: statement.offset)
    case .define(let function):
      let register = takeRegister()
      try compile(function, into: register)
      try assign(register, to: TargetTree(offset: function.offset, kind: .name(function.name)))
    case .if(let choices, let otherwise): try compileIf(choices, otherwise, at: statement.offset)
    case .for(let target, let iterable, let body): try compileFor(target, iterable, body, at: statement.offset)
    case .while(let condition, let body): try compileWhile(condition, body, at: statement.offset)
    case .return(let value): try compileReturn(value, at: statement.offset)
    case .load(let module, let names): try compileLoad(module, names, at: statement.offset)
    case .break, .continue: try compileLeave(statement)
    case .pass: return
    }
  }

  var isTopLevel: Bool { parent == nil }

  private func requireFunction(_ what: String, at offset: Int) throws(SyntaxError) {
    guard isTopLevel, !unit.dialect.globalControlFlow else { return }
    throw error("'\(what)' can only stand in a function", at: offset, hint: "put it into a def and call it")
  }

  private func compileReturn(_ value: ExpressionTree?, at offset: Int) throws(SyntaxError) {
    guard !isTopLevel || unit.isOpen else { throw error("'return' can only stand in a function", at: offset) }
    let operand = try value.map { value throws(SyntaxError) in try self.operand(value) }
    emit(.giveBack, 0, operand ?? noneConstant, at: offset)
  }

  // MARK: Assignment

  private func compileAssignment(_ target: TargetTree, _ value: ExpressionTree) throws(SyntaxError) {
    if case .name(let name) = target.kind, let variable = variable(name), !variable.isCell {
      try compile(value, into: variable.register)
      assigned.insert(variable.register)
      return
    }
    try assign(try operand(value), to: target)
  }

  /// Stores a register or constant.
  func assign(_ value: Int, to target: TargetTree) throws(SyntaxError) {
    switch target.kind {
    case .name(let name): try assign(value, toName: name, at: target.offset)
    case .index(let base, let index):
      try scoped { () throws(SyntaxError) in
        let base = try operand(base)
        let index = try operand(index)
        emit(.setIndex, base, index, value, at: target.offset)
      }
    case .attribute(let base, let name):
      try scoped { () throws(SyntaxError) in
        let base = try operand(base)
        emit(.setAttribute, base, value, self.name(name), at: target.offset)
      }
    case .many(let targets):
      try scoped { () throws(SyntaxError) in
        let first = takeRegisters(targets.count)
        emit(.unpack, first, value, targets.count, at: target.offset)
        for (index, target) in targets.enumerated() { try assign(first + index, to: target) }
      }
    }
  }

  private func assign(_ value: Int, toName name: String, at offset: Int) throws(SyntaxError) {
    if let variable = variable(name) {
      if variable.isCell {
        emit(.storeCell, variable.register, value, at: offset)
      } else {
        emit(.move, variable.register, value, at: offset)
        assigned.insert(variable.register)
      }
    } else if let global = unit.globals[name] {
      try bindGlobal(name, at: offset)
      emit(.storeGlobal, 0, value, global, at: offset)
    } else {
      throw error("'\(name)' can't be assigned here", at: offset)
    }
  }

  /// A global is bound once, so that a reader finds the one place that gives it its value.
  private func bindGlobal(_ name: String, at offset: Int) throws(SyntaxError) {
    guard let first = unit.boundGlobals[name] else {
      unit.boundGlobals[name] = offset
      return
    }
    guard unit.dialect.globalReassignment else {
      let line = unit.source.position(at: first).line
      throw error("'\(name)' has a value already, from line \(line)", at: offset, hint: "take another name")
    }
  }

  private func compileAugmented(
    _ target: TargetTree, _ operation: BinaryOperator, _ value: ExpressionTree, at offset: Int
  ) throws(SyntaxError) {
    let instruction: Instruction.Operation =
      operation == .add ? .addInPlace : operation == .or ? .orInPlace : operation.instruction
    switch target.kind {
    case .name(let name):
      let current = try operand(ExpressionTree(offset: target.offset, kind: .name(name)))
      let result = takeRegister()
      emit(instruction, result, current, try operand(value), at: offset)
      try assign(result, toName: name, at: target.offset)
    case .index(let base, let index):
      let base = try operand(base)
      let index = try operand(index)
      let result = takeRegister()
      emit(.index, result, base, index, at: target.offset)
      emit(instruction, result, result, try operand(value), at: offset)
      emit(.setIndex, base, index, result, at: target.offset)
    case .attribute(let base, let name):
      let base = try operand(base)
      let result = takeRegister()
      emit(.attribute, result, base, self.name(name), at: target.offset)
      emit(instruction, result, result, try operand(value), at: offset)
      emit(.setAttribute, base, result, self.name(name), at: target.offset)
    case .many: throw error("'\(operation.rawValue)=' needs a single target", at: offset)
    }
  }

  // MARK: Branches and loops

  private func compileIf(
    _ choices: [(condition: ExpressionTree, body: [StatementTree])], _ otherwise: [StatementTree], at offset: Int
  ) throws(SyntaxError) {
    try requireFunction("if", at: offset)
    var ends: [Int] = []
    var results: [Set<Int>] = []
    for choice in choices {
      let skip = try jump(unless: choice.condition)
      let before = assigned
      try compile(choice.body)
      results.append(assigned)
      ends.append(emit(.jump, at: offset))
      patch(skip)
      assigned = before
    }
    try compile(otherwise)
    for result in results { assigned.formIntersection(result) }
    ends.forEach(patch)
  }

  private func compileFor(
    _ target: TargetTree, _ iterable: ExpressionTree, _ body: [StatementTree], at offset: Int
  ) throws(SyntaxError) {
    try requireFunction("for", at: offset)
    let iterator = takeRegister()
    try scoped { () throws(SyntaxError) in
      let source = try operand(iterable)
      emit(.iterate, iterator, source, at: iterable.offset)
    }
    let before = assigned
    let start = here
    let item = takeRegister()
    let end = emit(.next, item, iterator, 0, at: iterable.offset)
    try assign(item, to: target)
    try compileLoop(Loop(iterator: iterator, start: start), body, at: offset) { self.patch(end) }
    emit(.clear, iterator, at: offset)
    assigned = before
  }

  private func compileWhile(
    _ condition: ExpressionTree, _ body: [StatementTree], at offset: Int
  ) throws(SyntaxError) {
    try requireFunction("while", at: offset)
    let start = here
    let before = assigned
    let end = try jump(unless: condition)
    try compileLoop(Loop(iterator: nil, start: start), body, at: offset) { self.patch(end) }
    assigned = before
  }

  private func compileLoop(
    _ loop: Loop, _ body: [StatementTree], at offset: Int, _ patchEnd: () -> Void
  ) throws(SyntaxError) {
    loops.append(loop)
    try compile(body)
    emit(.jump, 0, 0, loop.start, at: offset)
    patchEnd()
    loops.removeLast().breaks.forEach(patch)
  }

  private func compileLeave(_ statement: StatementTree) throws(SyntaxError) {
    guard let loop = loops.last else {
      throw error("'break' and 'continue' can only stand in a loop", at: statement.offset)
    }
    if case .continue = statement.kind {
      emit(.jump, 0, 0, loop.start, at: statement.offset)
    } else {
      let jump = emit(.jump, at: statement.offset)
      loops[loops.count - 1].breaks.append(jump)
    }
  }

  // MARK: load

  private func compileLoad(_ module: String, _ names: [LoadedName], at offset: Int) throws(SyntaxError) {
    guard isTopLevel, !unit.isOpen else { throw error("'load' can only stand at the top of a file", at: offset) }
    let loaded = takeRegister()
    emit(.load, loaded, 0, name(module), at: offset)
    for name in names {
      let register = takeRegister()
      emit(.loadedName, register, loaded, self.name(name.original), at: name.offset)
      try assign(register, toName: name.local, at: name.offset)
      unit.loadedNames.insert(name.local)
    }
  }
}

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

  // MARK: Collections

  private func compileElements(
    _ operation: Instruction.Operation, _ elements: [ExpressionTree], into target: Int, at offset: Int
  ) throws(SyntaxError) {
    // A literal of thousands of elements is built in portions, so that it needs few registers.
    guard elements.count <= Self.portion || operation == .makeTuple else {
      return try compileLongElements(operation, elements, into: target, at: offset)
    }
    try scoped { () throws(SyntaxError) in
      let first = takeRegisters(elements.count)
      for (index, element) in elements.enumerated() { try compile(element, into: first + index) }
      emit(operation, target, elements.count, first, at: offset)
    }
  }

  private static let portion = 64

  private func compileLongElements(
    _ operation: Instruction.Operation, _ elements: [ExpressionTree], into target: Int, at offset: Int
  ) throws(SyntaxError) {
    try scoped { () throws(SyntaxError) in
      let collection = takeRegister()
      emit(operation, collection, 0, 0, at: offset)
      for element in elements {
        try scoped { () throws(SyntaxError) in
          let value = try operand(element)
          emit(operation == .makeList ? .append : .insert, collection, value, at: element.offset)
        }
      }
      emit(.move, target, collection, at: offset)
    }
  }

  private func compileDict(_ entries: [DictEntry], into target: Int, at offset: Int) throws(SyntaxError) {
    try scoped { () throws(SyntaxError) in
      let dict = takeRegister()
      emit(.makeDict, dict, at: offset)
      for entry in entries {
        try scoped { () throws(SyntaxError) in
          let key = try operand(entry.key)
          let value = try operand(entry.value)
          emit(.putNew, dict, key, value, at: entry.key.offset)
        }
      }
      emit(.move, target, dict, at: offset)
    }
  }

  private func compileSlice(
    _ base: ExpressionTree, _ places: [ExpressionTree?], into target: Int, at offset: Int
  ) throws(SyntaxError) {
    try scoped { () throws(SyntaxError) in
      let base = try operand(base)
      let first = takeRegisters(3)
      for (index, place) in places.enumerated() {
        if let place {
          try compile(place, into: first + index)
        } else {
          emit(.move, first + index, noneConstant, at: offset)
        }
      }
      emit(.slice, target, base, first, at: offset)
    }
  }

  // MARK: Operators

  private func compileChain(_ first: ExpressionTree, _ links: [ChainLink], into target: Int) throws(SyntaxError) {
    try scoped { () throws(SyntaxError) in
      var left = try operand(first)
      let accumulator = links.count > 1 ? takeRegister() : target
      for (index, link) in links.enumerated() {
        let destination = index == links.count - 1 ? target : accumulator
        try scoped { () throws(SyntaxError) in
          let right = try operand(link.operand)
          emit(link.operation.instruction, destination, left, right, at: link.offset)
        }
        left = destination
      }
    }
  }

  private func compileLogical(
    _ operation: LogicalOperator, _ operands: [ExpressionTree], into target: Int, at offset: Int
  ) throws(SyntaxError) {
    try scoped { () throws(SyntaxError) in
      let result = takeRegister()
      var jumps: [Int] = []
      let before = assigned
      for (index, operand) in operands.enumerated() {
        try compile(operand, into: result)
        guard index < operands.count - 1 else { continue }
        jumps.append(emit(operation == .and ? .jumpIfFalse : .jumpIfTrue, 0, result, 0, at: offset))
      }
      jumps.forEach(patch)
      assigned.formIntersection(before)
      emit(.move, target, result, at: offset)
    }
  }

  private func compileConditional(
    _ condition: ExpressionTree, _ then: ExpressionTree, _ otherwise: ExpressionTree, into target: Int, at offset: Int
  ) throws(SyntaxError) {
    try scoped { () throws(SyntaxError) in
      let result = takeRegister()
      let test = try jump(unless: condition)
      let before = assigned
      try compile(then, into: result)
      let end = emit(.jump, at: offset)
      patch(test)
      assigned = before
      try compile(otherwise, into: result)
      assigned = before
      patch(end)
      emit(.move, target, result, at: offset)
    }
  }

  /// A jump, to be patched, that is taken when the condition is false.
  func jump(unless condition: ExpressionTree) throws(SyntaxError) -> Int {
    try scoped { () throws(SyntaxError) in
      let test = try operand(condition)
      return emit(.jumpIfFalse, 0, test, 0, at: condition.offset)
    }
  }

  private func compileFallback(
    _ tried: ExpressionTree, _ otherwise: ExpressionTree, into target: Int, at offset: Int
  ) throws(SyntaxError) {
    try scoped { () throws(SyntaxError) in
      let result = takeRegister()
      let before = assigned
      let start = here
      try compile(tried, into: result)
      let range = start..<here
      let end = emit(.jump, at: offset)
      let temporaries = (result + 1)..<max(result + 1, parts.registerCount)
      parts.handlers.append(FunctionCode.Handler(range: range, target: here, temporaries: temporaries))
      assigned = before
      try compile(otherwise, into: result)
      assigned = before
      patch(end)
      emit(.move, target, result, at: offset)
    }
  }
}

extension UnaryOperator {
  var instruction: Instruction.Operation {
    switch self {
    case .not: .not
    case .minus: .minus
    case .plus: .plus
    case .invert: .invert
    }
  }
}

extension BinaryOperator {
  var instruction: Instruction.Operation {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .floorDivide: .floorDivide
    case .modulo: .modulo
    case .and: .bitAnd
    case .or: .bitOr
    case .xor: .bitXor
    case .shiftLeft: .shiftLeft
    case .shiftRight: .shiftRight
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessEqual: .lessEqual
    case .greater: .greater
    case .greaterEqual: .greaterEqual
    case .within: .within
    case .notWithin: .notWithin
    }
  }
}

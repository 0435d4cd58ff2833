extension FunctionCompiler {
  func compileCall(
    _ function: ExpressionTree, _ arguments: [ArgumentTree], into target: Int, at offset: Int
  ) throws(SyntaxError) {
    try scoped { () throws(SyntaxError) in
      let base = takeRegister()
      var operation = Instruction.Operation.call
      var method = 0
      var place = offset
      if case .attribute(let receiver, let name, let nameOffset) = function.kind {
        try compile(receiver, into: base)
        method = self.name(name)
        operation = .callMethod
        place = nameOffset
      } else {
        try compile(function, into: base)
        if case .name = function.kind { place = function.offset }
      }
      let first = takeRegisters(arguments.count)
      for (register, argument) in zip(first..., inRegisterOrder(arguments)) {
        try compile(argument.value, into: register)
      }
      parts.shapes.append(CallShape(arguments, method: method))
      emit(operation, target, base, parts.shapes.count - 1, at: place)
    }
  }

  /// Positional, keyword, `*`, `**`: the order in which ``CallShape`` finds them.
  private func inRegisterOrder(_ arguments: [ArgumentTree]) -> [ArgumentTree] {
    arguments.filter { $0.kind != .star && $0.kind != .doubleStar }
      + arguments.filter { $0.kind == .star } + arguments.filter { $0.kind == .doubleStar }
  }

  // MARK: Functions

  func compile(_ function: FunctionTree, into target: Int) throws(SyntaxError) {
    try scoped { () throws(SyntaxError) in
      let fallbacks = function.parameters.compactMap(\.fallback)
      let first = takeRegisters(fallbacks.count)
      for (index, fallback) in fallbacks.enumerated() { try compile(fallback, into: first + index) }
      let inner = FunctionCompiler(
        function.name, unit: unit, parent: self, shared: FreeNames.usedByFunctions(in: function.body))
      try inner.compileFunction(function)
      parts.functions.append(inner.finish())
      emit(.makeFunction, target, parts.functions.count - 1, first, at: function.offset)
    }
  }

  private func compileFunction(_ function: FunctionTree) throws(SyntaxError) {
    declareParameters(function.parameters)
    for name in BoundNames.of(function.body).sorted() where scopes[0][name] == nil {
      let variable = declare(name)
      if variable.isCell { emit(.makeCell, variable.register, at: function.offset) }
    }
    try compile(function.body)
    emit(.giveBack, 0, noneConstant, at: function.offset)
  }

  private func declareParameters(_ trees: [ParameterTree]) {
    var parameters = FunctionCode.Parameters()
    var fallbacks = 0
    let named = trees.filter { $0.kind == .plain } + trees.filter { $0.kind == .keywordOnly }
    let fallbackOrder = trees.filter { $0.fallback != nil }.map(\.name)
    for tree in named {
      note(declare(tree.name), in: &parameters)
      parameters.names.append(tree.name)
      parameters.fallbacks.append(fallbackOrder.firstIndex(of: tree.name))
      if tree.kind == .plain { parameters.positionalCount += 1 }
      if tree.fallback != nil { fallbacks += 1 }
    }
    for tree in trees where tree.kind == .star || tree.kind == .doubleStar {
      let variable = declare(tree.name)
      note(variable, in: &parameters)
      if tree.kind == .star { parameters.star = variable.register } else { parameters.doubleStar = variable.register }
    }
    parts.parameters = parameters
  }

  private func note(_ variable: Variable, in parameters: inout FunctionCode.Parameters) {
    assigned.insert(variable.register)
    if variable.isCell { parameters.cells.append(variable.register) }
  }

  // MARK: Comprehensions

  func compile(_ comprehension: Comprehension, into target: Int, at offset: Int) throws(SyntaxError) {
    try scoped { () throws(SyntaxError) in
      let result = takeRegister()
      switch comprehension.result {
      case .list: emit(.makeList, result, at: offset)
      case .set: emit(.makeSet, result, at: offset)
      case .dict: emit(.makeDict, result, at: offset)
      }
      let before = assigned
      try compile(comprehension.clauses[...], of: comprehension, isFirst: true, into: result, at: offset)
      scopes.removeLast()
      assigned = before
      emit(.move, target, result, at: offset)
    }
  }

  private func compile(
    _ clauses: ArraySlice<Comprehension.Clause>, of comprehension: Comprehension, isFirst: Bool = false,
    into result: Int, at offset: Int
  ) throws(SyntaxError) {
    guard let clause = clauses.first else { return try add(comprehension.result, to: result) }
    switch clause {
    case .if(let condition):
      let skip = try jump(unless: condition)
      let before = assigned
      try compile(clauses.dropFirst(), of: comprehension, into: result, at: offset)
      assigned = before
      patch(skip)
    case .for(let target, let iterable):
      let iterator = takeRegister()
      try scoped { () throws(SyntaxError) in
        let source = try operand(iterable)
        emit(.iterate, iterator, source, at: iterable.offset)
      }
      if isFirst { openScope(of: comprehension) }
      let before = assigned
      let start = here
      let item = takeRegister()
      let end = emit(.next, item, iterator, 0, at: iterable.offset)
      try assign(item, to: target)
      try compile(clauses.dropFirst(), of: comprehension, into: result, at: offset)
      emit(.jump, 0, 0, start, at: offset)
      patch(end)
      emit(.clear, iterator, at: offset)
      assigned = before
    }
  }

  /// All variables of a comprehension share one scope; only what its first loop iterates over stands outside of it.
  private func openScope(of comprehension: Comprehension) {
    scopes.append([:])
    for case .for(let target, _) in comprehension.clauses {
      for name in BoundNames.of(target).sorted() where scopes[scopes.count - 1][name] == nil {
        let variable = declare(name)
        // In a loop the comprehension runs again, and must not see what the last time left.
        emit(.clear, variable.register, at: target.offset)
        if variable.isCell { emit(.makeCell, variable.register, at: target.offset) }
      }
    }
  }

  private func add(_ body: Comprehension.Result, to result: Int) throws(SyntaxError) {
    try scoped { () throws(SyntaxError) in
      switch body {
      case .list(let tree): emit(.append, result, try operand(tree), at: tree.offset)
      case .set(let tree): emit(.insert, result, try operand(tree), at: tree.offset)
      case .dict(let entry):
        let key = try operand(entry.key)
        emit(.put, result, key, try operand(entry.value), at: entry.key.offset)
      }
    }
  }
}

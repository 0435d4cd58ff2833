extension FunctionCompiler {
  func compileChain(_ first: ExpressionTree, _ links: [ChainLink], into target: Int) throws(SyntaxError) {
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

  func compileLogical(
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

  func compileConditional(
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

  func compileFallback(
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

extension FunctionCompiler {
  func compileElements(
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

  func compileDict(_ entries: [DictEntry], into target: Int, at offset: Int) throws(SyntaxError) {
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

  func compileSlice(
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
}

/// The operators of sets.
enum SetOperations {
  static func apply(
    _ operation: BinaryOperator, _ one: Value, _ other: Value, in thread: Thread
  ) throws(EvaluationError) -> Value? {
    guard case .set(let first) = one, case .set(let second) = other else { return nil }
    switch operation {
    case .or: return .set(try make([first.elements, second.elements], in: thread))
    case .and:
      return .set(
        try filter(first, in: thread) { element throws(EvaluationError) in
          try second.contains(element, in: thread)
        })
    case .subtract: return .set(try difference(first, second, in: thread))
    case .xor:
      let right = try difference(second, first, in: thread)
      return .set(try make([try difference(first, second, in: thread).elements, right.elements], in: thread))
    default: return nil
    }
  }

  static func difference(
    _ one: SetObject, _ other: SetObject, in thread: Thread
  ) throws(EvaluationError) -> SetObject {
    try filter(one, in: thread) { element throws(EvaluationError) in !(try other.contains(element, in: thread)) }
  }

  static func make(_ parts: [[Value]], in thread: Thread) throws(EvaluationError) -> SetObject {
    let result = try SetObject(in: thread)
    for part in parts {
      for element in part {
        try thread.charge(1)
        try result.insertUnchecked(element, in: thread)
      }
    }
    return result
  }

  private static func filter(
    _ set: SetObject, in thread: Thread, _ keep: (Value) throws(EvaluationError) -> Bool
  ) throws(EvaluationError) -> SetObject {
    let result = try SetObject(in: thread)
    for element in set.elements {
      try thread.charge(1)
      if try keep(element) { try result.insertUnchecked(element, in: thread) }
    }
    return result
  }

  static func compare(
    _ operation: BinaryOperator, _ one: SetObject, _ other: SetObject, in thread: Thread
  ) throws(EvaluationError) -> Bool {
    let (first, second) = (one.table.count, other.table.count)
    switch operation {
    case .less: return first < second ? try isSubset(one, of: other, in: thread) : false
    case .lessEqual: return first <= second ? try isSubset(one, of: other, in: thread) : false
    case .greater: return second < first ? try isSubset(other, of: one, in: thread) : false
    default: return second <= first ? try isSubset(other, of: one, in: thread) : false
    }
  }

  static func isSubset(_ one: SetObject, of other: SetObject, in thread: Thread) throws(EvaluationError) -> Bool {
    for element in one.elements {
      try thread.charge(1)
      guard try other.contains(element, in: thread) else { return false }
    }
    return true
  }
}

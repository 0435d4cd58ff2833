/// `==`: structural, exact between integers and floats.
enum Equality {
  /// Walks deeper than this are refused, so that no value overflows the stack.
  static let maximumDepth = 200

  static var tooDeep: EvaluationError { .failed("values are nested too deeply for this") }

  static func areEqual(_ one: Value, _ other: Value, in thread: Thread) throws(EvaluationError) -> Bool {
    try areEqual(one, other, depth: thread.valueDepth, in: thread)
  }

  private static func areEqual(
    _ one: Value, _ other: Value, depth: Int, in thread: Thread
  ) throws(EvaluationError) -> Bool {
    switch (one, other) {
    case (.none, .none): return true
    case (.bool(let first), .bool(let second)): return first == second
    case (.int(let first), .int(let second)): return first == second
    case (.bigInt(let first), .bigInt(let second)): return first.value == second.value
    case (.float, .float), (.int, .float), (.float, .int), (.bigInt, .float), (.float, .bigInt):
      return Comparison.numbers(one, other) == .equal
    case (.string(let first), .string(let second)): return try areEqual(first.bytes, second.bytes, in: thread)
    case (.bytes(let first), .bytes(let second)): return try areEqual(first.bytes, second.bytes, in: thread)
    case (.list(let first), .list(let second)):
      guard first.count == second.count else { return false }
      return try areEqual(first.elements(in: thread), second.elements(in: thread), depth: depth, in: thread)
    case (.tuple(let first), .tuple(let second)):
      return try areEqual(first.elements, second.elements, depth: depth, in: thread)
    case (.dict(let first), .dict(let second)): return try areEqual(first, second, depth: depth, in: thread)
    case (.set(let first), .set(let second)): return try areEqual(first, second, in: thread)
    case (.range(let first), .range(let second)): return areEqual(first, second)
    case (.function(let first), .function(let second)): return first === second
    case (.builtin(let first), .builtin(let second)): return first === second
    case (.host(let first), .host(let second)):
      guard first !== second else { return true }
      guard depth < maximumDepth else { throw tooDeep }
      return try thread.inValue(depth + 1) { () throws(EvaluationError) in
        try first.isEqual(to: second, in: thread)
      }
    default: return false
    }
  }

  private static func areEqual(
    _ one: [UInt8], _ other: [UInt8], in thread: Thread
  ) throws(EvaluationError) -> Bool {
    guard one.count == other.count else { return false }
    try thread.charge(bytes: one.count)
    return ByteSearch.areEqual(one, other)
  }

  private static func areEqual(
    _ one: [Value], _ other: [Value], depth: Int, in thread: Thread
  ) throws(EvaluationError) -> Bool {
    guard one.count == other.count else { return false }
    guard depth < maximumDepth else { throw tooDeep }
    for index in one.indices {
      try thread.charge(1)
      guard try areEqual(one[index], other[index], depth: depth + 1, in: thread) else { return false }
    }
    return true
  }

  private static func areEqual(
    _ one: DictObject, _ other: DictObject, depth: Int, in thread: Thread
  ) throws(EvaluationError) -> Bool {
    guard one.count == other.count else { return false }
    guard depth < maximumDepth else { throw tooDeep }
    for entry in try one.entries(in: thread).entries where !entry.isGap {
      try thread.charge(1)
      guard let value = try other.value(for: entry.key, in: thread),
        try areEqual(entry.value, value, depth: depth + 1, in: thread)
      else { return false }
    }
    return true
  }

  private static func areEqual(
    _ one: SetObject, _ other: SetObject, in thread: Thread
  ) throws(EvaluationError) -> Bool {
    guard one.table.count == other.table.count else { return false }
    for element in one.elements {
      try thread.charge(1)
      guard try other.contains(element, in: thread) else { return false }
    }
    return true
  }

  private static func areEqual(_ one: RangeObject, _ other: RangeObject) -> Bool {
    guard one.count == other.count else { return false }
    return one.count == 0 || (one.start == other.start && (one.count == 1 || one.step == other.step))
  }
}

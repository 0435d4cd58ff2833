/// `+` and `*` of sequences, `|` of dicts.
enum Concatenation {
  static func apply(
    _ operation: BinaryOperator, _ one: Value, _ other: Value, in thread: Thread
  ) throws(EvaluationError) -> Value? {
    switch operation {
    case .add: return try add(one, other, in: thread)
    case .multiply:
      if case .int(let count) = other { return try multiply(one, count, in: thread) }
      if case .int(let count) = one { return try multiply(other, count, in: thread) }
      return nil
    case .or:
      guard case .dict(let first) = one, case .dict(let second) = other else { return nil }
      return .dict(try union(first, second, in: thread))
    default: return nil
    }
  }

  private static func add(_ one: Value, _ other: Value, in thread: Thread) throws(EvaluationError) -> Value? {
    switch (one, other) {
    case (.string(let first), .string(let second)):
      try thread.willMake(bytes: first.bytes.count + second.bytes.count)
      return try thread.string(first.bytes + second.bytes)
    case (.bytes(let first), .bytes(let second)):
      try thread.willMake(bytes: first.bytes.count + second.bytes.count)
      return try thread.bytes(first.bytes + second.bytes)
    case (.list(let first), .list(let second)):
      try thread.willMake(elements: first.count + second.count)
      return try thread.list(first.elements(in: thread) + second.elements(in: thread))
    case (.tuple(let first), .tuple(let second)):
      try thread.willMake(elements: first.elements.count + second.elements.count)
      return try thread.tuple(first.elements + second.elements)
    default: return nil
    }
  }

  private static func multiply(_ value: Value, _ count: Int, in thread: Thread) throws(EvaluationError) -> Value? {
    let count = max(0, count)
    switch value {
    case .string(let object): return try thread.string(try repeated(object.bytes, count, in: thread))
    case .bytes(let object): return try thread.bytes(try repeated(object.bytes, count, in: thread))
    case .list(let object): return try thread.list(try repeated(object.elements(in: thread), count, in: thread))
    case .tuple(let object): return try thread.tuple(try repeated(object.elements, count, in: thread))
    default: return nil
    }
  }

  private static func repeated(_ bytes: [UInt8], _ count: Int, in thread: Thread) throws(EvaluationError) -> [UInt8] {
    let (total, overflow) = bytes.count.multipliedReportingOverflow(by: count)
    try thread.willMake(bytes: overflow ? .max : total)
    if bytes.count == 1 { return [UInt8](repeating: bytes[0], count: total) }
    var result: [UInt8] = []
    result.reserveCapacity(total)
    guard total > 0 else { return result }
    for _ in 0..<count { result += bytes }
    return result
  }

  private static func repeated(
    _ elements: [Value], _ count: Int, in thread: Thread
  ) throws(EvaluationError) -> [Value] {
    let (total, overflow) = elements.count.multipliedReportingOverflow(by: count)
    try thread.willMake(elements: overflow ? .max : total)
    var result: [Value] = []
    result.reserveCapacity(total)
    guard total > 0 else { return result }
    for _ in 0..<count { result += elements }
    return result
  }

  /// The members of both; where both have a key, the second wins.
  static func union(_ one: DictObject, _ other: DictObject, in thread: Thread) throws(EvaluationError) -> DictObject {
    let result = try DictObject(isRecord: one.isRecord && other.isRecord, in: thread)
    for dict in [one, other] {
      for entry in try dict.entries(in: thread).entries where !entry.isGap {
        try thread.charge(1)
        try result.insertUnchecked(entry.key, entry.value, in: thread)
      }
    }
    return result
  }
}

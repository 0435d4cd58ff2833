import BigInt

/// Hashes for tables: equal values have equal hashes, also `1` and `1.0`.
enum Hashing {
  static func hash(_ value: Value, in thread: Thread) throws(EvaluationError) -> Int {
    try hash(value, depth: thread.valueDepth, in: thread)
  }

  private static func hash(_ value: Value, depth: Int, in thread: Thread) throws(EvaluationError) -> Int {
    switch value {
    case .none: return 1
    case .bool(let flag): return mixed(flag ? 3 : 2)
    case .int(let number): return mixed(number)
    case .bigInt(let object): return object.value.hashValue
    case .float(let number): return hash(number)
    case .string(let object): return object.hash
    case .bytes(let object): return object.bytes.hashValue
    case .tuple(let object): return try hash(object, depth: depth, in: thread)
    case .function(let object): return ObjectIdentifier(object).hashValue
    case .builtin(let object): return ObjectIdentifier(object).hashValue
    case .host(let object):
      guard depth < Equality.maximumDepth else { throw Equality.tooDeep }
      let hash = try thread.inValue(depth + 1) { () throws(EvaluationError) in try object.hash(in: thread) }
      if let hash { return hash }
      throw .failed("unhashable type: \(value.typeName)")
    case .list, .dict, .set, .range, .hidden, .unset:
      throw .failed("unhashable type: \(value.typeName)", hint: unhashableHint(value))
    }
  }

  private static func mixed(_ number: Int) -> Int {
    var hasher = Hasher()
    hasher.combine(number)
    return hasher.finalize()
  }

  private static func hash(_ number: Double) -> Int {
    if let whole = Int(exactly: number) { return mixed(whole) }
    if number.isFinite, number == number.rounded(), let whole = BigInt(exactly: number) { return whole.hashValue }
    return number.isNaN ? 5 : number.hashValue
  }

  private static func hash(_ tuple: TupleObject, depth: Int, in thread: Thread) throws(EvaluationError) -> Int {
    guard depth < Equality.maximumDepth else { throw Equality.tooDeep }
    try thread.charge(tuple.elements.count)
    var hasher = Hasher()
    for element in tuple.elements { hasher.combine(try hash(element, depth: depth + 1, in: thread)) }
    return hasher.finalize()
  }

  private static func unhashableHint(_ value: Value) -> String? {
    if case .list = value { "use a tuple as the key" } else { nil }
  }
}

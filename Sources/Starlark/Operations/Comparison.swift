import BigInt

/// `<` and its relatives: between numbers (exactly), strings, bytes, lists, tuples, bools, sets and hosts' values.
///
/// Floats are totally ordered, as Starlark wants: all NaNs are equal, and larger than every other number.
enum Comparison {
  enum Order { case less, equal, greater }

  static func holds(
    _ operation: BinaryOperator, _ one: Value, _ other: Value, in thread: Thread
  ) throws(EvaluationError) -> Bool {
    if case .set(let first) = one, case .set(let second) = other {
      return try SetOperations.compare(operation, first, second, in: thread)
    }
    guard let order = try order(one, other, depth: 0, in: thread) else {
      throw .failed(
        "\(one.typeName) \(operation.rawValue) \(other.typeName) is not defined", hint: hint(one, other))
    }
    switch operation {
    case .less: return order == .less
    case .lessEqual: return order == .less || order == .equal
    case .greater: return order == .greater
    default: return order == .greater || order == .equal
    }
  }

  /// For sorting.
  static func isLess(_ one: Value, _ other: Value, in thread: Thread) throws(EvaluationError) -> Bool {
    switch try order(one, other, depth: 0, in: thread) {
    case .less: return true
    case .equal, .greater: return false
    case nil: throw .failed("\(one.typeName) < \(other.typeName) is not defined", hint: hint(one, other))
    }
  }

  private static func hint(_ one: Value, _ other: Value) -> String? {
    switch (one, other) {
    case (.none, _), (_, .none): "one of the two is None"
    case (.string, .int), (.string, .float): "the text can be made a number: float(x)"
    case (.int, .string), (.float, .string): "the text can be made a number: float(x)"
    default: nil
    }
  }

  /// Nil where the types have no order.
  private static func order(
    _ one: Value, _ other: Value, depth: Int, in thread: Thread
  ) throws(EvaluationError) -> Order? {
    switch (one, other) {
    case (.int(let first), .int(let second)): return order(first, second)
    case (.int, .float), (.float, .int), (.float, .float), (.bigInt, _), (_, .bigInt): return numbers(one, other)
    case (.string(let first), .string(let second)): return try bytes(first.bytes, second.bytes, in: thread)
    case (.bytes(let first), .bytes(let second)): return try bytes(first.bytes, second.bytes, in: thread)
    case (.bool(let first), .bool(let second)): return order(first ? 1 : 0, second ? 1 : 0)
    case (.list(let first), .list(let second)):
      return try sequences(first.elements(in: thread), second.elements(in: thread), depth: depth, in: thread)
    case (.tuple(let first), .tuple(let second)):
      return try sequences(first.elements, second.elements, depth: depth, in: thread)
    case (.host(let first), .host(let second)): return first.order(to: second).map { order($0, 0) }
    default: return nil
    }
  }

  private static func order<T: Comparable>(_ one: T, _ other: T) -> Order {
    one < other ? .less : one == other ? .equal : .greater
  }

  private static func bytes(_ one: [UInt8], _ other: [UInt8], in thread: Thread) throws(EvaluationError) -> Order {
    try thread.charge(bytes: min(one.count, other.count))
    for (first, second) in zip(one, other) where first != second { return order(first, second) }
    return order(one.count, other.count)
  }

  private static func sequences(
    _ one: [Value], _ other: [Value], depth: Int, in thread: Thread
  ) throws(EvaluationError) -> Order? {
    guard depth < Equality.maximumDepth else { throw Equality.tooDeep }
    for (first, second) in zip(one, other) {
      try thread.charge(1)
      if try Equality.areEqual(first, second, in: thread) { continue }
      guard let order = try order(first, second, depth: depth + 1, in: thread) else {
        throw .failed("\(first.typeName) < \(second.typeName) is not defined", hint: hint(first, second))
      }
      return order
    }
    return order(one.count, other.count)
  }

  // MARK: Numbers

  /// Exact, also where a double can't hold the integer; nil unless both are numbers.
  static func numbers(_ one: Value, _ other: Value) -> Order? {
    switch (one, other) {
    case (.int(let first), .int(let second)): return order(first, second)
    case (.float(let first), .float(let second)):
      return first.isNaN || second.isNaN ? order(first.isNaN ? 1 : 0, second.isNaN ? 1 : 0) : order(first, second)
    case (.int(let first), .float(let second)): return order(first, second)
    case (.float(let first), .int(let second)): return reversed(order(second, first))
    default:
      if case .float(let number) = one { return other.big.map { reversed(order($0, number)) } }
      if case .float(let number) = other { return one.big.map { order($0, number) } }
      guard let first = one.big, let second = other.big else { return nil }
      return order(first, second)
    }
  }

  private static func reversed(_ order: Order) -> Order {
    switch order {
    case .less: .greater
    case .greater: .less
    default: order
    }
  }

  private static func order(_ whole: Int, _ number: Double) -> Order {
    if number.isNaN { return .less }
    if number >= 0x1p63 { return .less }
    if number < -0x1p63 { return .greater }
    let floor = number.rounded(.down)
    let floored = Int(floor)
    if whole != floored { return whole < floored ? .less : .greater }
    return floor < number ? .less : .equal
  }

  private static func order(_ whole: BigInt, _ number: Double) -> Order {
    if number.isNaN { return .less }
    guard number.isFinite else { return number > 0 ? .less : .greater }
    let floor = number.rounded(.down)
    guard let floored = BigInt(exactly: floor) else { return .less }
    if whole != floored { return whole < floored ? .less : .greater }
    return floor < number ? .less : .equal
  }
}

extension Value {
  /// An integer of any size.
  var big: BigInt? {
    switch self {
    case .int(let value): BigInt(value)
    case .bigInt(let object): object.value
    default: nil
    }
  }
}

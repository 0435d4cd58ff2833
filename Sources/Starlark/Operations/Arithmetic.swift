import BigInt

/// The binary operators, beside comparisons.
enum Arithmetic {
  static func apply(
    _ operation: BinaryOperator, _ one: Value, _ other: Value, in thread: Thread
  ) throws(EvaluationError) -> Value {
    switch operation {
    case .equal: return .bool(try Equality.areEqual(one, other, in: thread))
    case .notEqual: return .bool(!(try Equality.areEqual(one, other, in: thread)))
    case .less, .lessEqual, .greater, .greaterEqual:
      return .bool(try Comparison.holds(operation, one, other, in: thread))
    case .within: return .bool(try Membership.contains(one, in: other, thread: thread))
    case .notWithin: return .bool(!(try Membership.contains(one, in: other, thread: thread)))
    default: break
    }
    if let result = try numbers(operation, one, other, in: thread) { return result }
    if let result = try Concatenation.apply(operation, one, other, in: thread) { return result }
    if let result = try SetOperations.apply(operation, one, other, in: thread) { return result }
    if let result = try hosts(operation, one, other, in: thread) { return result }
    if operation == .modulo, case .string(let format) = one {
      return try PercentFormat.apply(format, other, in: thread)
    }
    throw .failed("\(one.typeName) \(operation.rawValue) \(other.typeName) is not defined", hint: hint(one, other))
  }

  private static func hint(_ one: Value, _ other: Value) -> String? {
    switch (one, other) {
    case (.string, .int), (.string, .float), (.int, .string), (.float, .string), (.string, .none), (.string, .bool):
      "to join it with a text use str(x)"
    case (.none, _), (_, .none): "one of the two is None"
    default: nil
    }
  }

  private static func hosts(
    _ operation: BinaryOperator, _ one: Value, _ other: Value, in thread: Thread
  ) throws(EvaluationError) -> Value? {
    if case .host(let host) = one, let result = try host.apply(operation, other, isLeft: true, in: thread) {
      return result
    }
    guard case .host(let host) = other else { return nil }
    return try host.apply(operation, one, isLeft: false, in: thread)
  }

  private static func numbers(
    _ operation: BinaryOperator, _ one: Value, _ other: Value, in thread: Thread
  ) throws(EvaluationError) -> Value? {
    switch (one, other) {
    case (.int(let first), .int(let second)):
      if let small = try Integers.small(operation, first, second) { return small }
      return try Integers.big(operation, BigInt(first), BigInt(second), in: thread)
    case (.int, .bigInt), (.bigInt, .int), (.bigInt, .bigInt):
      guard let first = one.big, let second = other.big else { return nil }
      return try Integers.big(operation, first, second, in: thread)
    case (.float(let first), .float(let second)): return try Floats.apply(operation, first, second)
    case (.float(let first), .int), (.float(let first), .bigInt):
      return try Floats.apply(operation, first, try Floats.float(other))
    case (.int, .float(let second)), (.bigInt, .float(let second)):
      return try Floats.apply(operation, try Floats.float(one), second)
    default: return nil
    }
  }

  static func apply(_ operation: UnaryOperator, _ value: Value, in thread: Thread) throws(EvaluationError) -> Value {
    switch (operation, value) {
    case (.not, _): return .bool(!value.isTrue)
    case (.minus, .int(let number)):
      return number == .min ? try Value(-BigInt(number), in: thread) : .int(-number)
    case (.minus, .bigInt(let object)): return try Value(-object.value, in: thread)
    case (.minus, .float(let number)): return .float(-number)
    case (.plus, .int), (.plus, .bigInt), (.plus, .float): return value
    case (.invert, .int(let number)): return .int(~number)
    case (.invert, .bigInt(let object)): return try Value(-object.value - 1, in: thread)
    default:
      let symbol = operation == .minus ? "-" : operation == .plus ? "+" : "~"
      throw .failed("\(symbol)\(value.typeName) is not defined")
    }
  }
}

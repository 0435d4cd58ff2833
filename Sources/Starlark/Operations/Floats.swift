import BigInt

/// Operators of floats, where division by zero is an error.
enum Floats {
  static func apply(_ operation: BinaryOperator, _ one: Double, _ other: Double) throws(EvaluationError) -> Value? {
    switch operation {
    case .add: return .float(one + other)
    case .subtract: return .float(one - other)
    case .multiply: return .float(one * other)
    case .divide:
      guard other != 0 else { throw .failed("floating-point division by zero") }
      return .float(one / other)
    case .floorDivide:
      guard other != 0 else { throw .failed("floored division by zero") }
      return .float((one / other).rounded(.down))
    case .modulo:
      guard other != 0 else { throw .failed("floating-point modulo by zero") }
      return .float(modulo(one, other))
    default: return nil
    }
  }

  /// The result has the sign of the divisor.
  private static func modulo(_ one: Double, _ other: Double) -> Double {
    let remainder = one.truncatingRemainder(dividingBy: other)
    return remainder != 0 && (remainder < 0) != (other < 0) ? remainder + other : remainder
  }

  /// An integer as the nearest float.
  static func float(_ value: Value) throws(EvaluationError) -> Double {
    switch value {
    case .int(let number): return Double(number)
    case .bigInt(let object): return try float(object.value)
    case .float(let number): return number
    default: throw .failed("\(value.typeName) is no number")
    }
  }

  static func float(_ whole: BigInt) throws(EvaluationError) -> Double {
    let number = Double(whole)
    guard number.isFinite else { throw .failed("int too large to convert to float") }
    return number
  }
}

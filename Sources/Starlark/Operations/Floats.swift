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

  /// Rounded once, halves to even: BigInt's own conversion rounds twice.
  private static func nearest(to whole: BigInt) -> Double {
    let magnitude = whole.magnitude
    let shift = magnitude.bitWidth - 64
    guard shift > 0 else { return Double(UInt64(magnitude)) * (whole.signum() < 0 ? -1 : 1) }
    guard shift < 1_024 else { return .infinity }
    var top = UInt64(magnitude >> shift)
    // What was cut off decides only between a half and more than a half: one bit below the 53 tells that.
    if magnitude.trailingZeroBitCount < shift { top |= 1 }
    let number = Double(sign: .plus, exponent: shift, significand: Double(top))
    return whole.signum() < 0 ? -number : number
  }

  static func float(_ whole: BigInt) throws(EvaluationError) -> Double {
    let number = nearest(to: whole)
    guard number.isFinite else { throw .failed("int too large to convert to float") }
    return number
  }
}

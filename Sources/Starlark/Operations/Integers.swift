import BigInt

/// Integers of any size: in a machine word while they fit.
enum Integers {
  /// Nil where the result doesn't fit a word.
  static func small(_ operation: BinaryOperator, _ one: Int, _ other: Int) throws(EvaluationError) -> Value? {
    switch operation {
    case .add: return checked(one.addingReportingOverflow(other))
    case .subtract: return checked(one.subtractingReportingOverflow(other))
    case .multiply: return checked(one.multipliedReportingOverflow(by: other))
    case .divide: return try Floats.apply(.divide, Double(one), Double(other))
    case .floorDivide, .modulo:
      guard other != 0 else { throw divisionByZero(operation) }
      if other == -1 { return operation == .modulo ? .int(0) : one == .min ? nil : .int(-one) }
      let (quotient, remainder) = one.quotientAndRemainder(dividingBy: other)
      let isInexact = remainder != 0 && (remainder < 0) != (other < 0)
      if operation == .floorDivide { return .int(isInexact ? quotient - 1 : quotient) }
      return .int(isInexact ? remainder + other : remainder)
    case .and: return .int(one & other)
    case .or: return .int(one | other)
    case .xor: return .int(one ^ other)
    case .shiftLeft:
      try checkShift(other)
      guard one.magnitude.leadingZeroBitCount > other + 1 else { return one == 0 ? .int(0) : nil }
      return .int(one << other)
    case .shiftRight:
      guard other >= 0 else { throw .failed("negative shift count: \(other)") }
      return .int(one >> min(other, 63))
    default: return nil
    }
  }

  private static func checked(_ result: (partialValue: Int, overflow: Bool)) -> Value? {
    result.overflow ? nil : .int(result.partialValue)
  }

  static func divisionByZero(_ operation: BinaryOperator) -> EvaluationError {
    switch operation {
    case .modulo: .failed("integer modulo by zero")
    case .floorDivide: .failed("floored division by zero")
    default: .failed("division by zero")
    }
  }

  private static func checkShift(_ count: Int) throws(EvaluationError) {
    guard count >= 0 else { throw .failed("negative shift count: \(count)") }
    guard count < maximumShift else { throw .failed("shift count too large: \(count), the limit is \(maximumShift)") }
  }

  /// As the reference implementation.
  private static let maximumShift = 512

  static func big(
    _ operation: BinaryOperator, _ one: BigInt, _ other: BigInt, in thread: Thread
  ) throws(EvaluationError) -> Value? {
    try chargeWork(operation, one.bitWidth, other.bitWidth, in: thread)
    switch operation {
    case .add: return try Value(one + other, in: thread)
    case .subtract: return try Value(one - other, in: thread)
    case .multiply: return try Value(one * other, in: thread)
    case .divide: return try Floats.apply(.divide, try Floats.float(one), try Floats.float(other))
    case .floorDivide, .modulo:
      guard other != 0 else { throw divisionByZero(operation) }
      let (quotient, remainder) = one.quotientAndRemainder(dividingBy: other)
      let isInexact = remainder != 0 && (remainder < 0) != (other < 0)
      if operation == .floorDivide { return try Value(isInexact ? quotient - 1 : quotient, in: thread) }
      return try Value(isInexact ? remainder + other : remainder, in: thread)
    case .and: return try Value(one & other, in: thread)
    case .or: return try Value(one | other, in: thread)
    case .xor: return try Value(one ^ other, in: thread)
    case .shiftLeft:
      guard let count = Int(exactly: other) else { throw .failed("shift count too large") }
      try checkShift(count)
      return try Value(one << count, in: thread)
    case .shiftRight:
      guard other >= 0 else { throw .failed("negative shift count") }
      return try Value(shiftedRight(one, Int(exactly: other) ?? .max), in: thread)
    default: return nil
    }
  }

  /// Towards negative infinity, which the library's own shift is not.
  private static func shiftedRight(_ number: BigInt, _ count: Int) -> BigInt {
    number.signum() < 0 ? -1 - ((-1 - number) >> count) : number >> count
  }

  /// Reserves room for the result and counts the work, before either is spent.
  private static func chargeWork(
    _ operation: BinaryOperator, _ one: Int, _ other: Int, in thread: Thread
  ) throws(EvaluationError) {
    let (words, otherWords) = (one / 64 + 1, other / 64 + 1)
    guard words + otherWords <= maximumWords else {
      throw EvaluationError(.exhausted(.size), "the integer would have more than \(maximumWords * 64) bits")
    }
    switch operation {
    case .multiply, .floorDivide, .modulo: try thread.charge(1 + words * otherWords / 16)
    default: try thread.charge(1 + (words + otherWords) / 16)
    }
  }

  /// 64 kbit: any key or checksum, and still quick to multiply and to print.
  static let maximumWords = 1_024
}

import BigInt

/// The module `math`. Functions that give integers give them of any size.
enum MathModule {
  nonisolated(unsafe) static let module = ModuleObject(
    "math",
    functions: [
      rounding("ceil", .up), rounding("floor", .down),
      function("fabs") { $0.magnitude }, function("round") { $0.rounded(.toNearestOrAwayFromZero) },
      function("sqrt", isDefined: { !($0 < 0) }) { $0.squareRoot() },
      BuiltinObject("math.mod") { call throws(EvaluationError) in
        let (one, other) = try two(call)
        guard other != 0 else { throw call.failure("division by zero") }
        return .float(one.truncatingRemainder(dividingBy: other))
      },
      BuiltinObject("math.copysign") { call throws(EvaluationError) in
        let (one, other) = try two(call)
        return .float(Double(signOf: other, magnitudeOf: one))
      },
      BuiltinObject("math.remainder") { call throws(EvaluationError) in
        let (one, other) = try two(call)
        guard other != 0 else { throw call.failure("division by zero") }
        return .float(one.remainder(dividingBy: other))
      },
    ],
    values: ["pi": .float(.pi), "e": .float(2.718281828459045), "inf": .float(.infinity), "nan": .float(.nan)])

  private static func number(_ call: Call, _ value: Value) throws(EvaluationError) -> Double {
    switch value {
    case .int, .bigInt, .float: return try Floats.float(value)
    default: throw call.failure("needs a number, got \(value.typeName)")
    }
  }

  private static func two(_ call: Call) throws(EvaluationError) -> (Double, Double) {
    try call.takes(2...2)
    return (try number(call, call[0]), try number(call, call[1]))
  }

  private static func function(
    _ name: String, isDefined: @escaping @Sendable (Double) -> Bool = { _ in true },
    _ body: @escaping @Sendable (Double) -> Double
  ) -> BuiltinObject {
    BuiltinObject("math.\(name)") { call throws(EvaluationError) in
      let argument = try number(call, try call.one())
      guard isDefined(argument) else { throw call.failure("\(FloatText.shortest(argument)) is out of its domain") }
      return .float(body(argument))
    }
  }

  private static func rounding(_ name: String, _ rule: FloatingPointRoundingRule) -> BuiltinObject {
    BuiltinObject("math.\(name)") { call throws(EvaluationError) in
      switch try call.one() {
      case .int, .bigInt: return call[0]
      default:
        let rounded = try number(call, call[0]).rounded(rule)
        if let small = Int(exactly: rounded) { return .int(small) }
        guard let big = BigInt(exactly: rounded) else { throw call.failure("the number is not finite") }
        return try Value(big, in: call.thread)
      }
    }
  }
}

import BigInt

/// The module `math`. Rounding gives integers of any size; the other functions give floats, the same on every machine.
enum MathModule {
  // Immutable: builtins without state, for any thread.
  nonisolated(unsafe) static let module = ModuleObject(
    "math", functions: rounding + powers + trigonometry + hyperbolics,
    values: ["pi": .float(.pi), "e": .float(2.718281828459045), "inf": .float(.infinity), "nan": .float(.nan)])

  private static var rounding: [BuiltinObject] {
    [
      whole("ceil", .up), whole("floor", .down), function("fabs") { $0.magnitude },
      function("round") { $0.rounded(.toNearestOrAwayFromZero) },
      function("mod", isDefined: { $1 != 0 }) { $0.truncatingRemainder(dividingBy: $1) },
      function("remainder", isDefined: { $1 != 0 }) { $0.remainder(dividingBy: $1) },
      function("copysign") { Double(signOf: $1, magnitudeOf: $0) },
    ]
  }

  private static var powers: [BuiltinObject] {
    [
      function("sqrt", isDefined: { !($0 < 0) }) { $0.squareRoot() },
      function("exp", atInfinity: { $0 > 0 ? .infinity : 0 }, Elementary.exp),
      function("pow", isDefined: { !($0 < 0 && $1.isFinite && $1 != $1.rounded()) }, Elementary.pow),
      function("hypot") { one, other in
        if one.isInfinite || other.isInfinite { return .infinity }
        return one.isNaN || other.isNaN ? .nan : Elementary.hypot(one, other)
      },
      BuiltinObject("math.log") { call throws(EvaluationError) in
        let arguments = try call.bind(["x", "base"], required: 1)
        let logarithm = try logarithm(call, arguments[0] ?? .none)
        guard let base = arguments[1] else { return .float(logarithm) }
        let divisor = try self.logarithm(call, base)
        guard divisor != 0 else { throw call.failure("the base can't be 1") }
        return .float(logarithm / divisor)
      },
    ]
  }

  private static var trigonometry: [BuiltinObject] {
    [
      function("sin", atInfinity: { _ in .nan }, Elementary.sin),
      function("cos", atInfinity: { _ in .nan }, Elementary.cos),
      function("tan", atInfinity: { _ in .nan }, Elementary.tan),
      function("asin", isDefined: { !($0.magnitude > 1) }, Elementary.asin),
      function("acos", isDefined: { !($0.magnitude > 1) }, Elementary.acos),
      function("atan", atInfinity: { Double(signOf: $0, magnitudeOf: .pi / 2) }, Elementary.atan),
      function("atan2") { one, other in
        if one.isNaN || other.isNaN { return .nan }
        // Infinite arguments: only their signs count.
        let finite: (Double) -> Double = { $0.isInfinite ? Double(signOf: $0, magnitudeOf: 1) : $0 }
        if one.isInfinite, !other.isInfinite { return Elementary.atan2(finite(one), 0) }
        if other.isInfinite, !one.isInfinite {
          return Elementary.atan2(Double(signOf: one, magnitudeOf: 0), finite(other))
        }
        return Elementary.atan2(finite(one), finite(other))
      },
      function("degrees") { $0 * (180 / .pi) }, function("radians") { $0 * (.pi / 180) },
    ]
  }

  private static var hyperbolics: [BuiltinObject] {
    [
      function("sinh", atInfinity: { $0 }, Elementary.sinh),
      function("cosh", atInfinity: { $0.magnitude }, Elementary.cosh),
      function("tanh", atInfinity: { Double(signOf: $0, magnitudeOf: 1) }, Elementary.tanh),
      function("asinh", atInfinity: { $0 }, Elementary.asinh),
      function("acosh", isDefined: { !($0 < 1) }, atInfinity: { $0 }, Elementary.acosh),
      function("atanh", isDefined: { !($0.magnitude >= 1) }, Elementary.atanh),
    ]
  }

  // MARK: Making builtins

  /// About what one function of ``FixedPoint`` costs, in steps.
  private static let work = 200

  private static func number(_ call: Call, _ value: Value) throws(EvaluationError) -> Double {
    switch value {
    case .int, .bigInt, .float: return try Floats.float(value)
    default: throw call.failure("needs a number, got \(value.typeName)")
    }
  }

  private static func logarithm(_ call: Call, _ value: Value) throws(EvaluationError) -> Double {
    try call.thread.charge(work)
    let x = try number(call, value)
    guard !(x <= 0) else { throw call.failure("\(FloatText.shortest(x)) is out of its domain") }
    return x.isFinite ? Elementary.log(x) : x
  }

  private static func function(
    _ name: String, isDefined: @escaping @Sendable (Double) -> Bool = { _ in true },
    atInfinity: (@Sendable (Double) -> Double)? = nil, _ body: @escaping @Sendable (Double) -> Double
  ) -> BuiltinObject {
    BuiltinObject("math.\(name)") { call throws(EvaluationError) in
      let argument = try number(call, try call.one())
      guard isDefined(argument) else { throw call.failure("\(FloatText.shortest(argument)) is out of its domain") }
      guard !argument.isNaN else { return .float(.nan) }
      if argument.isInfinite, let atInfinity { return .float(atInfinity(argument)) }
      // Reducing a huge angle takes as many digits of π as it has.
      if atInfinity != nil { try call.thread.charge(work + max(0, Int(argument == 0 ? 0 : argument.exponent))) }
      return .float(body(argument))
    }
  }

  private static func function(
    _ name: String, isDefined: @escaping @Sendable (Double, Double) -> Bool = { _, _ in true },
    _ body: @escaping @Sendable (Double, Double) -> Double
  ) -> BuiltinObject {
    BuiltinObject("math.\(name)") { call throws(EvaluationError) in
      try call.takes(2...2)
      let (one, other) = (try number(call, call[0]), try number(call, call[1]))
      guard isDefined(one, other) else {
        throw call.failure("\(FloatText.shortest(one)) and \(FloatText.shortest(other)) are out of its domain")
      }
      try call.thread.charge(work)
      return .float(body(one, other))
    }
  }

  private static func whole(_ name: String, _ rule: FloatingPointRoundingRule) -> BuiltinObject {
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

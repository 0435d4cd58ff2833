import Foundation
import Starlark
import Testing

struct MathTests {
  /// What the system's library says, which is within one unit in the last place.
  private static let functions: [String: @Sendable (Double) -> Double] = [
    "exp": { Foundation.exp($0) }, "sin": { Foundation.sin($0) }, "cos": { Foundation.cos($0) },
    "tan": { Foundation.tan($0) }, "atan": { Foundation.atan($0) }, "sinh": { Foundation.sinh($0) },
    "cosh": { Foundation.cosh($0) }, "tanh": { Foundation.tanh($0) }, "asinh": { Foundation.asinh($0) },
    "asin": { Foundation.asin($0) }, "acos": { Foundation.acos($0) }, "atanh": { Foundation.atanh($0) },
    "log": { Foundation.log($0) }, "acosh": { Foundation.acosh($0) },
  ]

  @Test(arguments: functions.keys.sorted())
  func `a function is within a hair of the system's own`(name: String) throws {
    let theirs = try #require(Self.functions[name])
    let numbers = [
      0, 1, -1, 0.5, -0.25, 2, 3.141592653589793, 10, -7.5, 1e-9, 1e-300, .leastNonzeroMagnitude, 100, 700, -740, 1e5,
      1e22, 1.5e300,
      0.9999999999999999, 1.0000000000000002, 22.0 / 7,
    ]
    for number in numbers {
      let expected = theirs(number)
      let said = result("math.\(name)(float('\(number)'))", budget: Budget(steps: 1_000_000))
      guard let ours = Double(said.replacingOccurrences(of: "+inf", with: "inf")) else {
        #expect(expected.isNaN || expected.isInfinite, "\(name)(\(number)): \(said)")
        continue
      }
      #expect(
        ours == expected || (ours - expected).magnitude <= expected.ulp, "\(name)(\(number)): \(ours), \(expected)")
    }
  }

  @Test(arguments: [
    ("math.pow(2, 10)", "1024.0"), ("math.pow(2, 0.5)", "1.4142135623730951"), ("math.pow(10, -2)", "0.01"),
    ("math.pow(-2, 3)", "-8.0"), ("math.pow(1e200, 2)", "+inf"), ("math.pow(0, 0)", "1.0"),
    ("math.pow(-8, 0.5)", "ERROR math.pow: -8.0 and 0.5 are out of its domain"),
    ("math.pow(5e-324, 0.5)", "2.2227587494850775e-162"), ("math.pow(2, -1074)", "5e-324"),
    ("math.log(8, 2)", "3.0"), ("math.log(1)", "0.0"), ("math.log(0)", "ERROR math.log: 0.0 is out of its domain"),
    ("math.hypot(3, 4)", "5.0"), ("math.hypot(3e300, 4e300)", "5e+300"),
    ("math.atan2(1, -1)", "2.356194490192345"), ("math.atan2(-0.0, -1)", "-3.141592653589793"),
    ("math.atan2(1e-320, 1e300)", "0.0"), ("math.degrees(math.pi)", "180.0"),
    ("math.radians(180)", "3.141592653589793"),
    ("math.sin(1e22)", "-0.8522008497671888"), ("math.exp(-745)", "5e-324"), ("math.exp(1000)", "+inf"),
    ("math.sin(math.inf)", "nan"), ("math.sqrt(-1)", "ERROR math.sqrt: -1.0 is out of its domain"),
    ("[math.sin(x) for x in range(1000)]", "ERROR too many steps: the limit is 100000"),
  ])
  func `values and special cases`(expression: String, value: String) {
    #expect(result(expression) == value)
  }
}

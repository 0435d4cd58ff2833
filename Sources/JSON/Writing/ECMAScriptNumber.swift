/// Doubles as ECMAScript's `Number::toString` prints them (https://tc39.es/ecma262/#sec-numeric-types-number-tostring).
/// Swift's `description` finds the same shortest digits, but sets point and exponent by other rules.
enum ECMAScriptNumber {
  static func text(of number: Double) -> [UInt8] {
    guard number != 0 else { return [UInt8(ascii: "0")] }
    let decimal = Decimal(number.magnitude)
    let sign: [UInt8] = number < 0 ? [UInt8(ascii: "-")] : []
    return sign + layout(decimal)
  }

  /// `point` is the specification's n: the value is 0.DIGITS × 10ⁿ.
  private static func layout(_ decimal: Decimal) -> [UInt8] {
    let (digits, point) = (decimal.digits, decimal.point)
    switch point {
    case digits.count...21: return digits + zeros(point - digits.count)
    case 1...21: return digits[..<point] + [UInt8(ascii: ".")] + digits[point...]
    case -5...0: return Array("0.".utf8) + zeros(-point) + digits
    default: return scientific(digits, exponent: point - 1)
    }
  }

  private static func scientific(_ digits: [UInt8], exponent: Int) -> [UInt8] {
    let fraction = digits.count > 1 ? [UInt8(ascii: ".")] + digits[1...] : []
    return digits[..<1] + fraction + Array("e\(exponent < 0 ? "-" : "+")\(exponent.magnitude)".utf8)
  }

  private static func zeros(_ count: Int) -> [UInt8] { Array(repeating: UInt8(ascii: "0"), count: count) }
}

extension ECMAScriptNumber {
  /// The shortest digits of a positive double, without zeros at either end.
  private struct Decimal {
    var digits: [UInt8] = []
    var point = 0

    init(_ number: Double) {
      let parts = number.description.split(separator: "e", maxSplits: 1)
      let mantissa = parts[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
      let whole = Array(mantissa[0].utf8)
      digits = whole + (mantissa.count > 1 ? Array(mantissa[1].utf8) : [])
      point = whole.count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
      let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
      digits.removeFirst(leading)
      point -= leading
      while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    }
  }
}

import JSON

/// A number as it is written in decimal, without its sign: `0.0075` is 75 × 10⁻⁴, not the double next to it.
struct ExactDecimal: Hashable, Sendable {
  /// Without trailing zeros; of a double at most 17 digits.
  private var digits: UInt64
  private var exponent: Int

  /// Nil for what is no finite number.
  init?(_ value: JSONValue) {
    switch value {
    case .integer(let number): self.init(digits: number.magnitude, exponent: 0)
    case .double(let number) where number.isFinite: self.init(shortest: number)
    default: return nil
    }
  }

  private init(digits: UInt64, exponent: Int) {
    (self.digits, self.exponent) = (digits, digits == 0 ? 0 : exponent)
    while self.digits != 0, self.digits.isMultiple(of: 10) {
      self.digits /= 10
      self.exponent += 1
    }
  }

  /// The shortest digits that read back as the same double: those that were written, if they were 15 or fewer.
  private init(shortest number: Double) {
    var (digits, exponent): (UInt64, Int) = (0, 0)
    var isFraction = false
    var text = number.magnitude.description.utf8[...]
    scan: while let byte = text.popFirst() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits = digits * 10 + UInt64(byte - UInt8(ascii: "0"))
        if isFraction { exponent -= 1 }
      case UInt8(ascii: "."): isFraction = true
      default:
        exponent += Int(Substring(text)) ?? 0
        break scan
      }
    }
    self.init(digits: digits, exponent: exponent)
  }

  /// The number itself, if it has no fraction and fits.
  var integer: UInt64? {
    guard exponent >= 0 else { return nil }
    var integer = digits
    for _ in 0..<exponent where integer != 0 {
      let (product, overflow) = integer.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      integer = product
    }
    return integer
  }

  func isMultiple(of divisor: ExactDecimal) -> Bool {
    if digits == 0 { return true }
    let shift = exponent - divisor.exponent
    return shift >= 0
      ? isMultiple(of: divisor.digits, shiftedBy: shift) : isMultiple(ofShifted: divisor.digits, by: -shift)
  }

  /// digits × 10^shift, which may have hundreds of digits: only the remainder is computed.
  private func isMultiple(of divisor: UInt64, shiftedBy shift: Int) -> Bool {
    var remainder = digits % divisor
    for _ in 0..<shift where remainder != 0 {
      let (high, low) = remainder.multipliedFullWidth(by: 10)
      remainder = divisor.dividingFullWidth((high, low)).remainder
    }
    return remainder == 0
  }

  /// divisor × 10^shift: what is larger than the digits doesn't divide them.
  private func isMultiple(ofShifted divisor: UInt64, by shift: Int) -> Bool {
    var divisor = divisor
    for _ in 0..<shift {
      let (product, overflow) = divisor.multipliedReportingOverflow(by: 10)
      if overflow || product > digits { return false }
      divisor = product
    }
    return digits.isMultiple(of: divisor)
  }
}

extension ExactDecimal {
  /// The smallest number that is a multiple of both; nil if it has too many digits.
  func leastCommonMultiple(with other: ExactDecimal) -> ExactDecimal? {
    let common = min(exponent, other.exponent)
    guard let one = shifted(to: common), let two = other.shifted(to: common), one > 0, two > 0 else { return nil }
    var (divisor, rest) = (one, two)
    while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
    let (product, overflow) = (one / divisor).multipliedReportingOverflow(by: two)
    return overflow ? nil : ExactDecimal(digits: product, exponent: common)
  }

  private func shifted(to lower: Int) -> UInt64? {
    var shifted = digits
    for _ in 0..<(exponent - lower) {
      let (product, overflow) = shifted.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      shifted = product
    }
    return shifted
  }

  /// So many times this number; nil if it has too many digits.
  func multiple(_ factor: Int64) -> JSONValue? {
    let (product, overflow) = digits.multipliedReportingOverflow(by: factor.magnitude)
    if overflow { return Optional<JSONValue>.none }
    let sign = factor < 0 ? "-" : ""
    if (0...18).contains(exponent), let whole = Int64(sign + "\(product)" + String(repeating: "0", count: exponent)) {
      return .integer(whole)
    }
    guard let number = Double("\(sign)\(product)e\(exponent)"), number.isFinite else { return Optional<JSONValue>.none }
    return .double(number)
  }
}

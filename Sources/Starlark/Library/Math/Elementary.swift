import BigInt

/// Elementary functions of doubles, each rounded to the nearest double. Arguments are finite; special cases are those of C.
enum Elementary {
  static func exp(_ x: Double) -> Double {
    if x > 710 { return .infinity }
    if x < -746 { return 0 }
    if x.magnitude < tiny { return 1 + x }
    let (value, exponent) = FixedPoint(x).exponential
    return value.double(exponent: exponent)
  }

  /// The natural logarithm of a positive number, from 2^-1074 on.
  static func log(_ x: Double) -> Double { exactLog(x).double() }

  private static func exactLog(_ x: Double) -> FixedPoint {
    let fraction = FixedPoint(x.significand).logarithm
    return fraction + FixedPoint(FixedPoint.naturalLogarithmOf2.scaled * BigInt(x.exponent))
  }

  /// As C's, which defines every special case.
  static func pow(_ x: Double, _ y: Double) -> Double {
    if y == 0 || x == 1 { return 1 }
    if x.isNaN || y.isNaN { return .nan }
    let isWhole = y == y.rounded()
    let isOdd = isWhole && y.magnitude < 0x1p53 && Int(y) % 2 != 0
    let sign: Double = x.sign == .minus && isOdd ? -1 : 1
    if y.isInfinite {
      if x.magnitude == 1 { return 1 }
      return (x.magnitude > 1) == (y > 0) ? .infinity : 0
    }
    if x == 0 || x.isInfinite { return sign * ((x == 0) == (y > 0) ? 0 : .infinity) }
    if x < 0, !isWhole { return .nan }
    let product = exactLog(x.magnitude) * FixedPoint(y)
    let rough = product.double()
    if rough > 710 { return sign * .infinity }
    if rough < -746 { return sign * 0 }
    let (value, exponent) = product.exponential
    return sign * value.double(exponent: exponent)
  }

  // MARK: Trigonometry

  /// Below this a function differs from its first terms by less than a double shows.
  private static let tiny = 0x1p-60

  /// The sine and cosine: the angle is reduced exactly, however large.
  private static func sineAndCosine(_ x: Double) -> (FixedPoint, FixedPoint) {
    let extra = max(0, Int(x.exponent))
    let quarter = precisePi(extra) >> 1
    let scaled = FixedPoint(x).scaled << extra
    let (quotient, remainder) = scaled.quotientAndRemainder(dividingBy: quarter)
    let (sine, cosine) = FixedPoint(remainder >> extra).sineAndCosine
    switch Int(quotient.magnitude % 4) * (quotient.signum() < 0 ? -1 : 1) {
    case 1, -3: return (cosine, -sine)
    case 2, -2: return (-sine, -cosine)
    case 3, -1: return (-cosine, sine)
    default: return (sine, cosine)
    }
  }

  /// π times 2^(256 + extra).
  private static func precisePi(_ extra: Int) -> BigInt {
    guard extra > 0 else { return FixedPoint.pi.scaled }
    let guardBits = FixedPoint.bits + extra + 16
    func arctangent(_ inverse: Int) -> BigInt {
      var power = (BigInt(1) << guardBits) / BigInt(inverse)
      var (sum, divisor) = (power, 1)
      while power.magnitude > 0 {
        power = -power / BigInt(inverse * inverse)
        divisor += 2
        sum += power / BigInt(divisor)
      }
      return sum
    }
    return (arctangent(5) * 16 - arctangent(239) * 4) >> 16
  }

  static func sin(_ x: Double) -> Double { x.magnitude < tiny ? x : sineAndCosine(x).0.double() }
  static func cos(_ x: Double) -> Double { sineAndCosine(x).1.double() }

  static func tan(_ x: Double) -> Double {
    if x.magnitude < tiny { return x }
    let (sine, cosine) = sineAndCosine(x)
    return (sine / cosine).double()
  }

  static func atan(_ x: Double) -> Double { x.magnitude < tiny ? x : FixedPoint(x).arctangent.double() }

  static func atan2(_ y: Double, _ x: Double) -> Double {
    let isBehind = x.sign == .minus
    if y == 0 { return isBehind ? Double(signOf: y, magnitudeOf: .pi) : y }
    if x == 0 { return Double(signOf: y, magnitudeOf: .pi / 2) }
    // Bring both near 1; only their ratio counts, and a ratio beyond 2^200 is as good as a right angle.
    let difference = y.exponent - x.exponent
    if difference > 200 { return Double(signOf: y, magnitudeOf: .pi / 2) }
    if difference < -200 {
      return isBehind ? Double(signOf: y, magnitudeOf: .pi) : y / x
    }
    let ratio = FixedPoint(y.significand * (y < 0 ? -1 : 1)) / FixedPoint(x.significand * (x < 0 ? -1 : 1))
    let tangent = difference >= 0 ? ratio.shifted(Int(difference)) : FixedPoint(ratio.scaled >> -Int(difference))
    let angle = tangent.arctangent
    guard isBehind else { return angle.double() }
    return (y < 0 ? angle - FixedPoint.pi : angle + FixedPoint.pi).double()
  }

  /// For -1 ≤ x ≤ 1.
  static func asin(_ x: Double) -> Double {
    if x.magnitude < tiny { return x }
    let (sine, cosine) = sineAndCosineOfArcsine(x)
    guard cosine.scaled.magnitude > 0 else { return Double(signOf: x, magnitudeOf: .pi / 2) }
    return (sine / cosine).arctangent.double()
  }

  static func acos(_ x: Double) -> Double {
    let right = FixedPoint.pi / 2
    let (sine, cosine) = sineAndCosineOfArcsine(x)
    guard cosine.scaled.magnitude > 0 else { return x < 0 ? .pi : 0 }
    return (right - (sine / cosine).arctangent).double()
  }

  private static func sineAndCosineOfArcsine(_ x: Double) -> (FixedPoint, FixedPoint) {
    let sine = FixedPoint(x)
    return (sine, ((FixedPoint.one - sine) * (FixedPoint.one + sine)).squareRoot)
  }

  // MARK: Hyperbolic functions

  static func sinh(_ x: Double) -> Double {
    if x.magnitude < tiny { return x }
    if x.magnitude > 711 { return x < 0 ? -.infinity : .infinity }
    let (up, down) = exponentials(x.magnitude)
    return Double(signOf: x, magnitudeOf: (up - down).double(exponent: -1))
  }

  static func cosh(_ x: Double) -> Double {
    if x.magnitude > 711 { return .infinity }
    let (up, down) = exponentials(x.magnitude)
    return (up + down).double(exponent: -1)
  }

  static func tanh(_ x: Double) -> Double {
    if x.magnitude < tiny { return x }
    if x.magnitude > 40 { return x < 0 ? -1 : 1 }
    let (up, down) = exponentials(x.magnitude)
    return Double(signOf: x, magnitudeOf: ((up - down) / (up + down)).double())
  }

  private static func exponentials(_ x: Double) -> (FixedPoint, FixedPoint) {
    let (value, exponent) = FixedPoint(x).exponential
    let up = value.shifted(exponent)
    return (up, FixedPoint.one / up)
  }

  static func asinh(_ x: Double) -> Double {
    if x.magnitude < tiny { return x }
    let value = FixedPoint(x.magnitude)
    return Double(signOf: x, magnitudeOf: (value + (value * value + FixedPoint.one).squareRoot).logarithm.double())
  }

  /// For x ≥ 1.
  static func acosh(_ x: Double) -> Double {
    let value = FixedPoint(x)
    return (value + ((value - FixedPoint.one) * (value + FixedPoint.one)).squareRoot).logarithm.double()
  }

  /// For -1 < x < 1.
  static func atanh(_ x: Double) -> Double {
    if x.magnitude < tiny { return x }
    let value = FixedPoint(x)
    return ((FixedPoint.one + value) / (FixedPoint.one - value)).logarithm.double(exponent: -1)
  }

  static func hypot(_ x: Double, _ y: Double) -> Double {
    let exponent = max(x.exponent, y.exponent)
    guard x != 0, y != 0 else { return x.magnitude + y.magnitude }
    let one = FixedPoint(Double(sign: .plus, exponent: -exponent, significand: x.magnitude))
    let other = FixedPoint(Double(sign: .plus, exponent: -exponent, significand: y.magnitude))
    return (one * one + other * other).squareRoot.double(exponent: Int(exponent))
  }
}

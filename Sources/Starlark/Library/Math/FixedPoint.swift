import BigInt

/// Numbers with 256 bits behind the point: elementary functions computed so exactly that rounding them to a double
/// gives the nearest one. Slower than a processor's, but the same on every machine, which a system's library isn't.
struct FixedPoint {
  static let bits = 256
  static let one = FixedPoint(BigInt(1) << bits)

  /// The value times 2^256.
  let scaled: BigInt

  init(_ scaled: BigInt) { self.scaled = scaled }

  /// Exact, but for what lies below 2^-256.
  init(_ number: Double) {
    let significand = BigInt(number.significandBitPattern | (number.isNormal ? 1 << 52 : 0))
    let exponent = Int(number.isNormal ? number.exponentBitPattern : 1) - 1_075 + Self.bits
    let magnitude = exponent >= 0 ? significand << exponent : significand >> -exponent
    scaled = number < 0 ? -magnitude : magnitude
  }

  /// The nearest double to the value times 2^exponent.
  func double(exponent: Int = 0) -> Double {
    let magnitude = scaled.magnitude
    guard magnitude > 0 else { return 0 }
    // 64 bits, the lowest of which tells that there were more: so rounding happens once. A subnormal result keeps fewer.
    let top = magnitude.bitWidth - 1 + exponent - Self.bits
    let kept = top < -1_022 ? max(2, 55 + 1_022 + top) : 64
    let shift = magnitude.bitWidth - kept
    var digits = shift > 0 ? UInt64(magnitude >> shift) : UInt64(magnitude)
    if shift > 0, magnitude.trailingZeroBitCount < shift { digits |= 1 }
    let number = Double(sign: .plus, exponent: max(shift, 0) + exponent - Self.bits, significand: Double(digits))
    return scaled.signum() < 0 ? -number : number
  }

  static func + (one: Self, other: Self) -> Self { Self(one.scaled + other.scaled) }
  static func - (one: Self, other: Self) -> Self { Self(one.scaled - other.scaled) }
  static func * (one: Self, other: Self) -> Self { Self((one.scaled * other.scaled) >> bits) }
  static func / (one: Self, other: Self) -> Self { Self((one.scaled << bits) / other.scaled) }
  static func / (one: Self, other: Int) -> Self { Self(one.scaled / BigInt(other)) }
  static prefix func - (one: Self) -> Self { Self(-one.scaled) }

  func shifted(_ count: Int) -> Self { Self(scaled << count) }

  var isNegative: Bool { scaled.signum() < 0 }

  var squareRoot: Self { Self(BigInt((scaled << Self.bits).magnitude.squareRoot())) }

  // MARK: Series

  /// Twice the sum of x^(2k+1) / (2k+1), for |x| ≤ 1/3: the logarithm of (1+x)/(1-x).
  private static func twiceArtanh(_ x: Self) -> Self {
    let square = x * x
    var (sum, power, divisor) = (x, x, 1)
    while power.scaled.magnitude > 0, divisor < 400 {
      power = power * square
      divisor += 2
      sum = sum + power / divisor
    }
    return sum.shifted(1)
  }

  static let naturalLogarithmOf2 = twiceArtanh(one / 3)

  /// The arcus tangens, for |x| ≤ 1/4.
  private static func smallArctangent(_ x: Self) -> Self {
    let square = -(x * x)
    var (sum, power, divisor) = (x, x, 1)
    while power.scaled.magnitude > 1, divisor < 400 {
      power = power * square
      divisor += 2
      sum = sum + power / divisor
    }
    return sum
  }

  /// Machin's formula.
  static let pi = (smallArctangent(one / 5).shifted(2) - smallArctangent(one / 239)).shifted(2)

  // MARK: Functions

  /// e^self as a value and a power of two.
  var exponential: (value: Self, exponent: Int) {
    let whole = Int(Self.floored((scaled << Self.bits) / Self.naturalLogarithmOf2.scaled))
    let rest = self - Self(Self.naturalLogarithmOf2.scaled * BigInt(whole))
    var (sum, term, divisor) = (Self.one, Self.one, 0)
    while term.scaled.magnitude > 1 {
      divisor += 1
      term = term * rest / divisor
      sum = sum + term
    }
    return (sum, whole)
  }

  private static func floored(_ scaled: BigInt) -> BigInt { scaled >> bits }

  /// The natural logarithm of a positive value.
  var logarithm: Self {
    let exponent = scaled.magnitude.bitWidth - Self.bits
    let reduced = exponent >= 0 ? Self(scaled >> exponent) : Self(scaled << -exponent)
    let ratio = (reduced - Self.one) / (reduced + Self.one)
    return Self.twiceArtanh(ratio) + Self(Self.naturalLogarithmOf2.scaled * BigInt(exponent))
  }

  /// The arcus tangens. Halving the angle three times makes the series short.
  var arctangent: Self {
    guard scaled.magnitude <= Self.one.scaled.magnitude else {
      let right = Self.pi / 2
      return (isNegative ? -right : right) - (Self.one / self).arctangent
    }
    var reduced = self
    for _ in 0..<3 { reduced = reduced / (Self.one + (Self.one + reduced * reduced).squareRoot) }
    return Self.smallArctangent(reduced).shifted(3)
  }

  /// The sine and cosine of an angle within a half turn.
  var sineAndCosine: (Self, Self) {
    let square = -(self * self)
    var (sine, cosine) = (self, Self.one)
    var (sineTerm, cosineTerm) = (self, Self.one)
    var count = 1
    while cosineTerm.scaled.magnitude > 1, count < 400 {
      cosineTerm = cosineTerm * square / (count * (count + 1))
      sineTerm = sineTerm * square / ((count + 1) * (count + 2))
      (sine, cosine) = (sine + sineTerm, cosine + cosineTerm)
      count += 2
    }
    return (sine, cosine)
  }
}

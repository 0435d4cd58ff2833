import BigInt

/// Floats as text, in the manner of the reference implementation (C's `%g` with the fewest digits that read back).
enum FloatText {
  /// What `str` gives: always with a point or an exponent, so that it is seen to be a float.
  static func shortest(_ value: Double) -> String {
    guard value.isFinite else { return nonFinite(value) }
    if value == 0 { return value.sign == .minus ? "-0.0" : "0.0" }
    let (digits, exponent) = shortestDigits(value.magnitude)
    let sign = value < 0 ? "-" : ""
    let power = exponent - 1
    if power < -4 || power >= largestPlainPower {
      return sign + scientific(digits, power)
    }
    let text = plain(digits, exponent)
    return sign + (text.contains(".") ? text : text + ".0")
  }

  /// From here on an exponent is written, as by C's `%g`.
  private static let largestPlainPower = 6

  static func nonFinite(_ value: Double) -> String {
    value.isNaN ? "nan" : value > 0 ? "+inf" : "-inf"
  }

  /// The fewest decimal digits that read back, and the position of the point after the first `exponent` of them.
  static func shortestDigits(_ value: Double) -> (digits: [UInt8], exponent: Int) {
    var digits: [UInt8] = []
    var point: Int?
    var exponent = 0
    let parts = value.description.lowercased().split(separator: "e")
    for byte in (parts.first ?? "").utf8 {
      if byte == UInt8(ascii: ".") { point = digits.count } else { digits.append(byte) }
    }
    exponent = (point ?? digits.count) + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
    while digits.count > 1, digits.first == UInt8(ascii: "0") {
      digits.removeFirst()
      exponent -= 1
    }
    return (digits, exponent)
  }

  private static func scientific(_ digits: [UInt8], _ power: Int) -> String {
    let head = String(decoding: digits.prefix(1), as: UTF8.self)
    let tail = String(decoding: digits.dropFirst(), as: UTF8.self)
    return head + (tail.isEmpty ? "" : "." + tail) + exponentText(power)
  }

  static func exponentText(_ power: Int) -> String {
    let digits = String(power.magnitude)
    return "e" + (power < 0 ? "-" : "+") + (digits.count < 2 ? "0" + digits : digits)
  }

  private static func plain(_ digits: [UInt8], _ exponent: Int) -> String {
    let text = String(decoding: digits, as: UTF8.self)
    if exponent <= 0 { return "0." + String(repeating: "0", count: -exponent) + text }
    if exponent >= digits.count { return text + String(repeating: "0", count: exponent - digits.count) }
    return String(decoding: digits[..<exponent], as: UTF8.self) + "."
      + String(decoding: digits[exponent...], as: UTF8.self)
  }

  // MARK: Fixed digits

  /// `%f`: six digits after the point, rounded exactly.
  static func fixed(_ value: Double) -> String {
    guard value.isFinite else { return nonFinite(value) }
    let scaled = rounded(value.magnitude, timesTenTo: 6)
    let digits = padded(String(scaled), 7)
    return (value.sign == .minus ? "-" : "") + digits.dropLast(6) + "." + digits.suffix(6)
  }

  /// `%e`: seven digits and an exponent, rounded exactly.
  static func exponential(_ value: Double) -> String {
    guard value.isFinite else { return nonFinite(value) }
    let sign = value.sign == .minus ? "-" : ""
    if value == 0 { return sign + "0.000000e+00" }
    var power = shortestDigits(value.magnitude).exponent - 1
    var digits = String(rounded(value.magnitude, timesTenTo: 6 - power))
    if digits.count > 7 {
      power += 1
      digits = String(rounded(value.magnitude, timesTenTo: 6 - power))
    }
    return sign + digits.prefix(1) + "." + digits.dropFirst() + exponentText(power)
  }

  private static func padded(_ digits: String, _ width: Int) -> String {
    String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// `value` × 10^power to the nearest integer, halves to even.
  private static func rounded(_ value: Double, timesTenTo power: Int) -> BigInt {
    let exponent = max(Int(value.exponentBitPattern), 1) - 1_075
    let hidden: UInt64 = value.exponentBitPattern == 0 ? 0 : 1 << 52
    let significand = BigInt(value.significandBitPattern | hidden)
    var numerator = significand * BigInt(10).power(max(0, power))
    var denominator = BigInt(10).power(max(0, -power))
    if exponent > 0 { numerator <<= exponent } else { denominator <<= -exponent }
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    let twice = remainder * 2
    let isUp = twice > denominator || (twice == denominator && quotient % 2 == 1)
    return isUp ? quotient + 1 : quotient
  }
}

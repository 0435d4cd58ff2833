import BigInt

/// Numbers read from strings.
enum IntegerText {
  static func parse(_ text: StringObject, base: Int, _ call: Call) throws(EvaluationError) -> Value {
    guard base == 0 || (2...36).contains(base) else { throw call.failure("the base must be 0 or from 2 to 36") }
    guard text.bytes.count <= Lexer.maximumDigits else {
      throw call.failure("the text has more than \(Lexer.maximumDigits) digits")
    }
    var digits = text.text
    let isNegative = digits.hasPrefix("-")
    if isNegative || digits.hasPrefix("+") { digits.removeFirst() }
    let (radix, rest) = try split(digits, base: base, of: text, call)
    let isPlain = rest.utf8.allSatisfy { Lexer.isDigit($0) || (Lexer.isNameStart($0) && $0 != UInt8(ascii: "_")) }
    guard !rest.isEmpty, isPlain, let number = number(rest, radix) else {
      throw invalid(text, base: base, call)
    }
    try call.thread.charge(1 + rest.utf8.count * rest.utf8.count / 1_024)
    return try Value(isNegative ? -number : number, in: call.thread)
  }

  /// BigInt itself reads no base 36.
  private static func number(_ digits: String, _ radix: Int) -> BigInt? {
    if let small = Int(digits, radix: radix) { return BigInt(small) }
    guard radix == 36 else { return BigInt(digits, radix: radix) }
    var number = BigInt(0)
    for digit in digits {
      guard let value = Int(String(digit), radix: radix) else { return nil }
      number = number * 36 + BigInt(value)
    }
    return number
  }

  private static func split(
    _ digits: String, base: Int, of text: StringObject, _ call: Call
  ) throws(EvaluationError) -> (radix: Int, rest: String) {
    let prefixes: [(String, Int)] = [("0x", 16), ("0o", 8), ("0b", 2)]
    let lowercased = digits.lowercased()
    for (prefix, radix) in prefixes where lowercased.hasPrefix(prefix) && (base == 0 || base == radix) {
      return (radix, String(digits.dropFirst(2)))
    }
    guard base == 0 else { return (base, digits) }
    if digits.count > 1, digits.hasPrefix("0"), digits.contains(where: { $0 != "0" }) {
      throw invalid(text, base: base, call)
    }
    return (10, digits)
  }

  private static func invalid(_ text: StringObject, base: Int, _ call: Call) -> EvaluationError {
    call.failure("'\(text.text.prefix(40))' is no integer\(base == 10 || base == 0 ? "" : " in base \(base)")")
  }

  static func float(_ text: String) -> Double? {
    let allowed = text.utf8.allSatisfy { byte in
      Lexer.isDigit(byte)
        || [UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"), UInt8(ascii: "-")].contains(
          byte)
    }
    if allowed { return Double(text) }
    switch text.lowercased() {
    case "inf", "+inf", "infinity", "+infinity": return .infinity
    case "-inf", "-infinity": return -.infinity
    case "nan", "+nan", "-nan": return .nan
    default: return nil
    }
  }
}

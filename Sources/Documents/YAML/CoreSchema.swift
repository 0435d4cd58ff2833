import JSON

/// What a scalar means by the core schema (https://yaml.org/spec/1.2.2/#103-core-schema): `true` is a boolean, `no` and
/// `22:00` and `1_000` are texts, `0o14` is twelve.
enum CoreSchema {
  /// Tags: empty for a plain scalar without one, `!` and `…:str` for text.
  static func value(of text: String, tag: String) throws(CoreSchemaError) -> JSONValue {
    switch tag {
    case "": return try plainValue(of: text)
    case "!", "tag:yaml.org,2002:str": return .string(text)
    case "tag:yaml.org,2002:null": return try expect(text, "null") { null($0) }
    case "tag:yaml.org,2002:bool": return try expect(text, "bool") { bool($0) }
    case "tag:yaml.org,2002:int":
      guard let integer = try integer(text) else { throw .mismatch(text: text, tag: "int") }
      return integer
    case "tag:yaml.org,2002:float":
      guard let real = try real(text) else { throw .mismatch(text: text, tag: "float") }
      return real
    default: throw .unknownTag(tag)
    }
  }

  private static func plainValue(of text: String) throws(CoreSchemaError) -> JSONValue {
    if let value = null(text) ?? bool(text) { return value }
    if let value = try integer(text) { return value }
    return try real(text) ?? .string(text)
  }

  private static func expect(
    _ text: String, _ tag: String, _ read: (String) -> JSONValue?
  ) throws(CoreSchemaError) -> JSONValue {
    guard let value = read(text) else { throw .mismatch(text: text, tag: tag) }
    return value
  }

  private static func null(_ text: String) -> JSONValue? {
    switch text {
    case "", "~", "null", "Null", "NULL": .null
    default: nil
    }
  }

  private static func bool(_ text: String) -> JSONValue? {
    switch text {
    case "true", "True", "TRUE": true
    case "false", "False", "FALSE": false
    default: nil
    }
  }
}

extension CoreSchema {
  /// `[-+]?[0-9]+`, `0o[0-7]+` or `0x[0-9a-fA-F]+`; nil for other texts.
  private static func integer(_ text: String) throws(CoreSchemaError) -> JSONValue? {
    guard let (digits, radix) = integerDigits(text) else { return nil }
    guard let integer = Int64(digits, radix: radix) else { throw .integerOutOfRange(text) }
    return .integer(integer)
  }

  private static func integerDigits(_ text: String) -> (digits: String, radix: Int)? {
    var digits = text.utf8[...]
    if text.hasPrefix("0o") {
      digits.removeFirst(2)
      return !digits.isEmpty && digits.allSatisfy(\.isOctalDigit) ? (String(Substring(digits)), 8) : nil
    }
    if text.hasPrefix("0x") {
      digits.removeFirst(2)
      return !digits.isEmpty && digits.allSatisfy(\.isHexadecimalDigit) ? (String(Substring(digits)), 16) : nil
    }
    digits.removeSign()
    return !digits.isEmpty && digits.allSatisfy(\.isDigit) ? (text, 10) : nil
  }

  /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`; nil for other texts. `.inf` and `.nan` are refused.
  private static func real(_ text: String) throws(CoreSchemaError) -> JSONValue? {
    var rest = text.utf8[...]
    rest.removeSign()
    if rest.count == 4, isInfinityOrNaN(Substring(rest)) { throw .notFinite(text) }
    let whole = rest.removeDigits()
    let fraction = rest.remove(".") ? rest.removeDigits() : 0
    guard whole + fraction > 0 else { return nil }
    if rest.remove("e") || rest.remove("E") {
      rest.removeSign()
      guard rest.removeDigits() > 0 else { return nil }
    }
    guard rest.isEmpty else { return nil }
    guard let real = Double(text.withDigitsAroundPoint), real.isFinite else { throw .realOutOfRange(text) }
    return .double(real)
  }

  private static func isInfinityOrNaN(_ text: Substring) -> Bool {
    [".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"].contains(text)
  }
}

extension Substring.UTF8View {
  fileprivate mutating func remove(_ character: Unicode.Scalar) -> Bool {
    guard first == UInt8(ascii: character) else { return false }
    removeFirst()
    return true
  }

  fileprivate mutating func removeSign() {
    if !remove("-") { _ = remove("+") }
  }

  fileprivate mutating func removeDigits() -> Int {
    let digits = prefix(while: \.isDigit).count
    removeFirst(digits)
    return digits
  }
}

extension String {
  /// `1.` and `.5e3` as `1.0` and `0.5e3`, which Swift reads too.
  fileprivate var withDigitsAroundPoint: String {
    guard let point = utf8.firstIndex(of: UInt8(ascii: ".")) else { return self }
    let hasDigitBefore = point > utf8.startIndex && utf8[utf8.index(before: point)].isDigit
    let after = utf8.index(after: point)
    let hasDigitAfter = after < utf8.endIndex && utf8[after].isDigit
    return self[..<point] + (hasDigitBefore ? "." : "0.") + (hasDigitAfter ? "" : "0") + self[after...]
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  fileprivate var isOctalDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(self) }

  fileprivate var isHexadecimalDigit: Bool {
    isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self | 0x20)
  }
}

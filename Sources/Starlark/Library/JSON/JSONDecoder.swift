import BigInt

/// Values from JSON text, with integers of any size.
struct JSONDecoder {
  private let bytes: [UInt8]
  private let givesRecords: Bool
  private let thread: Thread
  private var place = 0

  static func decode(
    _ bytes: [UInt8], givesRecords: Bool, in thread: Thread
  ) throws(EvaluationError) -> Value {
    try thread.charge(bytes: bytes.count)
    var decoder = JSONDecoder(bytes: bytes, givesRecords: givesRecords, thread: thread)
    let value = try decoder.value(depth: 0)
    decoder.skipSpace()
    guard decoder.place == bytes.count else { throw decoder.unexpected("after the value") }
    return value
  }

  private init(bytes: [UInt8], givesRecords: Bool, thread: Thread) {
    self.bytes = bytes
    self.givesRecords = givesRecords
    self.thread = thread
  }

  private func peek() -> UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipSpace() {
    while let byte = peek(), byte == 32 || byte == 9 || byte == 10 || byte == 13 { place += 1 }
  }

  private func failure(_ message: String, at offset: Int? = nil) -> EvaluationError {
    .failed("at offset \(offset ?? place), \(message)")
  }

  private func unexpected(_ context: String) -> EvaluationError {
    guard place < bytes.count else { return failure("unexpected end \(context)") }
    let scalar = UTF8Decoding.scalar(bytes, at: place).scalar
    let shown = scalar.value < 0x20 ? "U+\(String(scalar.value, radix: 16, uppercase: true))" : "'\(scalar)'"
    return failure("unexpected character \(shown) \(context)")
  }

  // MARK: Values

  private mutating func value(depth: Int) throws(EvaluationError) -> Value {
    guard depth < Equality.maximumDepth else { throw Equality.tooDeep }
    try thread.charge(1)
    skipSpace()
    switch peek() ?? 0 {
    case UInt8(ascii: "\""): return try thread.string(try string())
    case UInt8(ascii: "["): return try list(depth)
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "n"): return try word("null", .none)
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw unexpected("where a value should be")
    }
  }

  private mutating func word(_ word: String, _ value: Value) throws(EvaluationError) -> Value {
    guard bytes[place...].starts(with: word.utf8) else { throw unexpected("where a value should be") }
    place += word.utf8.count
    return value
  }

  private mutating func list(_ depth: Int) throws(EvaluationError) -> Value {
    guard case .list(let list) = try thread.list([]) else { return .none }
    place += 1
    skipSpace()
    guard peek() != UInt8(ascii: "]") else { return closed(.list(list)) }
    while true {
      try list.appendUnchecked(try value(depth: depth + 1))
      skipSpace()
      switch peek() {
      case UInt8(ascii: ","): place += 1
      case UInt8(ascii: "]"): return closed(.list(list))
      default: throw unexpected("in a list: ',' or ']' should be here")
      }
    }
  }

  private mutating func closed(_ value: Value) -> Value {
    place += 1
    return value
  }

  private mutating func object(_ depth: Int) throws(EvaluationError) -> Value {
    let dict = try DictObject(isRecord: givesRecords, in: thread)
    place += 1
    skipSpace()
    guard peek() != UInt8(ascii: "}") else { return closed(.dict(dict)) }
    while true {
      skipSpace()
      guard peek() == UInt8(ascii: "\"") else { throw unexpected("where a key in quotes should be") }
      let start = place
      let key = try thread.string(try string())
      skipSpace()
      guard peek() == UInt8(ascii: ":") else { throw unexpected("after a key: ':' should be here") }
      place += 1
      let count = dict.count
      try dict.insertUnchecked(key, try value(depth: depth + 1), in: thread)
      guard dict.count > count else { throw failure("the key is in the object twice", at: start) }
      skipSpace()
      switch peek() {
      case UInt8(ascii: ","): place += 1
      case UInt8(ascii: "}"): return closed(.dict(dict))
      default: throw unexpected("in an object: ',' or '}' should be here")
      }
    }
  }

  // MARK: Numbers

  private mutating func number() throws(EvaluationError) -> Value {
    let start = place
    let isNumberByte: (UInt8) -> Bool = {
      Lexer.isDigit($0) || "+-.eE".utf8.contains($0)
    }
    while let byte = peek(), isNumberByte(byte) { place += 1 }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    guard text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/) != nil else {
      throw failure("'\(text.prefix(40))' is no number", at: start)
    }
    if let small = Int(text) { return .int(small) }
    guard text.utf8.count <= Lexer.maximumDigits else {
      throw failure("the number has more than \(Lexer.maximumDigits) digits", at: start)
    }
    if text.utf8.allSatisfy({ Lexer.isDigit($0) || $0 == UInt8(ascii: "-") }), let big = BigInt(text) {
      try thread.charge(1 + text.utf8.count * text.utf8.count / 1_024)
      return try Value(big, in: thread)
    }
    guard let number = Double(text), number.isFinite else { throw failure("the number is too large", at: start) }
    return .float(number)
  }

  // MARK: Strings

  private mutating func string() throws(EvaluationError) -> [UInt8] {
    let start = place
    place += 1
    var text: [UInt8] = []
    while let byte = peek() {
      place += 1
      switch byte {
      case UInt8(ascii: "\""): return text
      case UInt8(ascii: "\\"): try escape(into: &text)
      case ..<0x20: throw failure("a control character in a string", at: place - 1)
      default: text.append(byte)
      }
    }
    throw failure("the string is never closed", at: start)
  }

  private mutating func escape(into text: inout [UInt8]) throws(EvaluationError) {
    let start = place - 1
    guard let byte = peek() else { throw failure("the string is never closed", at: start) }
    place += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(8)
    case UInt8(ascii: "f"): text.append(12)
    case UInt8(ascii: "n"): text.append(10)
    case UInt8(ascii: "r"): text.append(13)
    case UInt8(ascii: "t"): text.append(9)
    case UInt8(ascii: "u"): text += Array(String(Character(try scalar(from: start))).utf8)
    default: throw failure("'\\\(Character(Unicode.Scalar(byte)))' is no escape", at: start)
    }
  }

  /// Two escapes may make one character; one of them alone is U+FFFD.
  private mutating func scalar(from start: Int) throws(EvaluationError) -> Unicode.Scalar {
    let first = try hexadecimal(from: start)
    guard (0xD800..<0xDC00).contains(first), bytes[place...].starts(with: "\\u".utf8) else {
      return Unicode.Scalar(first) ?? "\u{FFFD}"
    }
    let before = place
    place += 2
    let second = try hexadecimal(from: before)
    guard (0xDC00..<0xE000).contains(second) else {
      place = before
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func hexadecimal(from start: Int) throws(EvaluationError) -> UInt32 {
    let digits = bytes[place..<min(place + 4, bytes.count)]
    guard digits.count == 4, let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
      digits.first != UInt8(ascii: "+")
    else { throw failure("\\u needs four hexadecimal digits", at: start) }
    place += 4
    return value
  }
}

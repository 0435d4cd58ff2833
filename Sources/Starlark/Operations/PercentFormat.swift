import BigInt

/// `"%s is %d" % (name, count)`.
struct PercentFormat {
  private let format: [UInt8]
  private let argument: Value
  private let positional: [Value]?
  private var nextArgument = 0
  private var place = 0
  private var usedNames = false
  private var out: TextBuffer
  private let thread: Thread

  static func apply(_ format: StringObject, _ argument: Value, in thread: Thread) throws(EvaluationError) -> Value {
    var formatter = PercentFormat(format.bytes, argument, thread)
    return try formatter.run()
  }

  private init(_ format: [UInt8], _ argument: Value, _ thread: Thread) {
    self.format = format
    self.argument = argument
    self.thread = thread
    if case .tuple(let tuple) = argument { positional = tuple.elements } else { positional = nil }
    out = TextBuffer(in: thread)
  }

  private mutating func run() throws(EvaluationError) -> Value {
    try thread.charge(bytes: format.count)
    while place < format.count {
      let end = format[place...].firstIndex(of: UInt8(ascii: "%")) ?? format.count
      try out.append(format[place..<end])
      place = end + 1
      if end < format.count { try conversion() }
    }
    try checkAllUsed()
    return try out.string()
  }

  private mutating func conversion() throws(EvaluationError) {
    guard place < format.count else { throw .failed("incomplete format: the text ends in '%'") }
    if format[place] == UInt8(ascii: "%") {
      place += 1
      return try out.append("%")
    }
    let value = format[place] == UInt8(ascii: "(") ? try named() : try next()
    guard place < format.count else { throw .failed("incomplete format: the conversion is missing") }
    let kind = format[place]
    place += 1
    try append(value, kind)
  }

  private mutating func named() throws(EvaluationError) -> Value {
    guard let end = format[place...].firstIndex(of: UInt8(ascii: ")")) else {
      throw .failed("incomplete format key: ')' is missing")
    }
    let key = try thread.string(Array(format[(place + 1)..<end]))
    place = end + 1
    usedNames = true
    guard case .dict(let dict) = argument else { throw .failed("%(name) needs a dict on the right side of %") }
    if let value = try dict.value(for: key, in: thread) { return value }
    return try Indexing.get(argument, key, in: thread)
  }

  private mutating func next() throws(EvaluationError) -> Value {
    defer { nextArgument += 1 }
    guard let positional else {
      guard nextArgument == 0 else { throw .failed("not enough arguments for format string") }
      return argument
    }
    guard nextArgument < positional.count else { throw .failed("not enough arguments for format string") }
    return positional[nextArgument]
  }

  private func checkAllUsed() throws(EvaluationError) {
    if let positional, nextArgument < positional.count, !usedNames {
      throw .failed("too many arguments for format string")
    }
    if positional == nil, nextArgument == 0, !usedNames {
      if case .dict = argument { return }
      throw .failed("not all arguments converted during string formatting")
    }
  }

  private mutating func append(_ value: Value, _ kind: UInt8) throws(EvaluationError) {
    switch kind {
    case UInt8(ascii: "s"): try out.appendStr(value)
    case UInt8(ascii: "r"): try out.appendRepr(value)
    case UInt8(ascii: "d"), UInt8(ascii: "i"): try out.append(try integer(value, radix: 10))
    case UInt8(ascii: "o"): try out.append(try integer(value, radix: 8))
    case UInt8(ascii: "x"): try out.append(try integer(value, radix: 16))
    case UInt8(ascii: "X"): try out.append(try integer(value, radix: 16).uppercased())
    case UInt8(ascii: "e"): try out.append(FloatText.exponential(try Floats.float(value)))
    case UInt8(ascii: "E"): try out.append(Self.capital(FloatText.exponential, try Floats.float(value)))
    case UInt8(ascii: "f"), UInt8(ascii: "F"): try out.append(FloatText.fixed(try Floats.float(value)))
    case UInt8(ascii: "g"): try out.append(FloatText.shortest(try Floats.float(value)))
    case UInt8(ascii: "G"): try out.append(Self.capital(FloatText.shortest, try Floats.float(value)))
    case UInt8(ascii: "c"): try out.append(try character(value))
    default:
      throw .failed(
        "unknown conversion %\(Character(Unicode.Scalar(kind)))", hint: "known are s r d i o x X e E f F g G c %")
    }
  }

  /// With a capital E; what is infinite or no number is written as always.
  private static func capital(_ text: (Double) -> String, _ value: Double) -> String {
    value.isFinite ? text(value).uppercased() : text(value)
  }

  private func integer(_ value: Value, radix: Int) throws(EvaluationError) -> String {
    switch value {
    case .int(let number): return String(number, radix: radix)
    case .bigInt(let object):
      try thread.charge(object.value.bitWidth / 64)
      return String(object.value, radix: radix)
    case .float(let number):
      guard number.isFinite, let whole = BigInt(exactly: number.rounded(.towardZero)) else {
        throw .failed("can't convert \(FloatText.nonFinite(number)) to an integer")
      }
      return String(whole, radix: radix)
    default: throw .failed("this conversion needs a number, got \(value.typeName)")
    }
  }

  private func character(_ value: Value) throws(EvaluationError) -> String {
    switch value {
    case .int(let code):
      guard (0...0x10FFFF).contains(code) else { throw .failed("%c needs a Unicode code point, got \(code)") }
      return String(Character(Unicode.Scalar(UInt32(code)) ?? "\u{FFFD}"))
    case .string(let object):
      guard object.text.unicodeScalars.count == 1 else { throw .failed("%c needs a single character") }
      return object.text
    default: throw .failed("%c needs an int or a single character, got \(value.typeName)")
    }
  }
}

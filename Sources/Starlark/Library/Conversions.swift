import BigInt

/// Builtins that make a value of one type from another's.
enum Conversions {
  // Immutable: builtins without state, for any thread.
  nonisolated(unsafe) static let functions: [BuiltinObject] = [
    BuiltinObject("str") { call throws(EvaluationError) in
      let value = try call.one()
      if case .string = value { return value }
      var out = TextBuffer(in: call.thread)
      if case .bytes(let object) = value {
        try out.append(UTF8Decoding.repaired(object.bytes))
      } else {
        try out.appendStr(value)
      }
      return try out.string()
    },
    BuiltinObject("repr") { call throws(EvaluationError) in
      var out = TextBuffer(in: call.thread)
      try out.appendRepr(try call.one())
      return try out.string()
    },
    BuiltinObject("bool") { call throws(EvaluationError) in
      try call.takes(0...1)
      return .bool(call.count == 1 && call[0].isTrue)
    },
    BuiltinObject("int") { call throws(EvaluationError) in try int(call) },
    BuiltinObject("float") { call throws(EvaluationError) in try float(call) },
    BuiltinObject("bytes") { call throws(EvaluationError) in try bytes(call) },
    BuiltinObject("list") { call throws(EvaluationError) in
      try call.takes(0...1)
      return try call.thread.list(call.count == 0 ? [] : try call.thread.elements(of: call[0]))
    },
    BuiltinObject("tuple") { call throws(EvaluationError) in
      try call.takes(0...1)
      if call.count == 1, case .tuple = call[0] { return call[0] }
      return try call.thread.tuple(call.count == 0 ? [] : try call.thread.elements(of: call[0]))
    },
    BuiltinObject("set") { call throws(EvaluationError) in
      try call.takes(0...1)
      return .set(
        try SetOperations.make(call.count == 0 ? [] : [try call.thread.elements(of: call[0])], in: call.thread))
    },
    BuiltinObject("dict") { call throws(EvaluationError) in
      guard call.count <= 1 else { throw call.failure("takes at most 1 positional argument, got \(call.count)") }
      let dict = try DictObject(in: call.thread)
      try fill(dict, from: call.count == 1 ? call[0] : nil, call)
      return .dict(dict)
    },
    BuiltinObject("chr") { call throws(EvaluationError) in
      let code = try call.int(try call.one())
      guard (0...0x10FFFF).contains(code) else { throw call.failure("\(code) is no Unicode code point") }
      // Half of a surrogate pair is no character; as in the reference it becomes U+FFFD.
      let scalar = Unicode.Scalar(UInt32(code)) ?? "\u{FFFD}"
      return try call.thread.string(String(Character(scalar)))
    },
    BuiltinObject("ord") { call throws(EvaluationError) in
      if case .bytes(let object) = try call.one(), object.bytes.count == 1 { return .int(Int(object.bytes[0])) }
      let text = try call.string(try call.one()).text.unicodeScalars
      guard text.count == 1, let scalar = text.first else {
        throw call.failure("needs a single character, got \(text.count)")
      }
      return .int(Int(scalar.value))
    },
  ]

  /// Adds the members of a dict or a list of pairs, then the call's keyword arguments.
  static func fill(_ dict: DictObject, from source: Value?, _ call: Call) throws(EvaluationError) {
    let thread = call.thread
    if case .dict(let other) = source {
      for entry in try other.entries(in: thread).entries where !entry.isGap {
        try thread.charge(1)
        try dict.set(entry.key, entry.value, in: thread)
      }
    } else if let source {
      for (index, element) in try thread.elements(of: source).enumerated() {
        let pair = try thread.elements(of: element)
        guard pair.count == 2 else {
          throw call.failure("element \(index) must be a pair, it has \(pair.count) elements")
        }
        try dict.set(pair[0], pair[1], in: thread)
      }
    }
    for keyword in call.keywordArguments { try dict.set(try thread.string(keyword.name), keyword.value, in: thread) }
  }

  private static func bytes(_ call: Call) throws(EvaluationError) -> Value {
    switch try call.one() {
    case .bytes: return call[0]
    case .string(let object): return try call.thread.bytes(UTF8Decoding.repaired(object.bytes))
    default:
      var bytes: [UInt8] = []
      for element in try call.thread.elements(of: call[0]) {
        guard case .int(let number) = element, let byte = UInt8(exactly: number) else {
          throw call.failure("each element must be an int from 0 to 255")
        }
        bytes.append(byte)
      }
      return try call.thread.bytes(bytes)
    }
  }

  // MARK: Numbers

  private static func int(_ call: Call) throws(EvaluationError) -> Value {
    let arguments = try call.bind(["x", "base"], required: 1)
    let value = arguments[0] ?? .none
    if case .string(let text) = value {
      let base = try arguments[1].map { value throws(EvaluationError) in try call.int(value, "base") } ?? 10
      return try IntegerText.parse(text, base: base, call)
    }
    guard arguments[1] == nil else { throw call.failure("a base needs a string, got \(value.typeName)") }
    switch value {
    case .int, .bigInt: return value
    case .bool(let flag): return .int(flag ? 1 : 0)
    case .float(let number):
      if let small = Int(exactly: number.rounded(.towardZero)) { return .int(small) }
      guard number.isFinite, let big = BigInt(exactly: number.rounded(.towardZero)) else {
        throw call.failure("cannot convert float \(FloatText.nonFinite(number)) to an integer")
      }
      return try Value(big, in: call.thread)
    default: throw call.failure("cannot convert \(value.typeName) to an integer")
    }
  }

  private static func float(_ call: Call) throws(EvaluationError) -> Value {
    try call.takes(0...1)
    guard call.count == 1 else { return .float(0) }
    switch call[0] {
    case .float: return call[0]
    case .int, .bigInt: return .float(try Floats.float(call[0]))
    case .bool(let flag): return .float(flag ? 1 : 0)
    case .string(let object):
      guard let number = IntegerText.float(object.text) else {
        throw call.failure("'\(object.text.prefix(40))' is no number")
      }
      if number.isInfinite, !object.text.lowercased().contains("inf") {
        throw call.failure("the number is too large")
      }
      return .float(number)
    default: throw call.failure("cannot convert \(call[0].typeName) to a float")
    }
  }
}

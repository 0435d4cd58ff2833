/// Builtins about values themselves, and the two that end or report.
enum ReflectionFunctions {
  // Immutable: builtins without state, for any thread.
  nonisolated(unsafe) static let functions: [BuiltinObject] = [
    BuiltinObject("type") { call throws(EvaluationError) in try call.thread.string(try call.one().typeName) },
    BuiltinObject("hash") { call throws(EvaluationError) in try hash(call) },
    BuiltinObject("dir") { call throws(EvaluationError) in
      let names = Attributes.names(of: try call.one())
      try call.thread.willMake(elements: names.count)
      var values: [Value] = []
      for name in names { values.append(try call.thread.string(name)) }
      return try call.thread.list(values)
    },
    BuiltinObject("hasattr") { call throws(EvaluationError) in
      try call.takes(2...2)
      let name = Name(try call.string(call[1], "the name").text)
      return .bool(try Attributes.find(call[0], name, in: call.thread) != nil)
    },
    BuiltinObject("getattr") { call throws(EvaluationError) in
      try call.takes(2...3)
      let name = Name(try call.string(call[1], "the name").text)
      if let value = try Attributes.find(call[0], name, in: call.thread) { return value }
      guard call.count == 3 else { throw Attributes.missing(name.text, of: call[0]) }
      return call[2]
    },
    BuiltinObject("print") { call throws(EvaluationError) in
      try call.thread.write(try text(call))
      return .none
    },
    BuiltinObject("fail") { call throws(EvaluationError) in
      throw EvaluationError.failed("fail: \(try text(call))")
    },
  ]

  /// Arguments as `str` shows them, with `sep` between.
  private static func text(_ call: Call) throws(EvaluationError) -> String {
    var separator = Array(" ".utf8)
    for keyword in call.keywordArguments {
      guard keyword.name == "sep" else {
        throw call.failure("has no parameter '\(keyword.name)'")
      }
      separator = try call.string(keyword.value, "sep").bytes
    }
    var out = TextBuffer(in: call.thread)
    for (index, argument) in call.arguments.enumerated() {
      if index > 0 { try out.append(separator) }
      try out.appendStr(argument)
    }
    return String(decoding: out.bytes, as: UTF8.self)
  }

  /// Of strings: Java's, over UTF-16 units. Of bytes: 32-bit FNV-1a. The same on every machine.
  private static func hash(_ call: Call) throws(EvaluationError) -> Value {
    switch try call.one() {
    case .string(let object):
      try call.thread.charge(bytes: object.bytes.count)
      var hash: Int32 = 0
      for unit in object.text.utf16 { hash = hash &* 31 &+ Int32(unit) }
      return .int(Int(hash))
    case .bytes(let object):
      try call.thread.charge(bytes: object.bytes.count)
      var hash: UInt32 = 2_166_136_261
      for byte in object.bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
      return .int(Int(hash))
    default: throw call.failure("needs a string or bytes, got \(call[0].typeName)")
    }
  }
}

/// Values as JSON text: integers of any size, keys in order, so that equal values have the same text.
struct JSONEncoder {
  private var out: TextBuffer
  private let thread: Thread

  static func encode(_ value: Value, in thread: Thread) throws(EvaluationError) -> [UInt8] {
    var encoder = JSONEncoder(out: TextBuffer(in: thread), thread: thread)
    do throws(EvaluationError) {
      try encoder.write(value, depth: 0)
    } catch {
      throw error.prefixed("json.encode: ")
    }
    return encoder.out.bytes
  }

  private mutating func write(_ value: Value, depth: Int) throws(EvaluationError) {
    guard depth < Equality.maximumDepth else { throw Equality.tooDeep }
    try thread.charge(1)
    switch value {
    case .none: try out.append("null")
    case .bool(let flag): try out.append(flag ? "true" : "false")
    case .int, .bigInt: try out.appendRepr(value)
    case .float(let number):
      guard number.isFinite else { throw .failed("JSON has no number \(FloatText.nonFinite(number))") }
      try out.append(FloatText.shortest(number))
    case .string(let object): try write(object.bytes)
    case .dict(let dict): try write(members: try members(dict), depth, "in dict key ") { "\"\($0)\"" }
    case .host(let host):
      if let object = host as? StructObject {
        try write(members: object.fields.map { (Array($0.name.utf8), $0.value) }, depth, "in field ") { ".\($0)" }
      } else {
        try write(elements: value, depth)
      }
    case .list, .tuple, .set, .range: try write(elements: value, depth)
    case .bytes: throw .failed("bytes have no form in JSON", hint: "use str(x)")
    case .function, .builtin: throw .failed("a function has no form in JSON", hint: "call it: f()")
    case .hidden, .unset: throw .failed("a \(value.typeName) has no form in JSON")
    }
  }

  private mutating func write(elements value: Value, _ depth: Int) throws(EvaluationError) {
    if case .host(let host) = value, try host.makeIterator(in: thread) == nil {
      throw .failed("a \(value.typeName) has no form in JSON")
    }
    try out.append("[")
    for (index, element) in try thread.elements(of: value).enumerated() {
      if index > 0 { try out.append(",") }
      do throws(EvaluationError) {
        try write(element, depth: depth + 1)
      } catch {
        throw error.prefixed("at index \(index): ")
      }
    }
    try out.append("]")
  }

  private func members(_ dict: DictObject) throws(EvaluationError) -> [([UInt8], Value)] {
    var members: [([UInt8], Value)] = []
    for entry in try dict.entries(in: thread).entries where !entry.isGap {
      guard case .string(let key) = entry.key else {
        throw .failed("a JSON object's keys must be strings, got \(entry.key.typeName)", hint: "use str(key)")
      }
      members.append((key.bytes, entry.value))
    }
    try thread.charge(members.count)
    return members.sorted { $0.0.lexicographicallyPrecedes($1.0) }
  }

  private mutating func write(
    members: [([UInt8], Value)], _ depth: Int, _ place: String, _ name: (String) -> String
  ) throws(EvaluationError) {
    try out.append("{")
    for (index, member) in members.enumerated() {
      if index > 0 { try out.append(",") }
      try write(member.0)
      try out.append(":")
      do throws(EvaluationError) {
        try write(member.1, depth: depth + 1)
      } catch {
        throw error.prefixed(place + name(String(decoding: member.0.prefix(40), as: UTF8.self)) + ": ")
      }
    }
    try out.append("}")
  }

  private mutating func write(_ text: [UInt8]) throws(EvaluationError) {
    try out.append("\"")
    var place = 0
    while place < text.count {
      let length = UTF8Decoding.scalarLength(text, at: place)
      switch (length, text[place]) {
      case (0, _): try out.append("\\ufffd")
      case (1, UInt8(ascii: "\"")): try out.append("\\\"")
      case (1, UInt8(ascii: "\\")): try out.append("\\\\")
      case (1, 10): try out.append("\\n")
      case (1, 13): try out.append("\\r")
      case (1, 9): try out.append("\\t")
      case (1, ..<0x20): try out.append("\\u00" + (text[place] < 16 ? "0" : "") + String(text[place], radix: 16))
      default: try out.append(text[place..<place + length])
      }
      place += max(1, length)
    }
    try out.append("\"")
  }
}

extension EvaluationError {
  /// The same error, saying where in a value it arose.
  func prefixed(_ place: String) -> EvaluationError {
    guard kind == .failed else { return self }
    var error = self
    error.message = place + message
    return error
  }
}

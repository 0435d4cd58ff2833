/// Methods of strings that take something off their ends.
enum StringTrimming {
  static let table: [String: BuiltinObject.Body] = [
    "strip": { call throws(EvaluationError) in try strip(call, left: true, right: true) },
    "lstrip": { call throws(EvaluationError) in try strip(call, left: true, right: false) },
    "rstrip": { call throws(EvaluationError) in try strip(call, left: false, right: true) },
    "removeprefix": { call throws(EvaluationError) in
      let (text, part) = (try call.text(), try call.string(try call.one()).bytes)
      return try call.thread.string(text.starts(with: part) ? Array(text.dropFirst(part.count)) : text)
    },
    "removesuffix": { call throws(EvaluationError) in
      let (text, part) = (try call.text(), try call.string(try call.one()).bytes)
      let ends = text.reversed().starts(with: part.reversed())
      return try call.thread.string(ends ? Array(text.dropLast(part.count)) : text)
    },
  ]

  private static func strip(_ call: Call, left: Bool, right: Bool) throws(EvaluationError) -> Value {
    try call.takes(0...1)
    let text = try call.text()
    guard call.count == 1, case .string(let cutset) = call[0] else {
      if call.count == 1, case .none = call[0] { return try call.thread.string(Array(trimmed(text[...], left, right))) }
      if call.count == 1 { throw call.failure("the characters must be a string, got \(call[0].typeName)") }
      return try call.thread.string(Array(trimmed(text[...], left, right)))
    }
    return try call.thread.string(try trimmed(text, of: cutset.bytes, left, right, call))
  }

  /// Takes off whole characters, not bytes.
  private static func trimmed(
    _ text: [UInt8], of cutset: [UInt8], _ left: Bool, _ right: Bool, _ call: Call
  ) throws(EvaluationError) -> [UInt8] {
    let unwanted = Set(String(decoding: cutset, as: UTF8.self).unicodeScalars)
    try call.thread.charge(bytes: cutset.count)
    let scalars = Array(String(decoding: text, as: UTF8.self).unicodeScalars)
    var range = 0..<scalars.count
    while left, let first = range.first, unwanted.contains(scalars[first]) { range.removeFirst() }
    while right, let last = range.last, unwanted.contains(scalars[last]) { range = range.lowerBound..<last }
    return scalars[range].flatMap { Array(String($0).utf8) }
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 9 && byte <= 13) }

  static func trimmed(_ text: ArraySlice<UInt8>, _ left: Bool = true, _ right: Bool = true) -> ArraySlice<UInt8> {
    var rest = text
    while left, let first = rest.first, isSpace(first) { rest.removeFirst() }
    while right, let last = rest.last, isSpace(last) { rest.removeLast() }
    return rest
  }
}

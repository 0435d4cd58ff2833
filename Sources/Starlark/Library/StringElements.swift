/// Methods of strings that give their characters or bytes, and `format`.
enum StringElements {
  static let table: [String: BuiltinObject.Body] = [
    "elems": { call throws(EvaluationError) in
      try parts(call, width: 1) { thread, bytes, place, _ throws(EvaluationError) in try thread.string([bytes[place]]) }
    },
    "elem_ords": { call throws(EvaluationError) in
      try parts(call, width: 1) { _, bytes, place, _ throws(EvaluationError) in .int(Int(bytes[place])) }
    },
    "codepoints": { call throws(EvaluationError) in
      try parts(call, width: nil) { thread, bytes, place, length throws(EvaluationError) in
        let isValid = UTF8Decoding.scalarLength(bytes, at: place) > 0
        return try thread.string(isValid ? Array(bytes[place..<place + length]) : Array("\u{FFFD}".utf8))
      }
    },
    "codepoint_ords": { call throws(EvaluationError) in
      try parts(call, width: nil) { _, bytes, place, _ throws(EvaluationError) in
        .int(Int(UTF8Decoding.scalar(bytes, at: place).scalar.value))
      }
    },
    "format": { call throws(EvaluationError) in
      var formatter = BraceFormat(try call.text(), call)
      return try formatter.run()
    },
  ]

  private static func parts(
    _ call: Call, width: Int?,
    _ make: (Thread, [UInt8], Int, Int) throws(EvaluationError) -> Value
  ) throws(EvaluationError) -> Value {
    try call.takes(0...0)
    let bytes = try call.text()
    try call.thread.willMake(elements: bytes.count)
    var values: [Value] = []
    var place = 0
    while place < bytes.count {
      let length = width ?? UTF8Decoding.scalar(bytes, at: place).length
      values.append(try make(call.thread, bytes, place, length))
      place += length
    }
    return try call.thread.list(values)
  }
}

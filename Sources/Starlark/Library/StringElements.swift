/// Methods of strings that give their characters or bytes, and `format`.
enum StringElements {
  static let table: [String: BuiltinObject.Body] = [
    "elems": { call throws(EvaluationError) in try elements(.elems, call) },
    "elem_ords": { call throws(EvaluationError) in try elements(.elemOrds, call) },
    "codepoints": { call throws(EvaluationError) in try elements(.codepoints, call) },
    "codepoint_ords": { call throws(EvaluationError) in try elements(.codepointOrds, call) },
    "format": { call throws(EvaluationError) in
      var formatter = BraceFormat(try call.text(), call)
      return try formatter.run()
    },
  ]

  private static func elements(_ kind: TextElements.Kind, _ call: Call) throws(EvaluationError) -> Value {
    try call.takes(0...0)
    guard case .string(let object) = call.receiver else { throw call.failure("needs a string") }
    return .host(try TextElements(kind, of: .string(object), object.bytes, in: call.thread))
  }
}

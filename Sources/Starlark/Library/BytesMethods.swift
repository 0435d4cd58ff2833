/// The methods of bytes.
enum BytesMethods {
  static let table: [String: BuiltinObject.Body] = [
    "elems": { call throws(EvaluationError) in
      try call.takes(0...0)
      guard case .bytes(let object) = call.receiver else { throw call.failure("needs bytes") }
      try call.thread.willMake(elements: object.bytes.count)
      return try call.thread.list(object.bytes.map { .int(Int($0)) })
    }
  ]
}

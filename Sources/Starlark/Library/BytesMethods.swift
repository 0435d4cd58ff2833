/// The methods of bytes.
enum BytesMethods {
  static let table: [String: BuiltinObject.Body] = [
    "elems": { call throws(EvaluationError) in
      try call.takes(0...0)
      guard case .bytes(let object) = call.receiver else { throw call.failure("needs bytes") }
      return .host(try TextElements(.byteElems, of: .bytes(object), object.bytes, in: call.thread))
    }
  ]
}

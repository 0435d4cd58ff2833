extension JSONValue {
  /// Parses a JSON text: any value may stand at the top, a name may stand only once in an object, and numbers that
  /// would lose digits they need (integers beyond 64 bits, reals beyond a double) are refused. `-0` is the integer 0.
  public init(parsing text: String, limits: JSONLimits = .standard) throws(JSONSyntaxError) {
    var text = text
    self = try text.withUTF8 { JSONValue.parse($0, limits: limits) }.get()
  }

  /// Parses a JSON text in UTF-8.
  public init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONSyntaxError) {
    self = try bytes.withUnsafeBufferPointer { JSONValue.parse($0, limits: limits) }.get()
  }

  /// Parses a JSON text in UTF-8 where it lies.
  public init(parsing bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits = .standard) throws(JSONSyntaxError) {
    self = try JSONValue.parse(bytes, limits: limits).get()
  }

  private static func parse(
    _ text: UnsafeBufferPointer<UInt8>, limits: JSONLimits
  ) -> Result<JSONValue, JSONSyntaxError> {
    guard text.count <= limits.bytes else {
      let message = "the text has \(text.count) bytes, and \(limits.bytes) are allowed"
      return .failure(JSONSyntaxError(.limit, message, at: 0, in: text))
    }
    switch JanssonReader(limits: limits).read(text) {
    case .success(let value): return .success(value)
    case .failure(let refusal): return .failure(refusal.explained(in: text, limits: limits))
    }
  }
}

/// `x in y`.
enum Membership {
  static func contains(_ value: Value, in container: Value, thread: Thread) throws(EvaluationError) -> Bool {
    switch container {
    case .list(let list): return try contains(value, list.elements(in: thread), thread)
    case .tuple(let tuple): return try contains(value, tuple.elements, thread)
    case .dict(let dict):
      switch value {
      // As in the reference, what can't be a key isn't there.
      case .list, .dict, .set, .range: return false
      default: return try dict.value(for: value, in: thread) != nil
      }
    case .set(let set): return try set.contains(value, in: thread)
    case .range(let range):
      switch value {
      case .int(let number): return range.contains(number)
      case .bigInt: return false
      case .float(let number): return Int(exactly: number).map(range.contains) ?? false
      default: throw .failed("'in range' needs an int on its left side, got \(value.typeName)")
      }
    case .string(let string):
      guard case .string(let part) = value else {
        throw .failed("'in string' needs a string on its left side, got \(value.typeName)", hint: "use str(x)")
      }
      try thread.charge(bytes: string.bytes.count)
      return ByteSearch.first(part.bytes, in: string.bytes) != nil
    case .bytes(let bytes): return try contains(value, bytes, thread)
    case .none: throw .failed("'in' needs something to look into, got None")
    default: throw .failed("\(value.typeName) in \(container.typeName) is not defined")
    }
  }

  private static func contains(_ value: Value, _ elements: [Value], _ thread: Thread) throws(EvaluationError) -> Bool {
    for element in elements {
      try thread.charge(1)
      if try Equality.areEqual(element, value, in: thread) { return true }
    }
    return false
  }

  private static func contains(_ value: Value, _ bytes: BytesObject, _ thread: Thread) throws(EvaluationError) -> Bool {
    try thread.charge(bytes: bytes.bytes.count)
    switch value {
    case .bytes(let part): return ByteSearch.first(part.bytes, in: bytes.bytes) != nil
    case .int(let byte):
      guard let byte = UInt8(exactly: byte) else { throw .failed("'in bytes' needs a byte, got \(byte)") }
      return bytes.bytes.contains(byte)
    default: throw .failed("'in bytes' needs bytes or an int on its left side, got \(value.typeName)")
    }
  }
}

public import BigInt

/// A string: bytes, by convention UTF-8. A slice may cut a character in two.
public final class StringObject: HeapObject {
  public let bytes: [UInt8]
  private var cachedHash = 0

  init(reserved bytes: [UInt8], account: MemoryAccount) {
    self.bytes = bytes
    super.init(account: account, charged: Cost.object + bytes.count)
  }

  /// A string of the program's text or of the library: charged to nobody.
  init(constant bytes: [UInt8]) {
    self.bytes = bytes
    super.init(account: nil, charged: 0)
    cachedHash = Self.hash(bytes)
  }

  convenience init(constant text: String) { self.init(constant: Array(text.utf8)) }

  /// The text; what is no UTF-8 becomes U+FFFD.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// For hash tables. Constants have theirs from the start: only a thread's own strings ever write the cache.
  var hash: Int {
    if cachedHash == 0 { cachedHash = Self.hash(bytes) }
    return cachedHash
  }

  private static func hash(_ bytes: [UInt8]) -> Int {
    var hasher = Hasher()
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    let hash = hasher.finalize()
    return hash == 0 ? 1 : hash
  }
}

/// A sequence of bytes that is no text.
public final class BytesObject: HeapObject {
  public let bytes: [UInt8]

  init(reserved bytes: [UInt8], account: MemoryAccount?) {
    self.bytes = bytes
    super.init(account: account, charged: account == nil ? 0 : Cost.object + bytes.count)
  }
}

/// An integer beyond 64 bits.
public final class BigIntObject: HeapObject {
  public let value: BigInt

  init(constant value: BigInt) {
    self.value = value
    super.init(account: nil, charged: 0)
  }

  init(_ value: BigInt, in thread: Thread) throws(EvaluationError) {
    let bytes = Cost.object + value.bitWidth / 8
    try thread.memory.reserve(bytes)
    self.value = value
    super.init(account: thread.memory, charged: bytes)
  }
}

extension Thread {
  /// A new string. The bytes exist already; what makes long ones reserves before, with ``willMake(bytes:)``.
  func string(_ bytes: [UInt8]) throws(EvaluationError) -> Value {
    .string(try stringObject(bytes))
  }

  func stringObject(_ bytes: [UInt8]) throws(EvaluationError) -> StringObject {
    try memory.reserve(Cost.object + bytes.count)
    return StringObject(reserved: bytes, account: memory)
  }

  public func string(_ text: String) throws(EvaluationError) -> Value { try string(Array(text.utf8)) }

  func bytes(_ bytes: [UInt8]) throws(EvaluationError) -> Value {
    try memory.reserve(Cost.object + bytes.count)
    return .bytes(BytesObject(reserved: bytes, account: memory))
  }

  /// Fails if so many bytes can't be had, and counts the work of making them.
  func willMake(bytes: Int) throws(EvaluationError) {
    try memory.reserve(bytes)
    memory.release(bytes)
    try charge(bytes: bytes)
  }
}

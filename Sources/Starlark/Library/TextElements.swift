/// What `s.elems()` and its relatives give: the pieces of a string or of bytes, made one by one as a loop asks for them.
final class TextElements: HostObject {
  private let bytes: [UInt8]
  private let source: Value
  private let kind: Kind

  enum Kind: String {
    case elems
    case elemOrds = "elem_ords"
    case codepoints
    case codepointOrds = "codepoint_ords"
    /// Of bytes, as numbers.
    case byteElems
  }

  init(_ kind: Kind, of source: Value, _ bytes: [UInt8], in thread: Thread) throws(EvaluationError) {
    self.kind = kind
    self.source = source
    self.bytes = bytes
    try super.init(bytes: Cost.value, in: thread)
  }

  override var typeName: String {
    switch kind {
    case .elems, .elemOrds: "string.elems"
    case .codepoints, .codepointOrds: "string.codepoints"
    case .byteElems: "bytes.elems"
    }
  }

  override var heldValues: [Value] { [source] }

  override func write(to buffer: inout TextBuffer, _ path: inout [ObjectIdentifier]) throws(EvaluationError) {
    try buffer.appendRepr(source, &path)
    try buffer.append(".\(kind == .byteElems ? "elems" : kind.rawValue)()")
  }

  /// Characters are counted by going through them, which is for the program to do.
  override var count: Int? { kind == .elems || kind == .elemOrds ? bytes.count : nil }
  override var isTrue: Bool { !bytes.isEmpty }

  override func element(at index: Int, in thread: Thread) throws(EvaluationError) -> Value? {
    try piece(at: index, 1, in: thread)
  }

  override func makeIterator(
    in thread: Thread
  ) throws(EvaluationError) -> (() throws(EvaluationError) -> Value?)? {
    var place = 0
    return { [self] () throws(EvaluationError) in
      guard place < bytes.count else { return nil }
      defer { place += length(at: place) }
      return try piece(at: place, length(at: place), in: thread)
    }
  }

  private func length(at place: Int) -> Int {
    switch kind {
    case .codepoints, .codepointOrds: UTF8Decoding.scalar(bytes, at: place).length
    case .elems, .elemOrds, .byteElems: 1
    }
  }

  private func piece(at place: Int, _ length: Int, in thread: Thread) throws(EvaluationError) -> Value {
    switch kind {
    case .elems: return try thread.string([bytes[place]])
    case .elemOrds, .byteElems: return .int(Int(bytes[place]))
    case .codepointOrds: return .int(Int(UTF8Decoding.scalar(bytes, at: place).scalar.value))
    case .codepoints:
      let isValid = UTF8Decoding.scalarLength(bytes, at: place) > 0
      return try thread.string(isValid ? Array(bytes[place..<place + length]) : Array("\u{FFFD}".utf8))
    }
  }
}

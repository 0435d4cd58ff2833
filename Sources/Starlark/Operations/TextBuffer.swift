import BigInt

/// Text under construction: reserves memory as it grows, so that no repr exceeds the budget before it is noticed.
struct TextBuffer {
  private(set) var bytes: [UInt8] = []
  private var reserved = 0
  private let thread: Thread

  init(in thread: Thread) { self.thread = thread }

  mutating func append(_ text: String) throws(EvaluationError) {
    try willAppend(text.utf8.count)
    bytes += text.utf8
  }

  mutating func append(_ more: [UInt8]) throws(EvaluationError) {
    try willAppend(more.count)
    bytes += more
  }

  mutating func append(_ more: ArraySlice<UInt8>) throws(EvaluationError) {
    try willAppend(more.count)
    bytes += more
  }

  mutating func append(byte: UInt8) throws(EvaluationError) {
    try willAppend(1)
    bytes.append(byte)
  }

  private mutating func willAppend(_ count: Int) throws(EvaluationError) {
    guard bytes.count + count > reserved else { return }
    let room = max(256, bytes.count + count, reserved * 2)
    try thread.willMake(bytes: room)
    reserved = room
  }

  /// The text as a string of the thread.
  func string() throws(EvaluationError) -> Value { try thread.string(bytes) }
}

extension TextBuffer {
  /// The value as `str` shows it: a string as itself.
  mutating func appendStr(_ value: Value) throws(EvaluationError) {
    if case .string(let object) = value {
      try append(object.bytes)
    } else {
      try appendRepr(value)
    }
  }

  /// The value as a program would write it.
  mutating func appendRepr(_ value: Value) throws(EvaluationError) {
    var path: [ObjectIdentifier] = []
    try appendRepr(value, &path)
  }

  mutating func appendRepr(_ value: Value, _ path: inout [ObjectIdentifier]) throws(EvaluationError) {
    try thread.charge(1)
    switch value {
    case .none: try append("None")
    case .bool(let flag): try append(flag ? "True" : "False")
    case .int(let number): try append(String(number))
    case .bigInt(let object):
      try thread.charge(object.value.bitWidth / 64)
      try append(String(object.value))
    case .float(let number): try append(FloatText.shortest(number))
    case .string(let object): try appendQuoted(object.bytes)
    case .bytes(let object):
      try append("b")
      try appendQuoted(object.bytes)
    case .range(let object): try append(Self.text(of: object))
    case .function(let object): try append("<function \(object.name)>")
    case .builtin(let object): try append(Self.text(of: object))
    case .host(let object):
      try appendContainer(ObjectIdentifier(object), &path, "<...>") { buffer, path throws(EvaluationError) in
        try object.write(to: &buffer, &path)
      }
    case .list(let object):
      try appendContainer(ObjectIdentifier(object), &path, "[...]") { buffer, path throws(EvaluationError) in
        try buffer.appendElements("[", object.elements(in: buffer.thread), "]", &path)
      }
    case .tuple(let object):
      try appendContainer(ObjectIdentifier(object), &path, "(...)") { buffer, path throws(EvaluationError) in
        try buffer.appendElements("(", object.elements, object.elements.count == 1 ? ",)" : ")", &path)
      }
    case .set(let object):
      try appendContainer(ObjectIdentifier(object), &path, "set(...)") { buffer, path throws(EvaluationError) in
        try buffer.appendElements("set([", object.elements, "])", &path)
      }
    case .dict(let object):
      try appendContainer(ObjectIdentifier(object), &path, "{...}") { buffer, path throws(EvaluationError) in
        try buffer.appendMembers(object.entries(in: buffer.thread), &path)
      }
    case .hidden, .unset: try append("<unset>")
    }
  }

  private static func text(of builtin: BuiltinObject) -> String {
    guard let receiver = builtin.receiver else { return "<built-in function \(builtin.name)>" }
    return "<built-in method \(builtin.name) of \(receiver.typeName) value>"
  }

  private static func text(of range: RangeObject) -> String {
    if range.step != 1 { return "range(\(range.start), \(range.stop), \(range.step))" }
    return range.start == 0 ? "range(\(range.stop))" : "range(\(range.start), \(range.stop))"
  }

  private mutating func appendContainer(
    _ identity: ObjectIdentifier, _ path: inout [ObjectIdentifier], _ cycle: String,
    _ body: (inout TextBuffer, inout [ObjectIdentifier]) throws(EvaluationError) -> Void
  ) throws(EvaluationError) {
    guard !path.contains(identity) else {
      try append(cycle)
      return
    }
    guard path.count < Equality.maximumDepth else { throw Equality.tooDeep }
    path.append(identity)
    try body(&self, &path)
    path.removeLast()
  }

  private mutating func appendElements(
    _ open: String, _ elements: [Value], _ close: String, _ path: inout [ObjectIdentifier]
  ) throws(EvaluationError) {
    try append(open)
    for (index, element) in elements.enumerated() {
      if index > 0 { try append(", ") }
      try appendRepr(element, &path)
    }
    try append(close)
  }

  private mutating func appendMembers(_ table: HashTable, _ path: inout [ObjectIdentifier]) throws(EvaluationError) {
    try append("{")
    var isFirst = true
    for entry in table.entries where !entry.isGap {
      if !isFirst { try append(", ") }
      isFirst = false
      try appendRepr(entry.key, &path)
      try append(": ")
      try appendRepr(entry.value, &path)
    }
    try append("}")
  }

  // MARK: Quoting

  private mutating func appendQuoted(_ text: [UInt8]) throws(EvaluationError) {
    try append(byte: UInt8(ascii: "\""))
    try appendScalars(text)
    try append(byte: UInt8(ascii: "\""))
  }

  /// Whole characters stay as they are; bytes that are none become `\x` escapes.
  private mutating func appendScalars(_ text: [UInt8]) throws(EvaluationError) {
    var place = 0
    while place < text.count {
      let length = UTF8Decoding.scalarLength(text, at: place)
      if length > 1, !UTF8Decoding.isInvisible(text, at: place, length: length) {
        try append(text[place..<place + length])
      } else if length > 1 {
        try append(UTF8Decoding.escape(text, at: place, length: length))
      } else {
        try appendEscaped(text[place])
      }
      place += max(1, length)
    }
  }

  private mutating func appendEscaped(_ byte: UInt8) throws(EvaluationError) {
    switch byte {
    case UInt8(ascii: "\""): try append("\\\"")
    case UInt8(ascii: "\\"): try append("\\\\")
    case 10: try append("\\n")
    case 13: try append("\\r")
    case 9: try append("\\t")
    case 7: try append("\\a")
    case 8: try append("\\b")
    case 11: try append("\\v")
    case 12: try append("\\f")
    case 0x20..<0x7F: try append(byte: byte)
    default:
      let hex = String(byte, radix: 16)
      try append("\\x" + (hex.count < 2 ? "0" + hex : hex))
    }
  }
}

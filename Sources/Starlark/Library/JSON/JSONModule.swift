/// The module `json`: `encode`, `encode_indent`, `decode`, `indent`.
enum JSONModule {
  // Immutable: builtins without state.
  /// `decode` gives dicts, as the specification says.
  nonisolated(unsafe) static let standard = module(givesRecords: false)
  /// `decode` gives objects like those that come from the host: `x.name`, and no methods.
  nonisolated(unsafe) static let records = module(givesRecords: true)

  private static func module(givesRecords: Bool) -> ModuleObject {
    ModuleObject(
      "json",
      functions: [
        BuiltinObject("json.encode") { call throws(EvaluationError) in
          try call.thread.string(try JSONEncoder.encode(try call.one(), in: call.thread))
        },
        BuiltinObject("json.encode_indent") { call throws(EvaluationError) in
          let arguments = try call.bind(["x", "prefix", "indent"], required: 1)
          let text = try JSONEncoder.encode(arguments[0] ?? .none, in: call.thread)
          return try indented(text, prefix: arguments[1], indent: arguments[2], call)
        },
        BuiltinObject("json.decode") { call throws(EvaluationError) in
          let arguments = try call.bind(["x", "default"], required: 1)
          let text = try call.string(arguments[0] ?? .none, "the text")
          do throws(EvaluationError) {
            return try JSONDecoder.decode(text.bytes, givesRecords: givesRecords, in: call.thread)
          } catch  where error.kind == .failed {
            if let fallback = arguments[1] { return fallback }
            throw call.failure(error.message)
          }
        },
        BuiltinObject("json.indent") { call throws(EvaluationError) in
          let arguments = try call.bind(["str", "prefix", "indent"], required: 1)
          let text = try call.string(arguments[0] ?? .none, "the text").bytes
          do throws(EvaluationError) {
            _ = try JSONDecoder.decode(text, givesRecords: false, in: call.thread)
          } catch  where error.kind == .failed {
            throw call.failure(error.message)
          }
          return try indented(text, prefix: arguments[1], indent: arguments[2], call)
        },
      ])
  }

  private static func indented(
    _ text: [UInt8], prefix: Value?, indent: Value?, _ call: Call
  ) throws(EvaluationError) -> Value {
    let prefix = try prefix.map { value throws(EvaluationError) in try call.string(value, "prefix").bytes }
    let indent = try indent.map { value throws(EvaluationError) in try call.string(value, "indent").bytes }
    var indentation = JSONIndentation(prefix: prefix ?? [], indent: indent ?? [9], in: call.thread)
    return try indentation.text(text)
  }
}

/// Writes JSON with a line for each element.
private struct JSONIndentation {
  let prefix: [UInt8]
  let indent: [UInt8]
  private var out: TextBuffer
  private var depth = 0

  init(prefix: [UInt8], indent: [UInt8], in thread: Thread) {
    self.prefix = prefix
    self.indent = indent
    out = TextBuffer(in: thread)
  }

  /// The text is valid JSON.
  mutating func text(_ text: [UInt8]) throws(EvaluationError) -> Value {
    var isInString = false
    var isEscaped = false
    var opened = false
    for byte in text {
      if isInString {
        try out.append(byte: byte)
        if !isEscaped, byte == UInt8(ascii: "\"") { isInString = false }
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
        continue
      }
      if byte <= UInt8(ascii: " ") { continue }
      let closes = byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
      if closes { depth -= 1 }
      if opened != closes { try newLine() }
      opened = byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{")
      if opened { depth += 1 }
      isInString = byte == UInt8(ascii: "\"")
      try out.append(byte: byte)
      if byte == UInt8(ascii: ":") { try out.append(" ") }
      if byte == UInt8(ascii: ",") { try newLine() }
    }
    return try out.string()
  }

  private mutating func newLine() throws(EvaluationError) {
    try out.append(byte: 10)
    try out.append(prefix)
    for _ in 0..<depth { try out.append(indent) }
  }
}

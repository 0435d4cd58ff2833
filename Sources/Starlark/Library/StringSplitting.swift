/// Methods of strings that cut a text into parts and join parts to a text.
enum StringSplitting {
  static let table: [String: BuiltinObject.Body] = [
    "split": { call throws(EvaluationError) in try split(call, fromRight: false) },
    "rsplit": { call throws(EvaluationError) in try split(call, fromRight: true) },
    "splitlines": splitLines,
    "partition": { call throws(EvaluationError) in try partition(call, last: false) },
    "rpartition": { call throws(EvaluationError) in try partition(call, last: true) },
    "join": join,
  ]

  private static func split(_ call: Call, fromRight: Bool) throws(EvaluationError) -> Value {
    let arguments = try call.bind(["sep", "maxsplit"], required: 0)
    let text = try call.text()
    var limit = try arguments[1].map { value throws(EvaluationError) in try call.int(value, "maxsplit") } ?? -1
    if limit < 0 { limit = .max }
    var parts: [ArraySlice<UInt8>]
    switch arguments[0] {
    case nil, .some(.none): parts = words(text, limit, fromRight: fromRight)
    case .some(let separator):
      let separator = try call.string(separator, "sep").bytes
      guard !separator.isEmpty else { throw call.failure("the separator is empty") }
      parts = pieces(text, separator, limit, fromRight: fromRight)
    }
    if fromRight { parts.reverse() }
    return try list(parts, call.thread)
  }

  private static func list(_ parts: [ArraySlice<UInt8>], _ thread: Thread) throws(EvaluationError) -> Value {
    try thread.willMake(elements: parts.count)
    var values: [Value] = []
    for part in parts { values.append(try thread.string(Array(part))) }
    return try thread.list(values)
  }

  private static func pieces(
    _ text: [UInt8], _ separator: [UInt8], _ limit: Int, fromRight: Bool
  ) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var (low, high) = (0, text.count)
    while parts.count < limit {
      if fromRight {
        guard let found = ByteSearch.last(separator, in: text, from: 0, to: high) else { break }
        parts.append(text[(found + separator.count)..<high])
        high = found
      } else {
        guard let found = ByteSearch.first(separator, in: text, from: low) else { break }
        parts.append(text[low..<found])
        low = found + separator.count
      }
    }
    parts.append(text[low..<high])
    return parts
  }

  /// Parts between white space; the last may hold some when the limit is reached.
  private static func words(_ text: [UInt8], _ limit: Int, fromRight: Bool) -> [ArraySlice<UInt8>] {
    var rest = StringTrimming.trimmed(text[...], !fromRight, fromRight)
    var parts: [ArraySlice<UInt8>] = []
    while !rest.isEmpty, parts.count < limit {
      guard let found = fromRight ? WhiteSpace.last(in: rest) : WhiteSpace.first(in: rest) else { break }
      parts.append(fromRight ? rest[found.upperBound...] : rest[..<found.lowerBound])
      rest = fromRight ? rest[..<found.lowerBound] : rest[found.upperBound...]
      rest = StringTrimming.trimmed(rest, !fromRight, fromRight)
    }
    if !rest.isEmpty { parts.append(rest) }
    return parts
  }

  /// Lines end in a newline and nothing else, as the specification says.
  private static func splitLines(_ call: Call) throws(EvaluationError) -> Value {
    let arguments = try call.bind(["keepends"], required: 0)
    let keepsEnds = try arguments[0].map { value throws(EvaluationError) in try call.bool(value, "keepends") } ?? false
    let text = try call.text()
    var lines: [ArraySlice<UInt8>] = []
    var place = 0
    while place < text.count {
      let end = text[place...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
      let next = min(end + 1, text.count)
      lines.append(text[place..<(keepsEnds ? next : end)])
      place = next
    }
    return try list(lines, call.thread)
  }

  private static func partition(_ call: Call, last: Bool) throws(EvaluationError) -> Value {
    let separator = try call.string(try call.one(), "the separator").bytes
    guard !separator.isEmpty else { throw call.failure("the separator is empty") }
    let text = try call.text()
    let thread = call.thread
    let found = last ? ByteSearch.last(separator, in: text) : ByteSearch.first(separator, in: text)
    guard let found else {
      let whole = try thread.string(text)
      let empty = try thread.string([UInt8]())
      return try thread.tuple(last ? [empty, empty, whole] : [whole, empty, empty])
    }
    return try thread.tuple([
      try thread.string(Array(text[..<found])), try thread.string(separator),
      try thread.string(Array(text[(found + separator.count)...])),
    ])
  }

  private static func join(_ call: Call) throws(EvaluationError) -> Value {
    let separator = try call.text()
    return try joined(try call.thread.elements(of: try call.one()), separator, call) {
      value throws(EvaluationError) in try call.string(value, "each element").bytes
    }
  }

  static func joined(
    _ elements: [Value], _ separator: [UInt8], _ call: Call, _ text: (Value) throws(EvaluationError) -> [UInt8]
  ) throws(EvaluationError) -> Value {
    var out = TextBuffer(in: call.thread)
    for (index, element) in elements.enumerated() {
      if index > 0 { try out.append(separator) }
      try out.append(try text(element))
    }
    return try out.string()
  }
}

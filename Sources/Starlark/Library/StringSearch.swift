/// Methods of strings that look for a part, count or replace it.
enum StringSearch {
  static let table: [String: BuiltinObject.Body] = [
    "find": { call throws(EvaluationError) in .int(try place(call, last: false) ?? -1) },
    "rfind": { call throws(EvaluationError) in .int(try place(call, last: true) ?? -1) },
    "index": { call throws(EvaluationError) in .int(try requiredPlace(call, last: false)) },
    "rindex": { call throws(EvaluationError) in .int(try requiredPlace(call, last: true)) },
    "count": count,
    "replace": replace,
    "startswith": { call throws(EvaluationError) in try affix(call) { $0.starts(with: $1) } },
    "endswith": { call throws(EvaluationError) in try affix(call) { $0.reversed().starts(with: $1.reversed()) } },
  ]

  private static func place(_ call: Call, last: Bool) throws(EvaluationError) -> Int? {
    try call.takes(1...3)
    let text = try call.text()
    let part = try call.string(call[0], "the part").bytes
    let range = try call.bounds(
      call.count > 1 ? call[1] : nil, call.count > 2 ? call[2] : nil, count: text.count)
    return last
      ? ByteSearch.last(part, in: text, from: range.lowerBound, to: range.upperBound)
      : ByteSearch.first(part, in: text, from: range.lowerBound, to: range.upperBound)
  }

  private static func requiredPlace(_ call: Call, last: Bool) throws(EvaluationError) -> Int {
    if let place = try place(call, last: last) { return place }
    throw call.failure("the part is not in the string")
  }

  private static func count(_ call: Call) throws(EvaluationError) -> Value {
    try call.takes(1...3)
    let text = try call.text()
    let part = try call.string(call[0], "the part").bytes
    let range = try call.bounds(
      call.count > 1 ? call[1] : nil, call.count > 2 ? call[2] : nil, count: text.count)
    guard !part.isEmpty else {
      return .int(String(decoding: text[range], as: UTF8.self).unicodeScalars.count + 1)
    }
    var (count, place) = (0, range.lowerBound)
    while let found = ByteSearch.first(part, in: text, from: place, to: range.upperBound) {
      try call.thread.charge(1)
      count += 1
      place = found + part.count
    }
    return .int(count)
  }

  private static func replace(_ call: Call) throws(EvaluationError) -> Value {
    let arguments = try call.bind(["old", "new", "count"], required: 2)
    let text = try call.text()
    let old = try call.string(arguments[0] ?? .none, "old").bytes
    let new = try call.string(arguments[1] ?? .none, "new").bytes
    var left = try arguments[2].map { value throws(EvaluationError) in try call.int(value, "count") } ?? -1
    if left < 0 { left = .max }
    var out = TextBuffer(in: call.thread)
    var place = 0
    while left > 0, let found = next(old, in: text, from: place) {
      try call.thread.charge(1)
      try out.append(text[place..<found])
      try out.append(new)
      left -= 1
      place = found + old.count
      guard old.isEmpty else { continue }
      guard place < text.count else { return try out.string() }
      let length = max(1, UTF8Decoding.scalarLength(text, at: place))
      try out.append(text[place..<place + length])
      place += length
    }
    try out.append(text[place...])
    return try out.string()
  }

  private static func next(_ part: [UInt8], in text: [UInt8], from place: Int) -> Int? {
    part.isEmpty ? (place <= text.count ? place : nil) : ByteSearch.first(part, in: text, from: place)
  }

  private static func affix(
    _ call: Call, _ test: (ArraySlice<UInt8>, [UInt8]) -> Bool
  ) throws(EvaluationError) -> Value {
    try call.takes(1...3)
    let text = try call.text()
    let range = try call.bounds(
      call.count > 1 ? call[1] : nil, call.count > 2 ? call[2] : nil, count: text.count)
    guard case .tuple(let choices) = call[0] else {
      return .bool(test(text[range], try call.string(call[0], "the part").bytes))
    }
    for choice in choices.elements {
      try call.thread.charge(1)
      if test(text[range], try call.string(choice, "each part").bytes) { return .bool(true) }
    }
    return .bool(false)
  }
}

/// Methods of strings that take something off their ends.
enum StringTrimming {
  static let table: [String: BuiltinObject.Body] = [
    "strip": { call throws(EvaluationError) in try strip(call, left: true, right: true) },
    "lstrip": { call throws(EvaluationError) in try strip(call, left: true, right: false) },
    "rstrip": { call throws(EvaluationError) in try strip(call, left: false, right: true) },
    "removeprefix": { call throws(EvaluationError) in
      let (text, part) = (try call.text(), try call.string(try call.one()).bytes)
      return try call.thread.string(text.starts(with: part) ? Array(text.dropFirst(part.count)) : text)
    },
    "removesuffix": { call throws(EvaluationError) in
      let (text, part) = (try call.text(), try call.string(try call.one()).bytes)
      let ends = text.reversed().starts(with: part.reversed())
      return try call.thread.string(ends ? Array(text.dropLast(part.count)) : text)
    },
  ]

  private static func strip(_ call: Call, left: Bool, right: Bool) throws(EvaluationError) -> Value {
    try call.takes(0...1)
    let text = try call.text()
    guard call.count == 1, case .string(let cutset) = call[0], !cutset.bytes.isEmpty else {
      if call.count == 1, call[0].isString { return try call.thread.string(Array(trimmed(text[...], left, right))) }
      if call.count == 1 { throw call.failure("the characters must be a string, got \(call[0].typeName)") }
      return try call.thread.string(Array(trimmed(text[...], left, right)))
    }
    return try call.thread.string(try trimmed(text, of: cutset.bytes, left, right, call))
  }

  /// Takes off whole characters, not bytes; what stays is as it was.
  private static func trimmed(
    _ text: [UInt8], of cutset: [UInt8], _ left: Bool, _ right: Bool, _ call: Call
  ) throws(EvaluationError) -> [UInt8] {
    let unwanted = Set(String(decoding: cutset, as: UTF8.self).unicodeScalars)
    try call.thread.charge(bytes: cutset.count)
    var (low, high) = (0, text.count)
    while left, low < high {
      let (first, length) = UTF8Decoding.scalar(text, at: low)
      guard unwanted.contains(first) else { break }
      low += length
    }
    while right, low < high {
      let place = startOfLast(text[low..<high], in: text)
      guard unwanted.contains(UTF8Decoding.scalar(text, at: place).scalar) else { break }
      high = place
    }
    return Array(text[low..<high])
  }

  /// Where the last character begins; a byte that belongs to none stands alone.
  private static func startOfLast(_ part: ArraySlice<UInt8>, in text: [UInt8]) -> Int {
    for length in 2...4 where length <= part.count {
      let place = part.endIndex - length
      if UTF8Decoding.scalarLength(text, at: place) == length { return place }
    }
    return part.endIndex - 1
  }

  static func trimmed(_ text: ArraySlice<UInt8>, _ left: Bool = true, _ right: Bool = true) -> ArraySlice<UInt8> {
    var rest = text
    while left, let length = WhiteSpace.length(startOf: rest) { rest.removeFirst(length) }
    while right, let length = WhiteSpace.length(endOf: rest) { rest.removeLast(length) }
    return rest
  }
}

/// White space in UTF-8, as Unicode defines it.
enum WhiteSpace {
  /// The bytes of the white space that a text begins with; nil where there is none.
  static func length(startOf text: ArraySlice<UInt8>) -> Int? {
    guard let first = text.first else { return nil }
    if first < 0x80 { return isSpace(first) ? 1 : nil }
    let character = Array(text.prefix(4))
    let (scalar, length) = UTF8Decoding.scalar(character, at: 0)
    return scalar.properties.isWhitespace ? length : nil
  }

  static func length(endOf text: ArraySlice<UInt8>) -> Int? {
    guard let last = text.last else { return nil }
    if last < 0x80 { return isSpace(last) ? 1 : nil }
    // No white space beyond ASCII is longer than three bytes, nor shorter than two.
    for length in 2...3 where text.count >= length && self.length(startOf: text.suffix(length)) == length {
      return length
    }
    return nil
  }

  /// Where white space begins first, and how long it is.
  static func first(in text: ArraySlice<UInt8>) -> Range<Int>? {
    for place in text.indices where text[place] < 0x80 || text[place] >= 0xC2 {
      if let length = length(startOf: text[place...]) { return place..<(place + length) }
    }
    return nil
  }

  static func last(in text: ArraySlice<UInt8>) -> Range<Int>? {
    for end in (text.startIndex..<text.endIndex).reversed() {
      if let length = length(endOf: text[...end]) { return (end + 1 - length)..<(end + 1) }
    }
    return nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 9 && byte <= 13) }
}

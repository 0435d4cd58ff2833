/// `"{} is {name!r}".format(x, name = y)`.
struct BraceFormat {
  private let format: [UInt8]
  private let call: Call
  private var out: TextBuffer
  private var place = 0
  private var nextIndex = 0
  private var style: Style?

  private enum Style { case automatic, numbered }

  init(_ format: [UInt8], _ call: Call) {
    self.format = format
    self.call = call
    out = TextBuffer(in: call.thread)
  }

  mutating func run() throws(EvaluationError) -> Value {
    while place < format.count {
      let byte = format[place]
      place += 1
      switch byte {
      case UInt8(ascii: "{"):
        if place < format.count, format[place] == byte {
          place += 1
          try out.append(byte: byte)
        } else {
          try field()
        }
      case UInt8(ascii: "}"):
        guard place < format.count, format[place] == byte else {
          throw call.failure("a single '}' in the format", hint: "a brace itself is written '}}'")
        }
        place += 1
        try out.append(byte: byte)
      default: try out.append(byte: byte)
      }
    }
    return try out.string()
  }

  private mutating func field() throws(EvaluationError) {
    guard let end = format[place...].firstIndex(of: UInt8(ascii: "}")) else {
      throw call.failure("'{' is never closed", hint: "a brace itself is written '{{'")
    }
    let text = String(decoding: format[place..<end], as: UTF8.self)
    place = end + 1
    guard !text.contains("{") else { throw call.failure("a '{' inside of a field") }
    guard !text.contains(":") else {
      throw call.failure("format specifications such as '\(text)' don't exist", hint: "use '%' for numbers")
    }
    let parts = text.split(separator: "!", maxSplits: 1, omittingEmptySubsequences: false)
    let value = try argument(String(parts.first ?? ""))
    switch parts.count > 1 ? parts[1] : "s" {
    case "s": try out.appendStr(value)
    case "r": try out.appendRepr(value)
    default: throw call.failure("unknown conversion '!\(parts[1])'", hint: "known are !s and !r")
    }
  }

  private mutating func argument(_ name: String) throws(EvaluationError) -> Value {
    if name.isEmpty {
      try use(.automatic)
      nextIndex += 1
      return try positional(nextIndex - 1)
    }
    if name.utf8.allSatisfy(Lexer.isDigit), let index = Int(name) {
      try use(.numbered)
      return try positional(index)
    }
    guard !name.contains("."), !name.contains("[") else {
      throw call.failure("the field '\(name)' looks into a value", hint: "give the value itself as an argument")
    }
    if let value = call.keywordArguments.first(where: { $0.name == name })?.value { return value }
    throw call.failure("the keyword argument '\(name)' is missing")
  }

  private mutating func use(_ wanted: Style) throws(EvaluationError) {
    if let style, style != wanted { throw call.failure("'{}' and '{0}' can't be mixed") }
    style = wanted
  }

  private func positional(_ index: Int) throws(EvaluationError) -> Value {
    guard index >= 0, index < call.count else { throw call.failure("there is no argument \(index)") }
    return call[index]
  }
}

/// `x[i]`, `x[i] = v`.
enum Indexing {
  static func get(_ base: Value, _ index: Value, in thread: Thread) throws(EvaluationError) -> Value {
    switch base {
    case .list(let list): return try list.element(at: try position(index, list.count, "list"), in: thread)
    case .tuple(let tuple): return tuple.elements[try position(index, tuple.elements.count, "tuple")]
    case .dict(let dict):
      if let value = try dict.value(for: index, in: thread) { return value }
      throw try missingKey(index, in: dict, thread: thread)
    case .string(let string):
      let place = try position(index, string.bytes.count, "string")
      return try thread.string([string.bytes[place]])
    case .bytes(let bytes): return .int(Int(bytes.bytes[try position(index, bytes.bytes.count, "bytes")]))
    case .range(let range): return .int(range.element(at: try position(index, range.count, "range")))
    case .host(let host):
      guard let count = host.count else { throw .failed("\(host.typeName) can't be indexed") }
      guard let value = try host.element(at: try position(index, count, host.typeName), in: thread) else {
        throw .failed("\(host.typeName) can't be indexed")
      }
      return value
    case .none: throw .missing("None has no elements")
    default: throw .failed("\(base.typeName) can't be indexed")
    }
  }

  /// An index within bounds; negative ones count from the end.
  static func position(_ index: Value, _ count: Int, _ what: String) throws(EvaluationError) -> Int {
    guard case .int(let number) = index else {
      throw .failed("a \(what)'s index must be an int, got \(index.typeName)")
    }
    let place = number < 0 ? number + count : number
    guard place >= 0, place < count else {
      let size = count == 0 ? "is empty" : "has \(count) element\(count == 1 ? "" : "s")"
      throw .missing("index \(number) is out of range: the \(what) \(size)")
    }
    return place
  }

  private static func missingKey(
    _ key: Value, in dict: DictObject, thread: Thread
  ) throws(EvaluationError) -> EvaluationError {
    var text = TextBuffer(in: thread)
    try text.appendRepr(key)
    let names = dict.memberNames
    var hint: String?
    if case .string(let name) = key { hint = Suggestion.hint(for: name.text, among: names) }
    let shown = String(decoding: text.bytes.prefix(100), as: UTF8.self)
    return .missing("there is no key \(shown)", hint: hint ?? "the keys are: \(Suggestion.list(names))")
  }

  static func set(_ base: Value, _ index: Value, _ value: Value, in thread: Thread) throws(EvaluationError) {
    switch base {
    case .list(let list):
      try list.set(value, at: try position(index, list.count, "list"))
    case .dict(let dict): try dict.set(index, value, in: thread)
    default: throw .failed("\(base.typeName) does not support item assignment")
    }
  }
}

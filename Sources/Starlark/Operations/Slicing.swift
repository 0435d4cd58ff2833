/// `x[low:high:step]`.
enum Slicing {
  static func slice(
    _ base: Value, _ low: Value, _ high: Value, _ step: Value, in thread: Thread
  ) throws(EvaluationError) -> Value {
    guard let count = thread.length(of: base) else { throw .failed("\(base.typeName) can't be sliced") }
    let places = try Places(low, high, step, count: count)
    switch base {
    case .string(let string): return try thread.string(try bytes(string.bytes, places, in: thread))
    case .bytes(let object): return try thread.bytes(try bytes(object.bytes, places, in: thread))
    case .list(let list):
      try thread.willMake(elements: places.count)
      var elements: [Value] = []
      for place in places.all { elements.append(try list.element(at: place, in: thread)) }
      return try thread.list(elements)
    case .tuple(let tuple):
      try thread.willMake(elements: places.count)
      return try thread.tuple(places.all.map { tuple.elements[$0] })
    case .range(let range):
      let (start, stop) = (range.element(at: places.start), range.element(at: places.end))
      return .range(try RangeObject(start: start, stop: stop, step: range.step &* places.step, in: thread))
    default: throw .failed("\(base.typeName) can't be sliced")
    }
  }

  private static func bytes(_ bytes: [UInt8], _ places: Places, in thread: Thread) throws(EvaluationError) -> [UInt8] {
    try thread.willMake(bytes: places.count)
    if places.step == 1 { return Array(bytes[places.start..<places.start + places.count]) }
    return places.all.map { bytes[$0] }
  }

  /// The places that a slice names. They are within bounds; `start` is also if there are none and the step is positive.
  struct Places {
    let start: Int
    let end: Int
    let step: Int
    let count: Int

    init(_ low: Value, _ high: Value, _ step: Value, count: Int) throws(EvaluationError) {
      self.step = try Self.number(step, "step") ?? 1
      guard self.step != 0 else { throw .failed("a slice's step can't be 0") }
      let (lowest, highest) = self.step > 0 ? (0, count) : (-1, count - 1)
      let first = try Self.number(low, "start").map { Self.clamp($0, count, lowest, highest) }
      let last = try Self.number(high, "end").map { Self.clamp($0, count, lowest, highest) }
      let start = first ?? (self.step > 0 ? 0 : count - 1)
      let end = last ?? (self.step > 0 ? count : -1)
      let span = self.step > 0 ? end - start : start - end
      self.count = span <= 0 ? 0 : (span - 1) / Int(clamping: self.step.magnitude) + 1
      self.start = start
      self.end = self.count == 0 && self.step > 0 ? start : end
    }

    private static func clamp(_ index: Int, _ count: Int, _ lowest: Int, _ highest: Int) -> Int {
      let place = index < 0 ? index + count : index
      return min(max(place, lowest), highest)
    }

    private static func number(_ value: Value, _ what: String) throws(EvaluationError) -> Int? {
      switch value {
      case .none: return nil
      case .int(let number): return number
      case .bigInt(let object): return object.value.signum() < 0 ? .min / 2 : .max
      default: throw .failed("a slice's \(what) must be an int, got \(value.typeName)")
      }
    }

    var all: LazyMapSequence<Range<Int>, Int> {
      let (start, step) = (start, step)
      return (0..<count).lazy.map { start + $0 * step }
    }
  }
}

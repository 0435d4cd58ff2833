/// `x += y` and `x |= y`, which change a list or dict where it is.
enum InPlace {
  static func add(_ one: Value, _ other: Value, in thread: Thread) throws(EvaluationError) -> Value {
    guard case .list(let list) = one else { return try Arithmetic.apply(.add, one, other, in: thread) }
    switch other {
    case .list, .tuple, .set, .range, .dict:
      try list.append(contentsOf: try thread.elements(of: other))
      return one
    case .host(let host) where try host.makeIterator(in: thread) != nil:
      try list.append(contentsOf: try thread.elements(of: other))
      return one
    default: return try Arithmetic.apply(.add, one, other, in: thread)
    }
  }

  static func or(_ one: Value, _ other: Value, in thread: Thread) throws(EvaluationError) -> Value {
    switch (one, other) {
    case (.dict(let dict), .dict(let more)):
      try dict.checkMutable("insert into")
      for entry in try more.entries(in: thread).entries where !entry.isGap {
        try thread.charge(1)
        try dict.set(entry.key, entry.value, in: thread)
      }
      return one
    default: return try Arithmetic.apply(.or, one, other, in: thread)
    }
  }
}

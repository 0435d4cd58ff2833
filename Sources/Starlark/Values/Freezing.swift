/// Makes values unchangeable for good, with everything they hold.
enum Freezing {
  static func freeze(_ globals: Globals) throws(EvaluationError) {
    for value in globals.values { try freeze(value) }
  }

  static func freeze(_ value: Value) throws(EvaluationError) {
    var freezer = Freezer(level: [value])
    try freezer.run()
  }
}

/// Goes level by level instead of recursively. What is frozen belongs to no account that could free it without
/// recursion, so its depth is bounded.
private struct Freezer {
  private var pending: [Value] = []
  private var level: [Value]

  init(level: [Value]) { self.level = level }

  mutating func run() throws(EvaluationError) {
    for _ in 0..<Equality.maximumDepth {
      for value in level { freeze(value) }
      (level, pending) = (pending, [])
      if level.isEmpty { return }
    }
    throw Equality.tooDeep
  }

  private mutating func freeze(_ value: Value) {
    switch value {
    case .string(let object):
      _ = object.hash
      object.leaveAccount()
    case .bytes(let object): object.leaveAccount()
    case .bigInt(let object): object.leaveAccount()
    case .range(let object): object.leaveAccount()
    case .list(let object):
      guard object.freezeItself() else { return }
      object.leaveAccount()
      pending += object.storage
    case .tuple(let object):
      guard object.account != nil else { return }
      object.leaveAccount()
      pending += object.elements
    case .dict(let object):
      guard object.freezeItself() else { return }
      object.leaveAccount()
      for entry in object.table.entries {
        pending.append(entry.key)
        pending.append(entry.value)
      }
    case .set(let object):
      guard object.freezeItself() else { return }
      object.leaveAccount()
      pending += object.table.entries.map(\.key)
    case .function(let object):
      guard object.account != nil else { return }
      object.leaveAccount()
      pending += object.fallbacks + object.cells.map(\.value)
    case .builtin(let object):
      if let receiver = object.receiver { pending.append(receiver) }
    case .host(let object):
      guard !object.isFrozen else { return }
      object.isFrozen = true
      object.leaveAccount()
      object.freeze()
      pending += object.heldValues
    case .none, .bool, .int, .float, .hidden, .unset: return
    }
  }
}

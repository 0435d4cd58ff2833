/// Makes values unchangeable for good, with everything they hold.
enum Freezing {
  static func freeze(_ globals: Globals) throws(EvaluationError) {
    for value in globals.values { try freeze(value, depth: 0) }
  }

  private static func freeze(_ value: Value, depth: Int) throws(EvaluationError) {
    guard depth < Equality.maximumDepth else { throw Equality.tooDeep }
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
      for element in object.storage { try freeze(element, depth: depth + 1) }
    case .tuple(let object):
      guard object.account != nil else { return }
      object.leaveAccount()
      for element in object.elements { try freeze(element, depth: depth + 1) }
    case .dict(let object):
      guard object.freezeItself() else { return }
      object.leaveAccount()
      for entry in object.table.entries {
        try freeze(entry.key, depth: depth + 1)
        try freeze(entry.value, depth: depth + 1)
      }
    case .set(let object):
      guard object.freezeItself() else { return }
      object.leaveAccount()
      for entry in object.table.entries { try freeze(entry.key, depth: depth + 1) }
    case .function(let object):
      guard object.account != nil else { return }
      object.leaveAccount()
      for fallback in object.fallbacks { try freeze(fallback, depth: depth + 1) }
      for cell in object.cells { try freeze(cell.value, depth: depth + 1) }
    case .builtin(let object):
      if let receiver = object.receiver { try freeze(receiver, depth: depth + 1) }
    case .none, .bool, .int, .float, .host, .hidden, .unset: return
    }
  }
}

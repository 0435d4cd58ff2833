/// Makes values unchangeable for good, with everything they hold.
enum Freezing {
  static func freeze(_ globals: Globals) {
    var freezer = Freezer(pending: globals.values)
    freezer.run()
  }

  static func freeze(_ value: Value) {
    var freezer = Freezer(pending: [value])
    freezer.run()
  }
}

/// A list of what is still to be done instead of recursion: values may be nested as deep as memory allows.
private struct Freezer {
  var pending: [Value]

  mutating func run() {
    while let value = pending.popLast() { freeze(value) }
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

/// The methods of dicts. JSON objects have none of them: their members are their attributes.
enum DictMethods {
  static let table: [String: BuiltinObject.Body] = [
    "keys": { call throws(EvaluationError) in
      try call.takes(0...0)
      return try call.thread.list(try receiver(call).keys(in: call.thread))
    },
    "values": { call throws(EvaluationError) in
      try call.takes(0...0)
      return try call.thread.list(try entries(call).map(\.value))
    },
    "items": { call throws(EvaluationError) in
      try call.takes(0...0)
      return try items(try receiver(call), call.thread)
    },
    "get": { call throws(EvaluationError) in
      try call.takes(1...2)
      return try receiver(call).value(for: call[0], in: call.thread) ?? (call.count > 1 ? call[1] : .none)
    },
    "clear": { call throws(EvaluationError) in
      try call.takes(0...0)
      try receiver(call).removeAll()
      return .none
    },
    "pop": { call throws(EvaluationError) in
      try call.takes(1...2)
      if let value = try receiver(call).remove(call[0], in: call.thread) { return value }
      guard call.count > 1 else { throw EvaluationError.missing("pop: the key is not in the dict") }
      return call[1]
    },
    "popitem": { call throws(EvaluationError) in
      try call.takes(0...0)
      guard let first = try receiver(call).removeFirst() else { throw call.failure("the dict is empty") }
      return try call.thread.tuple([first.key, first.value])
    },
    "setdefault": { call throws(EvaluationError) in
      try call.takes(1...2)
      let dict = try receiver(call)
      if let value = try dict.value(for: call[0], in: call.thread) { return value }
      let value = call.count > 1 ? call[1] : .none
      try dict.set(call[0], value, in: call.thread)
      return value
    },
    "update": { call throws(EvaluationError) in
      guard call.count <= 1 else { throw call.failure("takes at most 1 positional argument, got \(call.count)") }
      let dict = try receiver(call)
      try dict.checkMutable("insert into")
      try Conversions.fill(dict, from: call.count == 1 ? call[0] : nil, call)
      return .none
    },
  ]

  private static func receiver(_ call: Call) throws(EvaluationError) -> DictObject {
    guard case .dict(let dict) = call.receiver else { throw call.failure("needs a dict") }
    return dict
  }

  private static func entries(_ call: Call) throws(EvaluationError) -> [HashTable.Entry] {
    let table = try receiver(call).entries(in: call.thread)
    try call.thread.willMake(elements: table.count)
    return table.entries.filter { !$0.isGap }
  }

  /// The members as a list of pairs.
  static func items(_ dict: DictObject, _ thread: Thread) throws(EvaluationError) -> Value {
    var pairs: [Value] = []
    for entry in try dict.entries(in: thread).entries where !entry.isGap {
      try thread.charge(1)
      pairs.append(try thread.tuple([entry.key, entry.value]))
    }
    return try thread.list(pairs)
  }
}

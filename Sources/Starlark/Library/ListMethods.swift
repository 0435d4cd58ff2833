/// The methods of lists.
enum ListMethods {
  static let table: [String: BuiltinObject.Body] = [
    "append": { call throws(EvaluationError) in
      try receiver(call).append(try call.one())
      return .none
    },
    "clear": { call throws(EvaluationError) in
      try call.takes(0...0)
      try receiver(call).removeAll()
      return .none
    },
    "extend": { call throws(EvaluationError) in
      try receiver(call).append(contentsOf: try call.thread.elements(of: try call.one()))
      return .none
    },
    "index": index,
    "insert": insert,
    "pop": pop,
    "remove": remove,
  ]

  private static func receiver(_ call: Call) throws(EvaluationError) -> ListObject {
    guard case .list(let list) = call.receiver else { throw call.failure("needs a list") }
    return list
  }

  private static func place(of value: Value, in range: Range<Int>, _ call: Call) throws(EvaluationError) -> Int? {
    let elements = try receiver(call).elements(in: call.thread)
    for place in range {
      try call.thread.charge(1)
      if try Equality.areEqual(elements[place], value, in: call.thread) { return place }
    }
    return nil
  }

  private static func index(_ call: Call) throws(EvaluationError) -> Value {
    try call.takes(1...3)
    let count = try receiver(call).count
    let range = try call.bounds(call.count > 1 ? call[1] : nil, call.count > 2 ? call[2] : nil, count: count)
    guard let place = try place(of: call[0], in: range, call) else {
      throw call.failure("the value is not in the list")
    }
    return .int(place)
  }

  private static func insert(_ call: Call) throws(EvaluationError) -> Value {
    try call.takes(2...2)
    let list = try receiver(call)
    let index = try call.int(call[0], "the index")
    let place = min(max(index < 0 ? index + list.count : index, 0), list.count)
    try call.thread.charge(1 + (list.count - place) / 16)
    try list.insert(call[1], at: place)
    return .none
  }

  private static func pop(_ call: Call) throws(EvaluationError) -> Value {
    try call.takes(0...1)
    let list = try receiver(call)
    let index = call.count == 0 ? Value.int(-1) : call[0]
    let place = try Indexing.position(index, list.count, "list")
    try call.thread.charge(1 + (list.count - place) / 16)
    return try list.remove(at: place)
  }

  private static func remove(_ call: Call) throws(EvaluationError) -> Value {
    let list = try receiver(call)
    guard let place = try place(of: try call.one(), in: 0..<list.count, call) else {
      throw call.failure("the value is not in the list")
    }
    _ = try list.remove(at: place)
    return .none
  }
}

/// The methods of sets.
enum SetMethods {
  static let table: [String: BuiltinObject.Body] = [
    "add": { call throws(EvaluationError) in
      let set = try receiver(call)
      let element = try call.one()
      if try !set.contains(element, in: call.thread) {
        try set.checkMutable("insert into")
        try set.insertUnchecked(element, in: call.thread)
      }
      return .none
    },
    "clear": { call throws(EvaluationError) in
      try call.takes(0...0)
      try receiver(call).removeAll()
      return .none
    },
    "discard": { call throws(EvaluationError) in
      _ = try receiver(call).remove(try call.one(), in: call.thread)
      return .none
    },
    "remove": { call throws(EvaluationError) in
      guard try receiver(call).remove(try call.one(), in: call.thread) else {
        throw EvaluationError.missing("remove: the element is not in the set")
      }
      return .none
    },
    "pop": { call throws(EvaluationError) in
      try call.takes(0...0)
      guard let element = try receiver(call).removeFirst() else { throw call.failure("the set is empty") }
      return element
    },
    "union": { call throws(EvaluationError) in
      try call.takesNoKeywords()
      var parts = [try receiver(call).elements]
      for argument in call.arguments { parts.append(try call.thread.elements(of: argument)) }
      return .set(try SetOperations.make(parts, in: call.thread))
    },
    "update": { call throws(EvaluationError) in
      try call.takesNoKeywords()
      let set = try receiver(call)
      try set.checkMutable("insert into")
      for argument in call.arguments {
        for element in try call.thread.elements(of: argument) { try set.insertUnchecked(element, in: call.thread) }
      }
      return .none
    },
    "intersection": { call throws(EvaluationError) in try combine(call, .and) },
    "difference": { call throws(EvaluationError) in try combine(call, .subtract) },
    "symmetric_difference": { call throws(EvaluationError) in try combine(call, .xor) },
    "issubset": { call throws(EvaluationError) in try compare(call, .lessEqual) },
    "issuperset": { call throws(EvaluationError) in try compare(call, .greaterEqual) },
  ]

  private static func receiver(_ call: Call) throws(EvaluationError) -> SetObject {
    guard case .set(let set) = call.receiver else { throw call.failure("needs a set") }
    return set
  }

  private static func other(_ call: Call) throws(EvaluationError) -> SetObject {
    try SetOperations.make([try call.thread.elements(of: try call.one())], in: call.thread)
  }

  private static func combine(_ call: Call, _ operation: BinaryOperator) throws(EvaluationError) -> Value {
    try SetOperations.apply(operation, .set(try receiver(call)), .set(try other(call)), in: call.thread) ?? .none
  }

  private static func compare(_ call: Call, _ operation: BinaryOperator) throws(EvaluationError) -> Value {
    .bool(try SetOperations.compare(operation, try receiver(call), try other(call), in: call.thread))
  }
}

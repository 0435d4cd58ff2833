/// Helpers for data that a host can offer beside the universe. Each is also a filter: `items | map(f) | join(", ")`.
enum DataFunctions {
  // Immutable: builtins without state, for any thread.
  nonisolated(unsafe) static let functions: [BuiltinObject] = [
    BuiltinObject("keys") { call throws(EvaluationError) in
      try call.thread.list(try dict(call, try call.one()).keys(in: call.thread))
    },
    BuiltinObject("values") { call throws(EvaluationError) in
      let table = try dict(call, try call.one()).entries(in: call.thread)
      try call.thread.willMake(elements: table.count)
      return try call.thread.list(table.entries.compactMap { $0.isGap ? nil : $0.value })
    },
    BuiltinObject("items") { call throws(EvaluationError) in
      try DictMethods.items(try dict(call, try call.one()), call.thread)
    },
    BuiltinObject("get") { call throws(EvaluationError) in
      try call.takes(2...3)
      let fallback = call.count > 2 ? call[2] : .none
      switch call[0] {
      case .dict(let dict): return try dict.value(for: call[1], in: call.thread) ?? fallback
      case .list, .tuple:
        do throws(EvaluationError) {
          return try Indexing.get(call[0], call[1], in: call.thread)
        } catch  where error.kind == .missing {
          return fallback
        }
      case .none: return fallback
      default: throw call.failure("needs an object or a list, got \(call[0].typeName)")
      }
    },
    BuiltinObject("map") { call throws(EvaluationError) in
      let (function, elements) = try functionAndElements(call)
      var results: [Value] = []
      for element in elements { results.append(try call.thread.call(function, element)) }
      return try call.thread.list(results)
    },
    BuiltinObject("filter") { call throws(EvaluationError) in
      let (function, elements) = try functionAndElements(call)
      var results: [Value] = []
      for element in elements where try call.thread.call(function, element).isTrue { results.append(element) }
      return try call.thread.list(results)
    },
    BuiltinObject("join") { call throws(EvaluationError) in
      let arguments = try call.bind(["list", "separator"], required: 1)
      let separator = try arguments[1].map { value throws(EvaluationError) in
        try call.string(value, "the separator").bytes
      }
      let elements = try call.thread.elements(of: arguments[0] ?? .none)
      return try StringSplitting.joined(elements, separator ?? [], call) { value throws(EvaluationError) in
        var out = TextBuffer(in: call.thread)
        try out.appendStr(value)
        return out.bytes
      }
    },
    BuiltinObject("flatten") { call throws(EvaluationError) in
      var results: [Value] = []
      for element in try call.thread.elements(of: try call.one()) {
        switch element {
        case .list, .tuple, .set: results += try call.thread.elements(of: element)
        default: results.append(element)
        }
        try call.thread.willMake(elements: results.count)
      }
      return try call.thread.list(results)
    },
    BuiltinObject("unique") { call throws(EvaluationError) in try unique(call) },
    BuiltinObject("chunks") { call throws(EvaluationError) in
      try call.takes(2...2)
      let elements = try call.thread.elements(of: call[0])
      let size = try call.int(call[1], "the size")
      guard size > 0 else { throw call.failure("the size must be positive, got \(size)") }
      var results: [Value] = []
      var place = 0
      while place < elements.count {
        let end = elements.count - place > size ? place + size : elements.count
        results.append(try call.thread.list(Array(elements[place..<end])))
        place = end
      }
      return try call.thread.list(results)
    },
    BuiltinObject("sum") { call throws(EvaluationError) in
      let arguments = try call.bind(["list", "start"], required: 1)
      var total = arguments[1] ?? .int(0)
      for element in try call.thread.elements(of: arguments[0] ?? .none) {
        switch element {
        case .int, .bigInt, .float: total = try Arithmetic.apply(.add, total, element, in: call.thread)
        default: throw call.failure("each element must be a number, got \(element.typeName)")
        }
      }
      return total
    },
    BuiltinObject("pick") { call throws(EvaluationError) in try pick(call) },
  ]

  private static func dict(_ call: Call, _ value: Value) throws(EvaluationError) -> DictObject {
    guard case .dict(let dict) = value else { throw call.failure("needs an object, got \(value.typeName)") }
    return dict
  }

  /// In either order: `map(f, list)` as in Python, `map(list, f)` as a filter calls it.
  private static func functionAndElements(_ call: Call) throws(EvaluationError) -> (Value, [Value]) {
    try call.takes(2...2)
    if call[0].isCallable { return (call[0], try call.thread.elements(of: call[1])) }
    guard call[1].isCallable else { throw call.failure("needs a function and a list") }
    return (call[1], try call.thread.elements(of: call[0]))
  }

  /// The first of equal elements, in order; also of elements that no dict takes as a key.
  private static func unique(_ call: Call) throws(EvaluationError) -> Value {
    let seen = try SetObject(in: call.thread)
    var results: [Value] = []
    for element in try call.thread.elements(of: try call.one()) {
      switch element {
      case .list, .dict, .set, .host:
        var isKnown = false
        for known in results where try Equality.areEqual(known, element, in: call.thread) { isKnown = true }
        try call.thread.charge(results.count)
        if !isKnown { results.append(element) }
      default:
        if try seen.contains(element, in: call.thread) { continue }
        try seen.insertUnchecked(element, in: call.thread)
        results.append(element)
      }
    }
    return try call.thread.list(results)
  }

  /// The object with only some keys: `pick(o, "a", "b")` or `pick(o, ["a", "b"])`. Keys that it lacks are left out.
  private static func pick(_ call: Call) throws(EvaluationError) -> Value {
    guard call.count >= 2 else { throw call.failure("needs an object and keys") }
    try call.takesNoKeywords()
    let source = try dict(call, call[0])
    var wanted: [Value] = []
    for argument in call.arguments.dropFirst() {
      if case .string = argument { wanted.append(argument) } else { wanted += try call.thread.elements(of: argument) }
    }
    let result = try DictObject(isRecord: source.isRecord, in: call.thread)
    for key in wanted {
      try call.thread.charge(1)
      guard let value = try source.value(for: key, in: call.thread) else { continue }
      try result.insertUnchecked(key, value, in: call.thread)
    }
    return .dict(result)
  }
}

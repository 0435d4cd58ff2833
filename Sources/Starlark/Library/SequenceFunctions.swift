import BigInt

/// Builtins over sequences and numbers.
enum SequenceFunctions {
  // Immutable: builtins without state, for any thread.
  nonisolated(unsafe) static let functions: [BuiltinObject] = [
    BuiltinObject("len") { call throws(EvaluationError) in
      guard let length = call.thread.length(of: try call.one()) else {
        throw call.failure("a value of type \(call[0].typeName) has no length")
      }
      return .int(length)
    },
    BuiltinObject("abs") { call throws(EvaluationError) in
      switch try call.one() {
      case .int(let number): return number >= 0 ? call[0] : try Arithmetic.apply(.minus, call[0], in: call.thread)
      case .bigInt(let object): return try Value(BigInt(object.value.magnitude), in: call.thread)
      case .float(let number): return .float(number.magnitude)
      default: throw call.failure("needs a number, got \(call[0].typeName)")
      }
    },
    BuiltinObject("min") { call throws(EvaluationError) in try extreme(call, wantsLess: true) },
    BuiltinObject("max") { call throws(EvaluationError) in try extreme(call, wantsLess: false) },
    BuiltinObject("any") { call throws(EvaluationError) in
      for element in try call.thread.elements(of: try call.one()) where element.isTrue { return .bool(true) }
      return .bool(false)
    },
    BuiltinObject("all") { call throws(EvaluationError) in
      for element in try call.thread.elements(of: try call.one()) where !element.isTrue { return .bool(false) }
      return .bool(true)
    },
    BuiltinObject("sorted") { call throws(EvaluationError) in try sorted(call) },
    BuiltinObject("reversed") { call throws(EvaluationError) in
      try call.thread.list(try call.thread.elements(of: try call.one()).reversed())
    },
    BuiltinObject("range") { call throws(EvaluationError) in try range(call) },
    BuiltinObject("enumerate") { call throws(EvaluationError) in try enumerate(call) },
    BuiltinObject("zip") { call throws(EvaluationError) in try zip(call) },
  ]

  private static func extreme(_ call: Call, wantsLess: Bool) throws(EvaluationError) -> Value {
    var key: Value?
    for keyword in call.keywordArguments {
      guard keyword.name == "key" else { throw call.failure("has no parameter '\(keyword.name)'") }
      try call.callable(keyword.value, "key")
      key = keyword.value
    }
    let elements = call.count == 1 ? try call.thread.elements(of: call[0]) : call.arguments
    var best: (element: Value, rank: Value)?
    for element in elements {
      try call.thread.charge(1)
      let rank = try key.map { key throws(EvaluationError) in try call.thread.call(key, element) } ?? element
      guard let current = best else {
        best = (element, rank)
        continue
      }
      let isBetter =
        wantsLess
        ? try Comparison.isLess(rank, current.rank, in: call.thread)
        : try Comparison.isLess(current.rank, rank, in: call.thread)
      if isBetter { best = (element, rank) }
    }
    guard let best else { throw call.failure("there are no elements") }
    return best.element
  }

  private static func sorted(_ call: Call) throws(EvaluationError) -> Value {
    guard call.count == 1 else { throw call.failure("takes exactly 1 positional argument, got \(call.count)") }
    let arguments = try call.bind(["iterable", "key", "reverse"], required: 1)
    if let key = arguments[1] { try call.callable(key, "key") }
    let elements = try call.thread.elements(of: arguments[0] ?? .none)
    try call.thread.willMake(elements: elements.count)
    var ranked: [(rank: Value, element: Value)] = []
    ranked.reserveCapacity(elements.count)
    for element in elements {
      if let key = arguments[1] {
        ranked.append((try call.thread.call(key, element), element))
      } else {
        ranked.append((element, element))
      }
    }
    let isReversed = try arguments[2].map { value throws(EvaluationError) in try call.bool(value, "reverse") } ?? false
    let result = try MergeSort.sorted(ranked, reversed: isReversed, in: call.thread)
    return try call.thread.list(result.map(\.element))
  }

  private static func range(_ call: Call) throws(EvaluationError) -> Value {
    try call.takes(1...3)
    var numbers: [Int] = []
    for argument in call.arguments { numbers.append(try call.int(argument)) }
    let (start, stop) = numbers.count == 1 ? (0, numbers[0]) : (numbers[0], numbers[1])
    let step = numbers.count == 3 ? numbers[2] : 1
    guard step != 0 else { throw call.failure("the step can't be 0") }
    return .range(try RangeObject(start: start, stop: stop, step: step, in: call.thread))
  }

  private static func enumerate(_ call: Call) throws(EvaluationError) -> Value {
    let arguments = try call.bind(["iterable", "start"], required: 1)
    let start = try arguments[1].map { value throws(EvaluationError) in try call.int(value, "start") } ?? 0
    var pairs: [Value] = []
    for (index, element) in try call.thread.elements(of: arguments[0] ?? .none).enumerated() {
      let (number, overflow) = start.addingReportingOverflow(index)
      guard !overflow else { throw call.failure("the numbers are too large") }
      pairs.append(try call.thread.tuple([.int(number), element]))
    }
    return try call.thread.list(pairs)
  }

  private static func zip(_ call: Call) throws(EvaluationError) -> Value {
    try call.takesNoKeywords()
    var columns: [[Value]] = []
    for argument in call.arguments { columns.append(try call.thread.elements(of: argument)) }
    let count = columns.map(\.count).min() ?? 0
    try call.thread.willMake(elements: count)
    var rows: [Value] = []
    for index in 0..<count { rows.append(try call.thread.tuple(columns.map { $0[index] })) }
    return try call.thread.list(rows)
  }
}

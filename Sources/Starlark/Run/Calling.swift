/// Gives a host's names to a program that was compiled without knowing them.
public protocol NameSource: AnyObject {
  func value(named name: String, in thread: Thread) throws(EvaluationError) -> Value?
  /// For messages about a name that doesn't exist.
  var knownNames: [String] { get }
}

extension Thread {
  /// Calls a function or builtin.
  public func call(
    _ callee: Value, _ arguments: [Value], keywords: [(name: String, value: Value)] = []
  ) throws(EvaluationError) -> Value {
    try Machine.withBuffer(arguments) { buffer throws(EvaluationError) in try self.call(callee, buffer, keywords) }
  }

  /// Calls any callable.
  func call(
    _ callee: Value, _ arguments: UnsafeBufferPointer<Value>, _ keywords: [(name: String, value: Value)]
  ) throws(EvaluationError) -> Value {
    switch callee {
    case .builtin(let builtin):
      try enter()
      defer { leave() }
      return try builtin.body(
        Call(
          thread: self, name: builtin.name, receiver: builtin.receiver, positional: arguments, keywords: keywords))
    case .function(let function): return try call(function, arguments, keywords)
    default: throw .failed("\(callee.typeName) can't be called")
    }
  }

  /// Calls any callable with positional arguments: for builtins such as `map`.
  func call(_ callee: Value, _ arguments: Value...) throws(EvaluationError) -> Value {
    try Machine.withBuffer(arguments) { buffer throws(EvaluationError) in try self.call(callee, buffer, []) }
  }

  private func call(
    _ function: FunctionObject, _ arguments: UnsafeBufferPointer<Value>,
    _ keywords: [(name: String, value: Value)]
  ) throws(EvaluationError) -> Value {
    try enter()
    defer { leave() }
    let code = function.code
    if !allowsRecursion {
      let identity = ObjectIdentifier(code)
      guard !running.contains(identity) else {
        throw .failed("function \(code.name) called recursively", hint: "recursion is not allowed here")
      }
      running.append(identity)
    }
    defer { if !allowsRecursion { running.removeLast() } }
    let frame = registers.take(code.registerCount)
    defer { registers.giveBack(frame, code.registerCount) }
    try ArgumentBinding(function, frame: frame, thread: self).bind(arguments, keywords)
    return try Machine(code, registers: frame, cells: function.cells, globals: function.globals, thread: self).run()
  }

  /// Runs a top level.
  func run(_ code: FunctionCode, globals: Globals) throws(EvaluationError) -> Value {
    let frame = registers.take(code.registerCount)
    defer { registers.giveBack(frame, code.registerCount) }
    return try Machine(code, registers: frame, cells: [], globals: globals, thread: self).run()
  }
}

/// Puts a call's arguments into the registers of a function's parameters.
struct ArgumentBinding {
  private let function: FunctionObject
  private let frame: UnsafeMutablePointer<Value>
  private let thread: Thread

  init(_ function: FunctionObject, frame: UnsafeMutablePointer<Value>, thread: Thread) {
    self.function = function
    self.frame = frame
    self.thread = thread
  }

  private var parameters: FunctionCode.Parameters { function.code.parameters }

  func bind(
    _ arguments: UnsafeBufferPointer<Value>, _ keywords: [(name: String, value: Value)]
  ) throws(EvaluationError) {
    let parameters = parameters
    let direct = min(arguments.count, parameters.positionalCount)
    for index in 0..<direct { frame[index] = arguments[index] }
    try bindRest(arguments, from: direct)
    if !keywords.isEmpty || parameters.doubleStar != nil { try bind(keywords) }
    if direct < parameters.names.count { try bindFallbacks(from: direct) }
    for register in parameters.cells {
      let cell = Cell()
      cell.value = frame[register]
      frame[register] = .hidden(cell)
    }
  }

  private func bindRest(_ arguments: UnsafeBufferPointer<Value>, from direct: Int) throws(EvaluationError) {
    if let star = parameters.star {
      frame[star] = try thread.tuple(Array(arguments[direct...]))
    } else if arguments.count > direct {
      let count = parameters.positionalCount
      let accepted = count == 0 ? "no arguments" : "at most \(count) argument\(count == 1 ? "" : "s")"
      throw .failed("function \(function.name) takes \(accepted), got \(arguments.count)")
    }
  }

  private func bind(_ keywords: [(name: String, value: Value)]) throws(EvaluationError) {
    let parameters = parameters
    let rest = parameters.doubleStar == nil ? nil : try DictObject(in: thread)
    for keyword in keywords {
      if let index = parameters.names.firstIndex(of: keyword.name) {
        guard case .unset = frame[index] else {
          throw .failed("function \(function.name) got two values for '\(keyword.name)'")
        }
        frame[index] = keyword.value
      } else if let rest {
        try rest.insertUnchecked(try thread.string(keyword.name), keyword.value, in: thread)
      } else {
        throw .failed(
          "function \(function.name) has no parameter '\(keyword.name)'",
          hint: Suggestion.hint(for: keyword.name, among: parameters.names))
      }
    }
    if let rest, let register = parameters.doubleStar { frame[register] = .dict(rest) }
  }

  private func bindFallbacks(from first: Int) throws(EvaluationError) {
    let parameters = parameters
    var missing: [String] = []
    for index in first..<parameters.names.count {
      guard case .unset = frame[index] else { continue }
      if let fallback = parameters.fallbacks[index] {
        frame[index] = function.fallbacks[fallback]
      } else {
        missing.append(parameters.names[index])
      }
    }
    guard missing.isEmpty else {
      let plural = missing.count == 1 ? "" : "s"
      throw .failed("function \(function.name) needs the argument\(plural) \(missing.joined(separator: ", "))")
    }
  }
}

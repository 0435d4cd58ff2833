// The instructions that are more than a line.

extension Machine {
  @inline(__always)
  func binary(_ operation: BinaryOperator, _ i: Instruction) throws(EvaluationError) {
    registers[Int(i.a)] = try Arithmetic.apply(operation, source(i.b), source(i.c), in: thread)
  }

  /// The registers that a literal is made of.
  func values(_ i: Instruction) -> [Value] {
    Array(UnsafeBufferPointer(start: registers + Int(i.c), count: Int(i.b)))
  }

  // MARK: Variables

  func unassigned(_ name: Name) -> EvaluationError {
    .failed("'\(name.text)' has no value yet", hint: "it gets one only later, or on another way through the program")
  }

  func cell(_ register: Int32) throws(EvaluationError) -> Cell {
    guard case .hidden(let object) = registers[Int(register)], let cell = object as? Cell else {
      throw .failed("a variable has no value yet")
    }
    return cell
  }

  func value(of cell: Cell, _ name: Name) throws(EvaluationError) -> Value {
    if case .unset = cell.value { throw unassigned(name) }
    return cell.value
  }

  func global(_ i: Instruction) throws(EvaluationError) -> Value {
    let value = globals.values[Int(i.c)]
    if case .unset = value { throw unassigned(code.names[Int(i.b)]) }
    return value
  }

  func hostValue(_ name: Name) throws(EvaluationError) -> Value {
    if let value = try names?.value(named: name.text, in: thread) { return value }
    let known = names?.knownNames ?? []
    let hint = Suggestion.hint(for: name.text, among: known) ?? FunctionCompiler.habits[name.text]
    throw .missing("'\(name.text)' is not defined", hint: hint ?? "known names: \(Suggestion.list(known))")
  }

  /// A record's member, or an attribute of a host's object; never a method.
  static func ownAttribute(_ base: Value, _ name: Name, in thread: Thread) throws(EvaluationError) -> Value? {
    switch base {
    case .dict(let dict) where dict.isRecord: try dict.member(name.object, in: thread)
    case .host(let host): host.attribute(name.text)
    default: nil
    }
  }

  func loadedName(_ i: Instruction) throws(EvaluationError) -> Value {
    guard case .host(let host) = source(i.b), let module = host as? Module else { return .none }
    let name = code.names[Int(i.c)].text
    if let value = module.attribute(name) { return value }
    let names = module.attributeNames
    throw .failed(
      "'\(module.name)' has no '\(name)' to load",
      hint: Suggestion.hint(for: name, among: names) ?? "it has: \(Suggestion.list(names))")
  }

  // MARK: Collections

  func putNew(_ i: Instruction) throws(EvaluationError) {
    guard case .dict(let dict) = registers[Int(i.a)] else { return }
    let count = dict.count
    try dict.insertUnchecked(source(i.b), source(i.c), in: thread)
    guard dict.count == count else { return }
    var text = TextBuffer(in: thread)
    try text.appendRepr(source(i.b))
    throw .failed("the key \(String(decoding: text.bytes.prefix(100), as: UTF8.self)) is in the dict twice")
  }

  func unpack(_ i: Instruction) throws(EvaluationError) {
    let value = source(i.b)
    if case .string = value { throw .failed("a string can't be unpacked", hint: "its characters are s.elems()") }
    let elements = try thread.elements(of: value)
    guard elements.count == Int(i.c) else {
      let problem = elements.count < Int(i.c) ? "too few" : "too many"
      throw .failed("\(problem) values to unpack: got \(elements.count), want \(i.c)")
    }
    for (index, element) in elements.enumerated() { registers[Int(i.a) + index] = element }
  }

  func makeFunction(_ i: Instruction) throws(EvaluationError) -> Value {
    let inner = code.functions[Int(i.b)]
    let count = inner.parameters.fallbacks.count { $0 != nil }
    let fallbacks = Array(UnsafeBufferPointer(start: registers + Int(i.c), count: count))
    var captured: [Cell] = []
    for capture in inner.captures {
      switch capture {
      case .register(let register): captured.append(try cell(Int32(register)))
      case .free(let index): captured.append(cells[index])
      }
    }
    return .function(
      try FunctionObject(code: inner, fallbacks: fallbacks, cells: captured, globals: globals, in: thread))
  }

  // MARK: Calls

  func call(_ i: Instruction) throws(EvaluationError) -> Value {
    let shape = code.shapes[Int(i.c)]
    let callee = registers[Int(i.b)]
    return try call(callee, receiver: nil, shape, first: Int(i.b) + 1)
  }

  /// Calls a method without making a value of it first.
  func callMethod(_ i: Instruction) throws(EvaluationError) -> Value {
    let shape = code.shapes[Int(i.c)]
    let base = registers[Int(i.b)]
    let name = code.names[shape.method]
    if shape.isPlain, let body = name.methods.method(of: base) {
      let arguments = UnsafeBufferPointer(start: registers + Int(i.b) + 1, count: shape.positional)
      return try body(Call(thread: thread, name: name.text, receiver: base, positional: arguments, keywords: []))
    }
    if let body = name.methods.method(of: base) {
      return try withArguments(shape, first: Int(i.b) + 1) { arguments, keywords throws(EvaluationError) in
        try body(
          Call(thread: thread, name: name.text, receiver: base, positional: arguments, keywords: keywords))
      }
    }
    return try call(Attributes.get(base, name, in: thread), receiver: base, shape, first: Int(i.b) + 1)
  }

  private func call(
    _ callee: Value, receiver: Value?, _ shape: CallShape, first: Int
  ) throws(EvaluationError) -> Value {
    if shape.isPlain {
      return try thread.call(callee, UnsafeBufferPointer(start: registers + first, count: shape.positional), [])
    }
    return try withArguments(shape, first: first) { arguments, keywords throws(EvaluationError) in
      try thread.call(callee, arguments, keywords)
    }
  }

  private func withArguments(
    _ shape: CallShape, first: Int,
    _ body: (UnsafeBufferPointer<Value>, [(name: String, value: Value)]) throws(EvaluationError) -> Value
  ) throws(EvaluationError) -> Value {
    let fixed = UnsafeBufferPointer(start: registers + first, count: shape.positional)
    guard !shape.isPlain else { return try body(fixed, []) }
    var keywords: [(name: String, value: Value)] = []
    for (index, name) in shape.keywords.enumerated() {
      keywords.append((name, registers[first + shape.positional + index]))
    }
    var positional = Array(fixed)
    var next = first + shape.positional + shape.keywords.count
    if shape.hasStar {
      positional += try starred(registers[next])
      next += 1
    }
    if shape.hasDoubleStar { try addDoubleStarred(registers[next], to: &keywords) }
    return try Self.withBuffer(positional) { buffer throws(EvaluationError) in try body(buffer, keywords) }
  }

  /// The standard library's own is untyped in what it throws.
  static func withBuffer(
    _ values: [Value], _ body: (UnsafeBufferPointer<Value>) throws(EvaluationError) -> Value
  ) throws(EvaluationError) -> Value {
    let buffer = UnsafeMutableBufferPointer<Value>.allocate(capacity: values.count)
    _ = buffer.initialize(from: values)
    defer {
      buffer.deinitialize()
      buffer.deallocate()
    }
    return try body(UnsafeBufferPointer(buffer))
  }

  private func starred(_ value: Value) throws(EvaluationError) -> [Value] {
    switch value {
    case .list, .tuple, .set, .range, .dict: return try thread.elements(of: value)
    default: throw .failed("the argument after * must be iterable, not \(value.typeName)")
    }
  }

  private func addDoubleStarred(
    _ value: Value, to keywords: inout [(name: String, value: Value)]
  ) throws(EvaluationError) {
    guard case .dict(let dict) = value else {
      throw .failed("the argument after ** must be a dict, not \(value.typeName)")
    }
    for entry in try dict.entries(in: thread).entries where !entry.isGap {
      try thread.charge(1 + keywords.count / 8)
      guard case .string(let name) = entry.key else { throw .failed("the keys after ** must be strings") }
      let text = name.text
      guard !keywords.contains(where: { $0.name == text }) else {
        throw .failed("the keyword argument '\(text)' is given twice")
      }
      keywords.append((text, entry.value))
    }
  }
}

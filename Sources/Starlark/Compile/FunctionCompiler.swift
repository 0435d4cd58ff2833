/// Compiles one function, expression or top level: names to slots, trees to instructions.
///
/// Registers: parameters and variables first, temporaries above them like a stack. A variable that an inner function
/// uses lives in a cell, and its register holds the cell.
final class FunctionCompiler {
  let unit: CompilationUnit
  let parent: FunctionCompiler?
  var parts: FunctionCode.Parts
  /// Variables by name, innermost scope last: the function's own, then those of comprehensions.
  var scopes: [[String: Variable]] = [[:]]
  /// The names that functions inside of this one use.
  let shared: Set<String>
  private var freeCells: [String: Int] = [:]
  private var nextRegister = 0
  /// Registers of variables that have a value for certain.
  var assigned: Set<Int> = []
  var loops: [Loop] = []
  private var constantsByKey: [ConstantKey: Int] = [:]
  private var namesByText: [String: Int] = [:]

  struct Variable {
    var register: Int
    var isCell: Bool
  }

  struct Loop {
    var iterator: Int?
    var start: Int
    var breaks: [Int] = []
  }

  init(_ name: String, unit: CompilationUnit, parent: FunctionCompiler?, shared: Set<String>) {
    self.unit = unit
    self.parent = parent
    self.shared = shared
    parts = FunctionCode.Parts(name: name, source: unit.source)
  }

  func finish() -> FunctionCode {
    giveHostNamesRegisters()
    return FunctionCode(parts)
  }

  /// A name that the host is asked for keeps its value in a register of its own, above all others, so that the host is
  /// asked once in a call.
  private func giveHostNamesRegisters() {
    var registers: [Int32: Int] = [:]
    for place in parts.instructions.indices where parts.instructions[place].operation == .loadName {
      let register = registers[parts.instructions[place].c] ?? parts.registerCount
      if register == parts.registerCount { parts.registerCount += 1 }
      registers[parts.instructions[place].c] = register
      parts.instructions[place].b = Int32(register)
    }
  }

  func error(_ message: String, at offset: Int, hint: String? = nil) -> SyntaxError {
    SyntaxError(unit.source, at: offset, message, hint: hint)
  }

  // MARK: Emitting

  @discardableResult
  func emit(_ operation: Instruction.Operation, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0, at offset: Int) -> Int {
    parts.instructions.append(Instruction(operation: operation, a: Int32(a), b: Int32(b), c: Int32(c)))
    parts.offsets.append(Int32(offset))
    return parts.instructions.count - 1
  }

  var here: Int { parts.instructions.count }

  func patch(_ instruction: Int) { parts.instructions[instruction].c = Int32(here) }

  // MARK: Registers

  func takeRegister() -> Int { takeRegisters(1) }

  func takeRegisters(_ count: Int) -> Int {
    defer { nextRegister += count }
    parts.registerCount = max(parts.registerCount, nextRegister + count)
    return nextRegister
  }

  /// Runs a piece whose temporaries are free again after it.
  @discardableResult
  func scoped<T>(_ body: () throws(SyntaxError) -> T) throws(SyntaxError) -> T {
    let mark = nextRegister
    defer { nextRegister = mark }
    return try body()
  }

  // MARK: Constants and names

  private enum ConstantKey: Hashable {
    case none, bool(Bool), int(Int), float(UInt64), string([UInt8]), bytes([UInt8])
  }

  func constant(_ tree: ExpressionTree) -> Int? {
    switch tree.kind {
    case .none: constant(.none, .none)
    case .bool(let flag): constant(.bool(flag), .bool(flag))
    case .int(let number): constant(.int(number), .int(number))
    case .float(let number): constant(.float(number.bitPattern), .float(number))
    case .string(let bytes): constant(.string(bytes), .string(StringObject(constant: bytes)))
    case .bytes(let bytes): constant(.bytes(bytes), .bytes(BytesObject(reserved: bytes, account: nil)))
    case .bigInt(let number): addConstant(.bigInt(BigIntObject(constant: number)))
    case .tuple(let elements): constantTuple(elements)
    case .unary(.minus, let operand):
      if case .int(let number) = operand.kind, number != .min { constant(.int(-number), .int(-number)) } else { nil }
    default: nil
    }
  }

  /// A tuple of constants is made once.
  private func constantTuple(_ elements: [ExpressionTree]) -> Int? {
    var values: [Value] = []
    for element in elements {
      guard let operand = constant(element) else { return nil }
      values.append(parts.constants[~operand])
    }
    return addConstant(.tuple(TupleObject(reserved: values, account: nil)))
  }

  var noneConstant: Int { constant(.none, .none) }

  private func constant(_ key: ConstantKey, _ value: @autoclosure () -> Value) -> Int {
    if let known = constantsByKey[key] { return known }
    let operand = addConstant(value())
    constantsByKey[key] = operand
    return operand
  }

  func addConstant(_ value: Value) -> Int {
    parts.constants.append(value)
    return ~(parts.constants.count - 1)
  }

  func name(_ text: String) -> Int {
    if let known = namesByText[text] { return known }
    parts.names.append(Name(text))
    namesByText[text] = parts.names.count - 1
    return parts.names.count - 1
  }

  // MARK: Variables

  /// Gives a name a register in the innermost scope.
  func declare(_ name: String) -> Variable {
    let variable = Variable(register: takeRegister(), isCell: shared.contains(name))
    scopes[scopes.count - 1][name] = variable
    return variable
  }

  func variable(_ name: String) -> Variable? {
    for scope in scopes.reversed() { if let found = scope[name] { return found } }
    return nil
  }

  /// The own cell that holds a variable of a function further out.
  func freeCell(_ name: String) -> Int? {
    if let known = freeCells[name] { return known }
    guard let parent else { return nil }
    let capture: FunctionCode.Capture
    if let variable = parent.variable(name) {
      capture = .register(variable.register)
    } else if let cell = parent.freeCell(name) {
      capture = .free(cell)
    } else {
      return nil
    }
    parts.captures.append(capture)
    freeCells[name] = parts.captures.count - 1
    return parts.captures.count - 1
  }
}

/// What all functions of one source share while they are compiled.
final class CompilationUnit {
  let source: SourceText
  let dialect: Dialect
  /// Names that the host or the language gives and that are known now.
  let predeclared: [String: Value]
  /// Whether a name that nobody knows is asked for when it is used.
  let isOpen: Bool
  var errors = SyntaxErrors()
  /// The file's own top-level names.
  var globals: [String: Int] = [:]
  /// Of these, the ones that `load` binds.
  var loadedNames: Set<String> = []
  /// Where each global was bound first.
  var boundGlobals: [String: Int] = [:]
  var hostNames: Set<String> = []

  init(source: SourceText, dialect: Dialect, predeclared: [String: Value], isOpen: Bool) {
    self.source = source
    self.dialect = dialect
    self.predeclared = predeclared
    self.isOpen = isOpen
  }
}

/// A function that a program defined, with the variables that it closes over.
public final class FunctionObject: HeapObject {
  let code: FunctionCode
  private(set) var fallbacks: [Value]
  private(set) var cells: [Cell]
  let globals: Globals

  init(
    code: FunctionCode, fallbacks: [Value], cells: [Cell], globals: Globals, in thread: Thread
  ) throws(EvaluationError) {
    let bytes = Cost.object + (fallbacks.count + cells.count) * Cost.value
    try thread.memory.reserve(bytes)
    self.code = code
    self.fallbacks = fallbacks
    self.cells = cells
    self.globals = globals
    super.init(account: thread.memory, charged: bytes)
  }

  deinit {
    let values = fallbacks + cells.map { Value.hidden($0) }
    (fallbacks, cells) = ([], [])
    dispose(of: values)
  }

  public var name: String { code.name }
}

/// A function that the host or the library defines, with the value that it is a method of.
public final class BuiltinObject {
  public typealias Body = @Sendable (Call) throws(EvaluationError) -> Value

  public let name: String
  let receiver: Value?
  let body: Body

  /// - Parameter body: must not keep the ``Call`` or hand it on; its arguments live only as long as it runs.
  public init(_ name: String, _ body: @escaping Body) {
    self.name = name
    self.body = body
    receiver = nil
  }

  init(method name: String, of receiver: Value, _ body: @escaping Body) {
    self.name = name
    self.receiver = receiver
    self.body = body
  }
}

/// A value that a host defines; also the base of the library's modules and structs.
open class HostObject {
  public init() {}

  open var typeName: String { "object" }
  open var isTrue: Bool { true }
  /// How `repr` shows it.
  open var text: String { "<\(typeName)>" }
  open var attributeNames: [String] { [] }
  open func attribute(_ name: String) -> Value? { nil }
  /// How `len` counts it; nil for what has no length.
  open var count: Int? { nil }
  /// What a loop over it sees; nil for what can't be iterated over.
  open func elements(in thread: Thread) throws(EvaluationError) -> [Value]? { nil }
}

/// Functions and values under one name, as `math.floor`.
public final class ModuleObject: HostObject {
  public let name: String
  private let members: [String: Value]

  public init(_ name: String, members: [String: Value]) {
    self.name = name
    self.members = members
  }

  convenience init(_ name: String, functions: [BuiltinObject], values: [String: Value] = [:]) {
    let named = functions.map { ($0.name.split(separator: ".").last.map(String.init) ?? $0.name, Value.builtin($0)) }
    self.init(name, members: values.merging(named, uniquingKeysWith: { _, last in last }))
  }

  public override var typeName: String { "module" }
  public override var text: String { "<module \(name)>" }
  public override var attributeNames: [String] { members.keys.sorted() }
  public override func attribute(_ name: String) -> Value? { members[name] }
}

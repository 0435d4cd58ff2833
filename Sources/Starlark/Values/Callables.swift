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
    if !cells.isEmpty || !fallbacks.isEmpty { thread.memory.cycles.add(self) }
  }

  override func dropContents() {
    let values = fallbacks + cells.map(\.value)
    for cell in cells { cell.value = .unset }
    (fallbacks, cells) = ([], [])
    dispose(of: values)
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

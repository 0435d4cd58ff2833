import Pattern

/// One evaluation: its budgets, its memory, and what the host lends it. Not shared between threads of the system.
///
/// The values that it makes are valid while it lives; a ``Module``'s are frozen and valid while the module lives.
public final class Thread {
  public let budget: Budget
  let memory: MemoryAccount
  /// Raw memory, so that counting a step costs no exclusivity check.
  let counters: UnsafeMutablePointer<Counters>
  let registers: RegisterStack
  var depth = 0
  private var output = 0
  private let shouldStop: (() -> Bool)?
  private let printer: ((String) throws(EvaluationError) -> Void)?
  private let loader: ((String) throws(EvaluationError) -> Module)?
  var expressions: [String: RegularExpression] = [:]
  /// The modules whose values the thread's own may hold.
  private var loaded: [Module] = []
  /// Functions that are running, to refuse recursion.
  var running: [ObjectIdentifier] = []
  var allowsRecursion = false
  /// What the program that is evaluated asks for its names.
  var names: (any NameSource)?

  struct Counters {
    var steps = 0
    var checkpoint = 0
  }

  /// - Parameters:
  ///   - shouldStop: asked every few thousand steps; true ends the evaluation with an error of kind `stopped`.
  ///   - print: where `print` writes; nil refuses it.
  ///   - load: what a `load` statement names; nil refuses it.
  public init(
    budget: Budget = Budget(), shouldStop: (() -> Bool)? = nil,
    print: ((String) throws(EvaluationError) -> Void)? = nil,
    load: ((String) throws(EvaluationError) -> Module)? = nil
  ) {
    self.budget = budget
    self.shouldStop = shouldStop
    printer = print
    loader = load
    memory = MemoryAccount(limit: budget.memory)
    registers = RegisterStack()
    counters = .allocate(capacity: 1)
    counters.initialize(to: Counters(steps: 0, checkpoint: min(budget.steps, Self.interval)))
  }

  deinit {
    memory.cycles.breakCycles()
    counters.deinitialize(count: 1)
    counters.deallocate()
  }

  /// Steps used so far.
  public var steps: Int { counters.pointee.steps }

  /// Bytes held now.
  public var memoryUsed: Int { memory.used }

  // MARK: Steps

  /// Between two questions to `shouldStop`: about a tenth of a millisecond.
  private static let interval = 4_096

  /// Counts work that is done outside of instructions.
  @inline(__always)
  func charge(_ steps: Int) throws(EvaluationError) {
    let (sum, overflow) = counters.pointee.steps.addingReportingOverflow(steps)
    counters.pointee.steps = overflow ? .max : sum
    if counters.pointee.steps > counters.pointee.checkpoint { try reachCheckpoint() }
  }

  /// Counts work on a text or block of bytes: moving 64 of them is about an instruction.
  @inline(__always)
  func charge(bytes: Int) throws(EvaluationError) {
    if bytes >= 64 { try charge(bytes / 64) }
  }

  /// Counts bytes that a host makes of values.
  public func countWork(bytes: Int) throws(EvaluationError) { try charge(bytes: bytes) }

  func reachCheckpoint() throws(EvaluationError) {
    guard counters.pointee.steps <= budget.steps else {
      throw EvaluationError(.exhausted(.steps), "too many steps: the limit is \(budget.steps)")
    }
    if shouldStop?() == true { throw EvaluationError(.stopped, "stopped") }
    counters.pointee.checkpoint = min(budget.steps, counters.pointee.steps + Self.interval)
  }

  // MARK: Depth

  func enter() throws(EvaluationError) {
    guard depth < budget.depth else {
      throw EvaluationError(.exhausted(.depth), "calls are nested too deeply: the limit is \(budget.depth)")
    }
    depth += 1
  }

  func leave() { depth -= 1 }

  /// How deep in a value a walk is that goes through a host's object, which doesn't know.
  private(set) var valueDepth = 0

  func inValue<T>(_ depth: Int, _ body: () throws(EvaluationError) -> T) throws(EvaluationError) -> T {
    let before = valueDepth
    valueDepth = depth
    defer { valueDepth = before }
    return try body()
  }

  // MARK: Host

  func write(_ line: String) throws(EvaluationError) {
    guard let printer else { throw .failed("print is not available here") }
    let (sum, overflow) = output.addingReportingOverflow(line.utf8.count + 1)
    guard !overflow, sum <= budget.output else {
      throw EvaluationError(.exhausted(.output), "too much output: the limit is \(budget.output) bytes")
    }
    output = sum
    try printer(line)
  }

  func takeLoaded() -> [Module] {
    defer { loaded = [] }
    return loaded
  }

  func load(_ module: String) throws(EvaluationError) -> Module {
    guard let loader else { throw .failed("load is not available here") }
    let loaded = try loader(module)
    self.loaded.append(loaded)
    return loaded
  }
}

/// Elements that are made only when they are touched: how a long JSON list becomes a list at no cost.
public protocol LazyElements: AnyObject {
  var count: Int { get }
  func element(at index: Int, in thread: Thread) throws(EvaluationError) -> Value
}

/// A list. Can change until it is frozen, and not while something iterates over it.
public final class ListObject: HeapObject {
  private(set) var storage: [Value]
  private let lazy: (any LazyElements)?
  private var hasAll: Bool
  private(set) var isFrozen = false
  var iterators = 0
  private var room: Int

  /// Takes over elements whose memory the caller has reserved: `Cost.object + count * Cost.value`.
  init(reserved elements: [Value], account: MemoryAccount) {
    storage = elements
    lazy = nil
    hasAll = true
    room = elements.count
    super.init(account: account, charged: Cost.object + elements.count * Cost.value)
  }

  init(lazy: any LazyElements, in thread: Thread) throws(EvaluationError) {
    try thread.memory.reserve(Cost.object)
    storage = []
    room = 0
    self.lazy = lazy
    hasAll = false
    isFrozen = true
    super.init(account: thread.memory, charged: Cost.object)
  }

  deinit {
    let elements = storage
    storage = []
    dispose(of: elements)
  }

  override func dropContents() {
    let elements = storage
    storage = []
    dispose(of: elements)
  }

  /// What a list that never changes was made from.
  var untouched: (any LazyElements)? { lazy }

  public var count: Int { lazy?.count ?? storage.count }

  /// One element; the index is within bounds.
  func element(at index: Int, in thread: Thread) throws(EvaluationError) -> Value {
    if !hasAll, let lazy { return try lazy.element(at: index, in: thread) }
    return storage[index]
  }

  /// All elements, for operations that need every one of them.
  func elements(in thread: Thread) throws(EvaluationError) -> [Value] {
    guard !hasAll, let lazy else { return storage }
    try thread.charge(lazy.count)
    try reserve(lazy.count * Cost.value)
    var elements: [Value] = []
    elements.reserveCapacity(lazy.count)
    for index in 0..<lazy.count { elements.append(try lazy.element(at: index, in: thread)) }
    storage = elements
    hasAll = true
    return elements
  }

  // MARK: Changing

  func checkMutable(_ action: String) throws(EvaluationError) {
    if isFrozen { throw .failed("cannot \(action) frozen list") }
    if iterators > 0 { throw .failed("cannot \(action) list during iteration") }
  }

  func append(_ value: Value) throws(EvaluationError) {
    try checkMutable("append to")
    willHold(value)
    try appendUnchecked(value)
  }

  /// For a list that nothing else can see yet.
  func appendUnchecked(_ value: Value) throws(EvaluationError) {
    if storage.count == room { try grow(to: max(4, room * 2)) }
    storage.append(value)
  }

  func append(contentsOf values: [Value]) throws(EvaluationError) {
    try checkMutable("extend")
    if let container = values.first(where: \.isContainer) { willHold(container) }
    let needed = storage.count + values.count
    if needed > room { try grow(to: max(needed, room + room / 2)) }
    storage += values
  }

  func insert(_ value: Value, at index: Int) throws(EvaluationError) {
    try checkMutable("insert into")
    willHold(value)
    if storage.count == room { try grow(to: max(4, room * 2)) }
    storage.insert(value, at: index)
  }

  func remove(at index: Int) throws(EvaluationError) -> Value {
    try checkMutable("remove from")
    return storage.remove(at: index)
  }

  func set(_ value: Value, at index: Int) throws(EvaluationError) {
    try checkMutable("assign to element of")
    willHold(value)
    storage[index] = value
  }

  func removeAll() throws(EvaluationError) {
    try checkMutable("clear")
    storage = []
  }

  private func grow(to capacity: Int) throws(EvaluationError) {
    try reserve((capacity - room) * Cost.value)
    storage.reserveCapacity(capacity)
    room = capacity
  }

  func freezeItself() -> Bool {
    defer { isFrozen = true }
    return !isFrozen || account != nil
  }
}

/// A tuple: fixed elements.
public final class TupleObject: HeapObject {
  public private(set) var elements: [Value]

  init(reserved elements: [Value], account: MemoryAccount?) {
    self.elements = elements
    super.init(account: account, charged: account == nil ? 0 : Cost.object + elements.count * Cost.value)
  }

  deinit {
    let elements = elements
    self.elements = []
    dispose(of: elements)
  }
}

extension Thread {
  func list(_ elements: [Value]) throws(EvaluationError) -> Value {
    try memory.reserve(Cost.object + elements.count * Cost.value)
    return .list(ListObject(reserved: elements, account: memory))
  }

  func tuple(_ elements: [Value]) throws(EvaluationError) -> Value {
    try memory.reserve(Cost.object + elements.count * Cost.value)
    return .tuple(TupleObject(reserved: elements, account: memory))
  }

  /// Fails if a list of so many elements can't be had, and counts the work of making it.
  func willMake(elements: Int) throws(EvaluationError) {
    let (bytes, overflow) = elements.multipliedReportingOverflow(by: Cost.value)
    try memory.reserve(overflow ? .max : bytes)
    memory.release(bytes)
    try charge(elements)
  }
}

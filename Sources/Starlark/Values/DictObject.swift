/// Members that are made only when they are touched: how a large JSON object becomes a value at no cost.
public protocol LazyMembers: AnyObject {
  var count: Int { get }
  var names: [String] { get }
  func member(named name: String, in thread: Thread) throws(EvaluationError) -> Value?
}

/// A dict in the order of insertion. Can change until it is frozen, and not while something iterates over it.
///
/// As a *record* (a JSON object) its members are attributes, `a.b`, and it has no methods.
public final class DictObject: HeapObject {
  /// Of a lazy dict only the members that were touched, until ``entries(in:)`` makes the others.
  private(set) var table = HashTable()
  /// What a dict was made from that never changes.
  let lazy: (any LazyMembers)?
  private var hasAll: Bool
  let isRecord: Bool
  private(set) var isFrozen = false
  var iterators = 0
  private var room = 0

  init(isRecord: Bool = false, in thread: Thread) throws(EvaluationError) {
    try thread.memory.reserve(Cost.object)
    self.isRecord = isRecord
    lazy = nil
    hasAll = true
    super.init(account: thread.memory, charged: Cost.object)
  }

  init(lazy: any LazyMembers, in thread: Thread) throws(EvaluationError) {
    try thread.memory.reserve(Cost.object)
    self.lazy = lazy
    hasAll = false
    isRecord = true
    isFrozen = true
    super.init(account: thread.memory, charged: Cost.object)
  }

  deinit {
    let entries = table.entries
    table = HashTable()
    dispose(of: entries.map(\.value) + entries.map(\.key))
  }

  override func dropContents() {
    let entries = table.entries
    table = HashTable()
    dispose(of: entries.map(\.value) + entries.map(\.key))
  }

  public var count: Int { lazy?.count ?? table.count }

  // MARK: Reading

  func value(for key: Value, in thread: Thread) throws(EvaluationError) -> Value? {
    if case .string(let name) = key { return try member(name, in: thread) }
    let hash = try Hashing.hash(key, in: thread)
    return try table.find(key, hash: hash, in: thread).map { table.value(at: $0) }
  }

  func member(_ name: StringObject, in thread: Thread) throws(EvaluationError) -> Value? {
    if let place = table.find(name) { return table.value(at: place) }
    guard !hasAll, let value = try lazy?.member(named: name.text, in: thread) else { return nil }
    try keep(name, value, in: thread)
    return value
  }

  private func keep(_ name: StringObject, _ value: Value, in thread: Thread) throws(EvaluationError) {
    try makeRoom(in: thread)
    table.insert(.string(name), hash: name.hash, value: value)
  }

  /// The table with every member made, in their order.
  func entries(in thread: Thread) throws(EvaluationError) -> HashTable {
    guard !hasAll, let lazy else { return table }
    try thread.charge(lazy.count)
    let touched = table
    table = HashTable()
    for name in lazy.names {
      let key = try thread.stringObject(Array(name.utf8))
      if let place = touched.find(key) {
        try keep(key, touched.value(at: place), in: thread)
      } else if let value = try lazy.member(named: name, in: thread) {
        try keep(key, value, in: thread)
      }
    }
    hasAll = true
    return table
  }

  func keys(in thread: Thread) throws(EvaluationError) -> [Value] {
    if !hasAll, let lazy {
      try thread.willMake(elements: lazy.count)
      var keys: [Value] = []
      for name in lazy.names { keys.append(try thread.string(name)) }
      return keys
    }
    try thread.willMake(elements: table.count)
    return table.entries.compactMap { $0.isGap ? nil : $0.key }
  }

  /// Names for messages; those that are no strings are left out.
  var memberNames: [String] {
    if let lazy { return lazy.names }
    return table.entries.compactMap { if case .string(let name) = $0.key { name.text } else { nil } }
  }

  // MARK: Changing

  func checkMutable(_ action: String) throws(EvaluationError) {
    if isFrozen { throw .failed("cannot \(action) frozen dict") }
    if iterators > 0 { throw .failed("cannot \(action) dict during iteration") }
  }

  func set(_ key: Value, _ value: Value, in thread: Thread) throws(EvaluationError) {
    try checkMutable("insert into")
    willHold(value)
    try insertUnchecked(key, value, in: thread)
  }

  /// For a dict that nothing else can see yet.
  func insertUnchecked(_ key: Value, _ value: Value, in thread: Thread) throws(EvaluationError) {
    let hash = try Hashing.hash(key, in: thread)
    if let position = try table.find(key, hash: hash, in: thread) {
      table.replace(value, at: position)
      return
    }
    try makeRoom(in: thread)
    table.insert(key, hash: hash, value: value)
  }

  private func makeRoom(in thread: Thread) throws(EvaluationError) {
    guard let capacity = table.growth else { return }
    if capacity > room {
      try reserve((capacity - room) * Cost.entry)
      room = capacity
    }
    try thread.charge(table.count)
    table.rebuild(capacity: capacity)
  }

  func remove(_ key: Value, in thread: Thread) throws(EvaluationError) -> Value? {
    try checkMutable("delete from")
    let hash = try Hashing.hash(key, in: thread)
    guard let position = try table.find(key, hash: hash, in: thread) else { return nil }
    return table.remove(at: position).value
  }

  func removeFirst() throws(EvaluationError) -> (key: Value, value: Value)? {
    try checkMutable("delete from")
    guard let position = table.next(from: 0) else { return nil }
    let entry = table.remove(at: position)
    return (entry.key, entry.value)
  }

  func removeAll() throws(EvaluationError) {
    try checkMutable("clear")
    table = HashTable()
  }

  func freezeItself() -> Bool {
    defer { isFrozen = true }
    return !isFrozen || account != nil
  }
}

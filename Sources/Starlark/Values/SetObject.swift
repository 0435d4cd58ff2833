/// A set in the order of insertion. Can change until it is frozen, and not while something iterates over it.
public final class SetObject: HeapObject {
  private(set) var table = HashTable()
  private(set) var isFrozen = false
  var iterators = 0
  private var room = 0

  init(in thread: Thread) throws(EvaluationError) {
    try thread.memory.reserve(Cost.object)
    super.init(account: thread.memory, charged: Cost.object)
  }

  func contains(_ element: Value, in thread: Thread) throws(EvaluationError) -> Bool {
    let hash = try Hashing.hash(element, in: thread)
    return try table.find(element, hash: hash, in: thread) != nil
  }

  var elements: [Value] { table.entries.compactMap { $0.isGap ? nil : $0.key } }

  func checkMutable(_ action: String) throws(EvaluationError) {
    if isFrozen { throw .failed("cannot \(action) frozen set") }
    if iterators > 0 { throw .failed("cannot \(action) set during iteration") }
  }

  func insertUnchecked(_ element: Value, in thread: Thread) throws(EvaluationError) {
    let hash = try Hashing.hash(element, in: thread)
    guard try table.find(element, hash: hash, in: thread) == nil else { return }
    if let capacity = table.growth {
      if capacity > room {
        try reserve((capacity - room) * Cost.entry)
        room = capacity
      }
      try thread.charge(table.count)
      table.rebuild(capacity: capacity)
    }
    table.insert(element, hash: hash, value: .none)
  }

  func remove(_ element: Value, in thread: Thread) throws(EvaluationError) -> Bool {
    try checkMutable("delete from")
    let hash = try Hashing.hash(element, in: thread)
    guard let position = try table.find(element, hash: hash, in: thread) else { return false }
    _ = table.remove(at: position)
    return true
  }

  func removeFirst() throws(EvaluationError) -> Value? {
    try checkMutable("delete from")
    return table.next(from: 0).map { table.remove(at: $0).key }
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

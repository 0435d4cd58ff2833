/// Keys and values in the order of insertion: the table of dicts and sets.
///
/// Open addressing with linear probes over an index of small integers; entries stand in an array in their order, with
/// gaps where some were removed. Hashes are seeded by the process, so that nobody can prepare colliding keys; the order
/// never depends on them.
struct HashTable {
  struct Entry {
    var hash: Int
    /// Unset in a gap.
    var key: Value
    var value: Value

    var isGap: Bool { if case .unset = key { true } else { false } }
  }

  private(set) var entries: [Entry] = []
  private(set) var count = 0
  /// The positions of entries plus 1; 0 is free. Its size is a power of two.
  private var index: [Int32] = []

  /// The position of a key's entry.
  func find(_ key: Value, hash: Int, in thread: Thread) throws(EvaluationError) -> Int? {
    guard !index.isEmpty else { return nil }
    let mask = index.count - 1
    var slot = hash & mask
    while index[slot] != 0 {
      let position = Int(index[slot]) - 1
      if entries[position].hash == hash, !entries[position].isGap,
        try Equality.areEqual(entries[position].key, key, in: thread)
      {
        return position
      }
      // Not counted as a step: how many there are depends on the hashes' seed, and steps must not.
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// The position of the entry of a string.
  func find(_ key: StringObject) -> Int? {
    guard !index.isEmpty else { return nil }
    let hash = key.hash
    let mask = index.count - 1
    var slot = hash & mask
    while index[slot] != 0 {
      let position = Int(index[slot]) - 1
      if entries[position].hash == hash, case .string(let other) = entries[position].key,
        other === key || ByteSearch.areEqual(other.bytes, key.bytes)
      {
        return position
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  func value(at position: Int) -> Value { entries[position].value }

  mutating func replace(_ value: Value, at position: Int) { entries[position].value = value }

  /// Whether the next insertion makes the table larger, and to how many entries.
  var growth: Int? { (entries.count + 1) * 4 > index.count * 3 ? max(8, count * 2) : nil }

  /// Adds a key that isn't there; ``growth`` has been applied.
  mutating func insert(_ key: Value, hash: Int, value: Value) {
    entries.append(Entry(hash: hash, key: key, value: value))
    count += 1
    place(hash, position: entries.count - 1)
  }

  private mutating func place(_ hash: Int, position: Int) {
    let mask = index.count - 1
    var slot = hash & mask
    while index[slot] != 0 { slot = (slot + 1) & mask }
    index[slot] = Int32(position + 1)
  }

  /// Makes room for `capacity` entries and closes the gaps.
  mutating func rebuild(capacity: Int) {
    if entries.count > count { entries.removeAll { $0.isGap } }
    entries.reserveCapacity(capacity)
    var size = 8
    while size * 3 < capacity * 4 + 4 { size *= 2 }
    index = [Int32](repeating: 0, count: size)
    for position in entries.indices { place(entries[position].hash, position: position) }
  }

  mutating func remove(at position: Int) -> Entry {
    let entry = entries[position]
    entries[position].key = .unset
    entries[position].value = .unset
    count -= 1
    if position == entries.count - 1 { trimTail() }
    return entry
  }

  /// A stack-like use of a dict must not leave gaps behind; their index slots stay taken by the next to come.
  private mutating func trimTail() {
    if count == 0 {
      self = HashTable()
    } else if entries.count > 16, count * 4 < entries.count {
      rebuild(capacity: count)
    }
  }

  /// The first entry from a position on that is no gap.
  func next(from position: Int) -> Int? {
    var place = position
    while place < entries.count {
      if !entries[place].isGap { return place }
      place += 1
    }
    return nil
  }
}

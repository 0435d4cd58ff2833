/// Numbers the names that a schema knows, so that a member's name is found without the cost of a general dictionary.
///
/// An open hash table over the names' bytes, made once, in memory that never moves. The hash multiplies and folds eight bytes at a time. A schema
/// whose names collide again and again would make it slow; such a set of names is refused and looked up otherwise.
final class NameTable: @unchecked Sendable {  // Nothing changes after init.
  /// The bytes of all names, one behind the other.
  private let bytes: UnsafeMutableRawBufferPointer
  private let entries: UnsafeMutableBufferPointer<Entry>
  /// A power of two at least twice as large as the number of names; the number of an entry, or -1.
  private let slots: UnsafeMutableBufferPointer<Int32>

  struct Entry {
    /// In the order in which the names were given.
    let number: Int
    let value: Int
    fileprivate let start: Int
    fileprivate let count: Int
    /// Most of what differs differs here.
    fileprivate let hash: UInt64
  }

  /// More names than this in a row without a gap don't come about by chance.
  private static let longestRun = 16

  /// Nil for names that collide too often. Names must be different.
  init?(_ names: [(name: String, value: Int)]) {
    var size = 4
    while size < names.count * 2 { size *= 2 }
    var (bytes, entries): ([UInt8], [Entry]) = ([], [])
    var slots = Array(repeating: Int32(-1), count: size)
    for (number, (name, value)) in names.enumerated() {
      let hash = name.withBytes(NameTable.hash)
      var slot = Int(truncatingIfNeeded: hash) & (size - 1)
      var run = 0
      while slots[slot] >= 0 {
        slot = (slot + 1) & (size - 1)
        run += 1
      }
      guard run < NameTable.longestRun else { return nil }
      slots[slot] = Int32(truncatingIfNeeded: number)
      entries.append(Entry(number: number, value: value, start: bytes.count, count: name.utf8.count, hash: hash))
      bytes.append(contentsOf: name.utf8)
    }
    self.bytes = .allocate(byteCount: bytes.count, alignment: 1)
    self.bytes.copyBytes(from: bytes)
    self.entries = .allocate(capacity: entries.count)
    _ = self.entries.initialize(from: entries)
    self.slots = .allocate(capacity: slots.count)
    _ = self.slots.initialize(from: slots)
  }

  deinit {
    bytes.deallocate()
    entries.deallocate()
    slots.deallocate()
  }

  func entry(of name: String) -> Entry? {
    name.withBytes { text in
      let hash = NameTable.hash(text)
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] >= 0 {
        let entry = entries[Int(slots[slot])]
        if entry.hash == hash, entry.count == text.count, isSame(entry, text) { return entry }
        slot = (slot + 1) & (slots.count - 1)
      }
      return nil
    }
  }

  private func isSame(_ entry: Entry, _ text: UnsafeRawBufferPointer) -> Bool {
    var offset = 0
    while offset + 8 <= text.count {
      let one = bytes.loadUnaligned(fromByteOffset: entry.start + offset, as: UInt64.self)
      guard one == text.loadUnaligned(fromByteOffset: offset, as: UInt64.self) else { return false }
      offset += 8
    }
    while offset < text.count {
      guard bytes[entry.start + offset] == text[offset] else { return false }
      offset += 1
    }
    return true
  }

  private static func hash(_ text: UnsafeRawBufferPointer) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: text.count) &+ 0x9E37_79B9_7F4A_7C15
    var offset = 0
    while offset + 8 <= text.count {
      hash = folded(hash ^ text.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    var rest: UInt64 = 0
    while offset < text.count {
      rest = rest << 8 | UInt64(text[offset])
      offset += 1
    }
    return folded(hash ^ rest)
  }

  private static func folded(_ value: UInt64) -> UInt64 {
    let (high, low) = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return high ^ low
  }
}

extension String {
  fileprivate func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    if let result = utf8.withContiguousStorageIfAvailable({ body(UnsafeRawBufferPointer($0)) }) { return result }
    return Array(utf8).withUnsafeBytes(body)
  }
}

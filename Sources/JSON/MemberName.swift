/// The name of an object's member. Two names are the same when their bytes are: Swift's own comparison of strings
/// holds `é` and `e` + combining accent for equal, JSON does not.
package struct MemberName: Hashable, Sendable {
  package let text: String

  package init(text: String) { self.text = text }

  package static func == (one: MemberName, other: MemberName) -> Bool { one.text.hasSameBytes(as: other.text) }

  /// Names with the same bytes hash alike, because equal strings do.
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension String {
  /// Whether both are the same sequence of code points.
  package func hasSameBytes(as other: String) -> Bool {
    // The two quick comparisons settle nearly all that differ; only what Swift holds for equal is compared by bytes.
    guard utf8.count == other.utf8.count, self == other else { return false }
    let areSame = utf8.withContiguousStorageIfAvailable { one in
      other.utf8.withContiguousStorageIfAvailable { areEqual(UnsafeRawBufferPointer(one), UnsafeRawBufferPointer($0)) }
    }
    return (areSame ?? nil) ?? utf8.elementsEqual(other.utf8)
  }
}

/// Eight bytes at a time, of two texts with the same number of them.
private func areEqual(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Bool {
  var offset = 0
  while offset + 8 <= one.count {
    let word = one.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    guard word == other.loadUnaligned(fromByteOffset: offset, as: UInt64.self) else { return false }
    offset += 8
  }
  while offset < one.count {
    guard one[offset] == other[offset] else { return false }
    offset += 1
  }
  return true
}

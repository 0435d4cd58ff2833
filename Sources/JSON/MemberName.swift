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
    let areSame = utf8.withContiguousStorageIfAvailable { bytes in
      other.utf8.withContiguousStorageIfAvailable { bytes.elementsEqual($0) }
    }
    return (areSame ?? nil) ?? utf8.elementsEqual(other.utf8)
  }
}

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
    // Swift's comparison is the quick one, and only where it says "equal" can the bytes still differ.
    guard self == other else { return false }
    return utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }
}

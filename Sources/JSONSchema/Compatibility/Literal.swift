/// Whose schema something stands in.
enum Side: Int, Hashable, Sendable {
  /// What values come from.
  case giving
  /// What they go to.
  case taking
}

/// A schema that a value satisfies, or doesn't.
struct Literal: Hashable, Sendable {
  let side: Side
  let node: Int
  let isTrue: Bool

  var opposite: Literal { Literal(side: side, node: node, isTrue: !isTrue) }
}

/// The giving side first.
extension Literal: Comparable {
  static func < (one: Literal, other: Literal) -> Bool {
    (one.side.rawValue, one.node, one.isTrue ? 0 : 1) < (other.side.rawValue, other.node, other.isTrue ? 0 : 1)
  }
}

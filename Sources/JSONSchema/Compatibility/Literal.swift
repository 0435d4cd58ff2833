/// Whose schema something stands in.
enum Side: Hashable, Sendable {
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

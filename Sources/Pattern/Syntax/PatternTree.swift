/// A parsed pattern.
indirect enum PatternTree: Sendable {
  case empty
  case scalar(Unicode.Scalar, ignoreCase: Bool)
  case set(ScalarSet)
  case sequence([PatternTree])
  case alternation([PatternTree])
  case repetition(PatternTree, Bounds, isLazy: Bool)
  /// A capturing group; numbers count from 1.
  case group(PatternTree, number: Int)
  case assertion(Assertion)

  struct Bounds: Hashable, Sendable {
    var minimum: Int
    /// Nil: without end.
    var maximum: Int?
  }
}

/// What must hold at a place without taking a character.
enum Assertion: Hashable, Sendable {
  case textStart
  case textEnd
  case lineStart
  case lineEnd
  case wordBoundary
  case noWordBoundary
}

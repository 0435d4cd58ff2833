import JSON

/// What is asked of a number.
struct NumberFacts: Sendable {
  /// One end of a range.
  struct Bound: Sendable {
    var value: JSONValue
    var isLower: Bool
    /// Whether the value itself is outside.
    var isStrict: Bool

    var opposite: Bound { Bound(value: value, isLower: !isLower, isStrict: !isStrict) }

    func allows(_ number: JSONValue) -> Bool {
      switch NumberOrder(number, value) {
      case .less: !isLower
      case .greater: isLower
      case .equal: !isStrict
      case nil: false
      }
    }
  }

  private(set) var lower: Bound?
  private(set) var upper: Bound?
  var divisors: [ExactDecimal] = []
  var nonDivisors: [ExactDecimal] = []

  mutating func add(_ bound: Bound) {
    if bound.isLower {
      if lower.map({ bound.isTighter(than: $0) }) ?? true { lower = bound }
    } else {
      if upper.map({ bound.isTighter(than: $0) }) ?? true { upper = bound }
    }
  }

  var isEmpty: Bool {
    if let lower, let upper, !(lower.allows(upper.value) && upper.allows(lower.value)) { return true }
    return nonDivisors.contains { wrong in divisors.contains { $0.isMultiple(of: wrong) } }
  }

  func allows(_ number: JSONValue) -> Bool { (lower?.allows(number) ?? true) && (upper?.allows(number) ?? true) }
}

extension NumberFacts.Bound {
  fileprivate func isTighter(than other: Self) -> Bool {
    switch NumberOrder(value, other.value) {
    case .less: !isLower
    case .greater: isLower
    default: isStrict
    }
  }
}

extension NumberBound {
  /// The end of a range that it sets.
  var end: NumberFacts.Bound {
    NumberFacts.Bound(value: bound, isLower: keyword.hasSuffix("inimum"), isStrict: keyword.hasPrefix("exclusive"))
  }
}

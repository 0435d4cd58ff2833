import JSON

/// How a number compares to another by the decimal text of both: 9007199254740993 is more than 9007199254740992.0,
/// although the double nearest to it isn't.
enum NumberOrder {
  case less, equal, greater

  /// Nil where one of them is no number.
  init?(_ one: JSONValue, _ other: JSONValue) {
    switch (one, other) {
    case (.integer(let one), .integer(let other)): self.init(comparing: one, to: other)
    case (.double(let one), .double(let other)): self.init(comparing: one, to: other)
    case (.integer(let one), .double(let other)): self.init(one, other)
    case (.double(let one), .integer(let other)): self = NumberOrder(other, one).reversed
    default: return nil
    }
  }

  private init(_ integer: Int64, _ double: Double) {
    // Between these all whole doubles are what their text says; beyond, the text ends in zeros that stand for digits.
    if double.magnitude < 0x1p53 {
      let whole = double.rounded(.towardZero)
      let order = NumberOrder(comparing: integer, to: Int64(whole))
      self = order == .equal ? NumberOrder(comparing: whole, to: double) : order
    } else if let whole = Equality.whole(double) {
      self.init(comparing: integer, to: whole)
    } else {
      self = double > 0 ? .less : .greater
    }
  }

  private init<Number: Comparable>(comparing one: Number, to other: Number) {
    self = one < other ? .less : one > other ? .greater : .equal
  }

  private var reversed: NumberOrder {
    switch self {
    case .less: .greater
    case .equal: .equal
    case .greater: .less
    }
  }
}

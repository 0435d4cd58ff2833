import JSON

/// How a number compares to another, exactly: 9007199254740993 is more than 9007199254740992.0, although the double
/// nearest to it isn't.
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
    // Doubles from ±2⁶³ on lie beyond every integer; all others have a whole part that is one.
    guard double < 0x1p63 else { self = .less; return }
    guard double >= -0x1p63 else { self = .greater; return }
    let whole = double.rounded(.towardZero)
    let order = NumberOrder(comparing: integer, to: Int64(whole))
    self = order == .equal ? NumberOrder(comparing: whole, to: double) : order
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

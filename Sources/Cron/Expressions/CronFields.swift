/// The five fields of an expression, parsed.
struct CronFields: Hashable, Sendable {
  var minute: CronField
  var hour: CronField
  var dayOfMonth: CronField
  var month: CronField
  var dayOfWeek: CronField
  /// Whether a day must match both of its fields: asked for, or because one of them is unrestricted.
  var needsBothDays: Bool
}

/// One field: the items of its list, and the values that they come to.
struct CronField: Hashable, Sendable {
  var items: [Item]
  var beginsWithStar: Bool
  /// A bit for each value that is given by number; Sunday is 0 only.
  var mask: UInt64 = 0
  var counted: [Item] = []

  init(kind: CronFieldKind, items: [Item], beginsWithStar: Bool) {
    self.items = items
    self.beginsWithStar = beginsWithStar
    for item in items {
      if let values = item.values {
        for value in values { mask |= 1 << UInt64(kind == .dayOfWeek ? value % 7 : value) }
      } else {
        counted.append(item)
      }
    }
  }

  enum Item: Hashable, Sendable {
    /// `*`, `?` or `*/n`.
    case every(ClosedRange<Int>, step: Int)
    /// `4`, and `H` resolved.
    case value(Int)
    /// `1-5`, `1-5/2` and `1/2`.
    case range(ClosedRange<Int>, step: Int)
    /// `L` and `L-n`: so many days before the last of the month.
    case beforeLast(Int)
    /// `nW`: Monday to Friday, nearest to a day and in its month.
    case nearestWorkday(Int)
    /// `LW`.
    case lastWorkday
    /// `MON#2`: the weekday, and which of the month's.
    case nth(Int, Int)
    /// `MON#L` and `MONL`.
    case last(Int)

    /// Nil for what depends on the month.
    var values: [Int]? {
      switch self {
      case .value(let value): [value]
      case .every(let range, let step), .range(let range, let step):
        Array(stride(from: range.lowerBound, through: range.upperBound, by: step))
      case .beforeLast, .nearestWorkday, .lastWorkday, .nth, .last: nil
      }
    }
  }
}

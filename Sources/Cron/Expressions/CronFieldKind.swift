/// Which of the five fields: its values and the names for them.
enum CronFieldKind: Int, CaseIterable, Sendable {
  case minute, hour, dayOfMonth, month, dayOfWeek

  var values: ClosedRange<Int> {
    switch self {
    case .minute: 0...59
    case .hour: 0...23
    case .dayOfMonth: 1...31
    case .month: 1...12
    // Sunday is 0 and 7.
    case .dayOfWeek: 0...7
    }
  }

  /// What `H` picks from: days that every month has, and Sunday once.
  var hashedValues: ClosedRange<Int> {
    switch self {
    case .dayOfMonth: 1...28
    case .dayOfWeek: 0...6
    case .minute, .hour, .month: values
    }
  }

  var name: String {
    switch self {
    case .minute: "minute"
    case .hour: "hour"
    case .dayOfMonth: "day of month"
    case .month: "month"
    case .dayOfWeek: "day of week"
    }
  }

  /// The names of values, beginning with the one of ``firstNamed``.
  var names: [String] {
    switch self {
    case .minute, .hour, .dayOfMonth: []
    case .month: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
    case .dayOfWeek: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]
    }
  }

  var firstNamed: Int { self == .month ? 1 : 0 }

  func value(named name: String) -> Int? { names.firstIndex(of: name.uppercased()).map { $0 + firstNamed } }

  /// The name that was meant by a misspelt one.
  func nearestName(to name: String) -> String? {
    let wanted = Array(name.uppercased().utf8)
    if let full = names.first(where: { wanted.starts(with: $0.utf8) }) { return full }
    let distances = names.map { ($0, Self.distance(Array($0.utf8), wanted)) }
    // People seldom get the first letter wrong.
    let nearest = distances.filter { $0.1 <= 1 }
    return (nearest.first { $0.0.utf8.first == wanted.first } ?? nearest.first)?.0
  }

  /// How many letters differ, are missing or are too many, two that changed places counting as one
  /// (Damerau's distance, restricted form).
  private static func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
    // Nothing so long is near to three letters.
    guard other.count <= 6 else { return other.count }
    var rows = [Array(0...other.count)]
    for (i, a) in one.enumerated() {
      var row = [i + 1]
      for (j, b) in other.enumerated() {
        var best = Swift.min(rows[i][j] + (a == b ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a == other[j - 1], b == one[i - 1] { best = Swift.min(best, rows[i - 1][j - 1] + 1) }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[one.count][other.count]
  }
}

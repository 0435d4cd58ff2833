/// Lists and numbers as they are read aloud.
enum Wording {
  /// `a, b and c`.
  static func list(_ words: [String], last: String = "and") -> String {
    guard let end = words.last, words.count > 1 else { return words.first ?? "" }
    return "\(words.dropLast().joined(separator: ", ")) \(last) \(end)"
  }

  /// `second`, `3rd`.
  static func ordinal(_ number: Int) -> String {
    let words = ["first", "second", "third", "fourth", "fifth"]
    if number >= 1, number <= words.count { return words[number - 1] }
    return numeral(number)
  }

  /// `2nd`, `11th`, `23rd`.
  static func numeral(_ number: Int) -> String {
    if (11...13).contains(number % 100) { return "\(number)th" }
    switch number % 10 {
    case 1: return "\(number)st"
    case 2: return "\(number)nd"
    case 3: return "\(number)rd"
    default: return "\(number)th"
    }
  }

  static func clock(_ minuteOfDay: Int) -> String { "\((minuteOfDay / 60).padded(2)):\((minuteOfDay % 60).padded(2))" }

  /// Numbers, three and more in a row as `3 to 7`.
  static func runs(_ numbers: [Int], name: (Int) -> String) -> [String] {
    var words: [String] = []
    var index = 0
    while index < numbers.count {
      var end = index
      while end + 1 < numbers.count, numbers[end + 1] == numbers[end] + 1 { end += 1 }
      if end - index >= 2 {
        words.append("\(name(numbers[index])) to \(name(numbers[end]))")
      } else {
        words += numbers[index...end].map(name)
      }
      index = end + 1
    }
    return words
  }
}

/// The values of a field, and the patterns that people see in them.
struct ValueSet {
  let values: [Int]
  let bounds: ClosedRange<Int>

  init(mask: UInt64, bounds: ClosedRange<Int>) {
    values = bounds.filter { mask >> UInt64($0) & 1 == 1 }
    self.bounds = bounds
  }

  var isFull: Bool { values.count == bounds.count }
  var only: Int? { values.count == 1 ? values.first : nil }

  /// Three and more in a row.
  var run: ClosedRange<Int>? {
    guard let first = values.first, let last = values.last, values.count >= 3, last - first == values.count - 1
    else { return nil }
    return first...last
  }

  /// The same distance from one to the next through the field's whole range.
  var step: Int? {
    guard values.count >= 3 else { return nil }
    let step = values[1] - values[0]
    let isEven = zip(values, values.dropFirst()).allSatisfy { $1 - $0 == step }
    guard isEven, step > 1, values[0] - step < bounds.lowerBound, values[values.count - 1] + step > bounds.upperBound
    else { return nil }
    return step
  }
}

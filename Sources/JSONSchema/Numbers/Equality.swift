import JSON

/// Equality as JSON Schema means it: numbers by value (`1` is `1.0`), objects whatever the order of their members.
enum Equality {
  /// One representative of all equal values: compare and hash these.
  static func normalized(_ value: JSONValue) -> JSONValue {
    switch value {
    case .double(let number): whole(number).map { .integer($0) } ?? value
    case .array(let items): .array(items.map(normalized))
    case .object(let members): .object(members.mapValues(normalized))
    case .null, .bool, .integer, .string: value
    }
  }

  /// Whether two values are equal, without making representatives of them.
  static func areEqual(_ one: JSONValue, _ other: JSONValue) -> Bool {
    switch (one, other) {
    case (.array(let one), .array(let other)):
      one.count == other.count && one.indices.allSatisfy { areEqual(one[$0], other[$0]) }
    case (.object(let one), .object(let other)):
      one.count == other.count && one.allMembers { name, value in other[name].map { areEqual(value, $0) } ?? false }
    case (.integer, .double), (.double, .integer): normalized(one) == normalized(other)
    default: one == other
    }
  }

  /// The integer that a double's text means: 9.223372036854775e18 is 9223372036854775000, although the double itself is
  /// a little less. Nil where it has a fraction, or needs more than 64 bits.
  static func whole(_ number: Double) -> Int64? {
    guard number.magnitude >= 0x1p53 else { return Int64(exactly: number) }
    return ExactDecimal(.double(number))?.integer.flatMap { magnitude in
      number < 0 ? Int64(exactly: -Int128(magnitude)) : Int64(exactly: magnitude)
    }
  }

  /// Whether the value is a number without a fraction.
  static func isWhole(_ value: JSONValue) -> Bool {
    switch value {
    case .integer: true
    case .double(let number): number.isFinite && number == number.rounded(.towardZero)
    case .null, .bool, .string, .array, .object: false
    }
  }
}

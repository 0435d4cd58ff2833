import JSON

/// Equality as JSON Schema means it: numbers by value (`1` is `1.0`), objects whatever the order of their members.
enum Equality {
  /// One representative of all equal values: compare and hash these.
  static func normalized(_ value: JSONValue) -> JSONValue {
    switch value {
    case .double(let number): Int64(exactly: number).map { .integer($0) } ?? value
    case .array(let items): .array(items.map(normalized))
    case .object(let members): .object(members.mapValues(normalized))
    case .null, .bool, .integer, .string: value
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

import JSON

/// The kinds of values that schemas are compared for, one after the other: most keywords are about one kind only.
enum ValueKind: Hashable, Sendable, CaseIterable {
  // In the order in which counterexamples are looked for: the first are the ones that people expect.
  case string, number, boolean, null, object, array

  init(of value: JSONValue) {
    switch value {
    case .null: self = .null
    case .bool: self = .boolean
    case .integer, .double: self = .number
    case .string: self = .string
    case .array: self = .array
    case .object: self = .object
    }
  }

  /// Whether no value of this kind holds others.
  var isScalar: Bool { self != .object && self != .array }
}

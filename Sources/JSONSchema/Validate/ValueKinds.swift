import JSON

/// Kinds of values, as `type` tells them apart, and sets of them. Whole numbers are a kind of their own.
struct ValueKinds: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  static let null = ValueKinds(rawValue: 1)
  static let boolean = ValueKinds(rawValue: 2)
  static let integer = ValueKinds(rawValue: 4)
  static let fraction = ValueKinds(rawValue: 8)
  static let string = ValueKinds(rawValue: 16)
  static let array = ValueKinds(rawValue: 32)
  static let object = ValueKinds(rawValue: 64)

  static let numbers: ValueKinds = [.integer, .fraction]
  static let all: ValueKinds = [.null, .boolean, .integer, .fraction, .string, .array, .object]

  static let count: UInt8 = 7

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The one kind of a value.
  init(of value: JSONValue) {
    switch value {
    case .null: self = .null
    case .bool: self = .boolean
    case .integer: self = .integer
    case .double: self = Equality.isWhole(value) ? .integer : .fraction
    case .string: self = .string
    case .array: self = .array
    case .object: self = .object
    }
  }

  init(_ type: JSONType) {
    switch type {
    case .null: self = .null
    case .boolean: self = .boolean
    case .integer: self = .integer
    case .number: self = .numbers
    case .string: self = .string
    case .array: self = .array
    case .object: self = .object
    }
  }
}

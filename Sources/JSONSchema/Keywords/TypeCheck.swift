import JSON

/// `type`.
struct TypeCheck: Keyword {
  private let location: String
  let types: Set<JSONType>

  init?(_ compiler: NodeCompiler) {
    let expected = "one of \(Wording.list(JSONType.allCases.map(\.rawValue), "or")), or a list of different ones"
    let types = compiler.value("type", expected) { value -> Set<JSONType>? in
      let names = value.stringValue.map { [$0] } ?? NodeCompiler.names(value) ?? []
      let types = names.compactMap { JSONType(rawValue: $0) }
      return types.isEmpty || types.count != names.count ? nil : Set(types)
    }
    guard let types else { return nil }
    self.types = types
    location = compiler.location("type")
  }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    if types.contains(JSONType(of: value)) || Equality.isWhole(value) && types.contains(.integer) { return true }
    if case .integer = value, types.contains(.number) { return true }
    return validation.fail(location, "must be \(nouns), but is \(Wording.shown(value))")
  }

  private var nouns: String {
    Wording.list(JSONType.allCases.filter(types.contains).map(\.noun), "or")
  }
}

/// The types that `type` names.
enum JSONType: String, CaseIterable, Hashable, Sendable {
  case string, integer, number, boolean, array, object, null

  init(of value: JSONValue) {
    switch value {
    case .null: self = .null
    case .bool: self = .boolean
    case .integer: self = .integer
    case .double: self = .number
    case .string: self = .string
    case .array: self = .array
    case .object: self = .object
    }
  }

  var noun: String {
    switch self {
    case .null: "null"
    case .boolean: "true or false"
    case .integer: "an integer"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

import JSON

/// `type`.
final class TypeCheck: Keyword {
  private let location: String
  let types: Set<JSONType>
  let allowed: ValueKinds

  init?(_ compiler: NodeCompiler) {
    let expected = "one of \(Wording.list(JSONType.allCases.map(\.rawValue), "or")), or a list of different ones"
    let types = compiler.value("type", expected) { value -> Set<JSONType>? in
      let names = value.stringValue.map { [$0] } ?? NodeCompiler.names(value) ?? []
      let types = names.compactMap { JSONType(rawValue: $0) }
      return types.isEmpty || types.count != names.count ? nil : Set(types)
    }
    guard let types else { return nil }
    self.types = types
    allowed = types.reduce(into: []) { $0.formUnion(ValueKinds($1)) }
    location = compiler.location("type")
  }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    if allowed.contains(ValueKinds(of: value)) { return true }
    return validation.fail(location, value, mustBe: nouns)
  }

  private var nouns: String {
    Wording.list(JSONType.allCases.filter(types.contains).map(\.noun), "or")
  }
}

/// The types that `type` names.
enum JSONType: String, CaseIterable, Hashable, Sendable {
  case string, integer, number, boolean, array, object, null

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

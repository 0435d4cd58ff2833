import JSON

/// The schema `false`.
struct Impossible: Keyword {
  let location: String

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    validation.fail(location, "is not allowed")
  }
}

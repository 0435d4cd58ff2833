import JSON

/// The schema `false`.
final class Impossible: Keyword {
  let location: String

  init(location: String) { self.location = location }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    validation.fail(location, "is not allowed")
  }
}

import JSON

/// `enum`.
final class Enumeration: Keyword {
  private let location: String
  let values: [JSONValue]
  private let normalized: Set<JSONValue>

  init?(_ compiler: NodeCompiler) {
    guard let values = compiler.value("enum", "a list", { $0.arrayValue }) else { return nil }
    guard values.count <= Enumeration.maximumCount else {
      compiler.report("'enum' has \(values.count) values, and may have \(Enumeration.maximumCount)", "enum")
      return nil
    }
    self.values = values
    normalized = Set(values.map(Equality.normalized))
    location = compiler.location("enum")
  }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    if normalized.contains(Equality.normalized(value)) { return true }
    return validation.fail(location, value, mustBe: choices)
  }

  /// More than anybody chooses from; each is kept twice.
  private static let maximumCount = 100_000

  private static let longestListing = 12

  private var choices: String {
    guard values.count <= Enumeration.longestListing else {
      let first = values.prefix(Enumeration.longestListing).map(Wording.shown).joined(separator: ", ")
      return "one of \(first) and \(values.count - Enumeration.longestListing) others"
    }
    return values.isEmpty ? "one of no values at all" : Wording.list(values.map(Wording.shown), "or")
  }
}

/// `const`.
final class Constant: Keyword {
  private let location: String
  let value: JSONValue
  private let normalized: JSONValue

  init?(_ compiler: NodeCompiler) {
    guard let value = compiler.members["const"] else { return nil }
    self.value = value
    normalized = Equality.normalized(value)
    location = compiler.location("const")
  }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    if Equality.normalized(value) == normalized { return true }
    return validation.fail(location, value, mustBe: self.value.text)
  }
}

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
    if contains(value) { return true }
    return validation.fail(location, value, mustBe: choices)
  }

  /// Lists and objects are compared one by one, unless there are many: making a representative of each takes memory.
  private func contains(_ value: JSONValue) -> Bool {
    if values.count <= Enumeration.comparedOneByOne, value.arrayValue != nil || value.objectValue != nil {
      return values.contains { Equality.areEqual($0, value) }
    }
    return normalized.contains(Equality.normalized(value))
  }

  private static let comparedOneByOne = 20

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

  init?(_ compiler: NodeCompiler) {
    guard let value = compiler.members["const"] else { return nil }
    self.value = value
    location = compiler.location("const")
  }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    if Equality.areEqual(value, self.value) { return true }
    return validation.fail(location, value, mustBe: self.value.text)
  }
}

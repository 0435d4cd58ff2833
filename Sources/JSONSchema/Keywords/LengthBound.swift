import JSON

/// `minLength`, `maxItems` and the like: how many characters, items or members there may be.
final class LengthBound: Keyword {
  static let keywords = ["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"]

  enum Measure { case characters, items, members }

  private let location: String
  let measure: Measure
  let isMinimum: Bool
  let bound: Int

  init?(_ keyword: String, _ compiler: NodeCompiler) {
    guard let bound = compiler.count(keyword) else { return nil }
    self.bound = bound
    isMinimum = keyword.hasPrefix("min")
    measure = keyword.hasSuffix("Length") ? .characters : keyword.hasSuffix("Items") ? .items : .members
    location = compiler.location(keyword)
  }

  var kinds: ValueKinds {
    switch measure {
    case .characters: .string
    case .items: .array
    case .members: .object
    }
  }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    if case .string(let text) = value, measure == .characters, isPlainlyKept(by: text) { return true }
    guard let length = length(of: value), isMinimum ? length < bound : length > bound else { return true }
    let relation = isMinimum ? "at least" : "at most"
    return validation.fail(location, "must have \(relation) \(Wording.count(bound, noun)), but has \(length)")
  }

  /// Whether no character need be counted: each takes one byte to four.
  private func isPlainlyKept(by text: String) -> Bool {
    isMinimum ? text.utf8.count / 4 >= bound : text.utf8.count <= bound
  }

  private func length(of value: JSONValue) -> Int? {
    switch (measure, value) {
    case (.characters, .string(let text)): text.unicodeScalars.count
    case (.items, .array(let items)): items.count
    case (.members, .object(let members)): members.count
    default: nil
    }
  }

  private var noun: String {
    switch measure {
    case .characters: "character"
    case .items: "item"
    case .members: "member"
    }
  }
}

import Documents
import JSON

/// One value of a document on its way into a typed tree. Each accessor answers nil after it reported what is wrong.
struct Field {
  let value: JSONValue
  let place: Place
  let findings: Findings

  /// Any value, as it is.
  var raw: Sourced<JSONValue> { Sourced(value: value, place: place) }

  func wrongType(_ expected: String, hint: String? = nil) {
    findings.report(
      .wrongType, at: place, "expected \(expected), found \(Self.name(of: value))", expected: expected,
      actual: Self.name(of: value), hint: hint)
  }

  func invalid(_ message: String, expected: String? = nil, hint: String? = nil) {
    findings.report(.invalidValue, at: place, message, expected: expected, actual: shown, hint: hint)
  }

  /// A scalar's text as it was written: `version: 1.10` is `1.10`.
  func text() -> Sourced<String>? {
    switch value {
    case .string(let text): return Sourced(value: text, place: place)
    case .integer, .double, .bool:
      guard let text = findings.document.sourceText(of: place.path) else { break }
      return Sourced(value: text, place: place)
    case .null, .array, .object: break
    }
    wrongType("text")
    return nil
  }

  func bool() -> Sourced<Bool>? {
    guard let value = value.boolValue else {
      wrongType("true or false")
      return nil
    }
    return Sourced(value: value, place: place)
  }

  /// An integer in a range.
  func integer(in range: ClosedRange<Int>) -> Sourced<Int>? {
    guard let value = value.integerValue else {
      wrongType("an integer")
      return nil
    }
    guard let number = Int(exactly: value), range.contains(number) else {
      invalid("\(value) is out of range", expected: "\(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return Sourced(value: number, place: place)
  }

  func number(in range: ClosedRange<Double>) -> Sourced<Double>? {
    guard let value = value.doubleValue else {
      wrongType("a number")
      return nil
    }
    guard range.contains(value) else {
      invalid("\(shown) is out of range", expected: "\(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return Sourced(value: value, place: place)
  }

  /// One of a few words.
  func choice<Choice: RawRepresentable<String>>(of choices: [Choice]) -> Sourced<Choice>? {
    guard let text = text() else { return nil }
    if let choice = choices.first(where: { $0.rawValue == text.value }) { return text.map { _ in choice } }
    let names = choices.map(\.rawValue)
    invalid(
      "`\(text.value)` is none of the choices", expected: names.joined(separator: ", "),
      hint: findings.nearest(to: text.value, among: names).map { "did you mean `\($0)`?" })
    return nil
  }

  func object() -> JSONObject? {
    guard let object = value.objectValue else {
      wrongType("an object")
      return nil
    }
    return object
  }

  /// An object's members, in order.
  func objectFields() -> [(name: String, field: Field)] {
    (object() ?? [:]).map { ($0, Field(value: $1, place: place.key($0), findings: findings)) }
  }

  func elements() -> [Field]? {
    guard let array = value.arrayValue else {
      wrongType("a list")
      return nil
    }
    return array.enumerated().map { Field(value: $1, place: place.index($0), findings: findings) }
  }

  /// A list of texts, or one text alone.
  func texts() -> [Sourced<String>]? {
    if value.arrayValue == nil { return text().map { [$0] } }
    return elements().map { $0.compactMap { $0.text() } }
  }

  /// What a message shows of the value: scalars as they are, collections by their type.
  private var shown: String {
    switch value {
    case .array, .object, .null: Self.name(of: value)
    case .string(let text): text
    case .bool, .integer, .double: findings.document.sourceText(of: place.path) ?? Self.name(of: value)
    }
  }

  static func name(of value: JSONValue) -> String {
    switch value {
    case .null: "nothing"
    case .bool(let value): "\(value)"
    case .integer: "an integer"
    case .double: "a number"
    case .string: "text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

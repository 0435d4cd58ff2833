import JSON

/// `minimum`, `maximum` and their exclusive forms.
final class NumberBound: Keyword {
  static let keywords = ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"]

  private let location: String
  let keyword: String
  let bound: JSONValue
  private let isMinimum: Bool
  private let isExclusive: Bool

  init?(_ keyword: String, _ compiler: NodeCompiler) {
    guard let bound = compiler.number(keyword) else { return nil }
    self.keyword = keyword
    self.bound = bound
    isMinimum = keyword.hasSuffix("inimum")
    isExclusive = keyword.hasPrefix("exclusive")
    location = compiler.location(keyword)
  }

  var kinds: ValueKinds { .numbers }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    guard let order = NumberOrder(value, bound) else { return true }
    if isKept(order) { return true }
    return validation.fail(location, "must be \(relation) \(bound.text), but is \(value.text)")
  }

  private func isKept(_ order: NumberOrder) -> Bool {
    switch order {
    case .equal: !isExclusive
    case .less: !isMinimum
    case .greater: isMinimum
    }
  }

  private var relation: String {
    switch keyword {
    case "minimum": "at least"
    case "exclusiveMinimum": "more than"
    case "maximum": "at most"
    default: "less than"
    }
  }
}

/// `multipleOf`.
final class MultipleOf: Keyword {
  private let location: String
  let divisor: JSONValue
  let decimal: ExactDecimal

  init?(_ compiler: NodeCompiler) {
    let divisor = compiler.value("multipleOf", "a number above 0") { value -> JSONValue? in
      // Not `? value : nil`, which would be JSON's null.
      if NumberOrder(value, 0) == .greater { return value } else { return nil }
    }
    guard let divisor, let decimal = ExactDecimal(divisor) else { return nil }
    self.divisor = divisor
    self.decimal = decimal
    location = compiler.location("multipleOf")
  }

  var kinds: ValueKinds { .numbers }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    if case .integer(let number) = value, case .integer(let divisor) = divisor, number.isMultiple(of: divisor) {
      return true
    }
    guard let number = ExactDecimal(value), !number.isMultiple(of: decimal) else { return true }
    return validation.fail(location, "must be a multiple of \(divisor.text), but is \(value.text)")
  }
}

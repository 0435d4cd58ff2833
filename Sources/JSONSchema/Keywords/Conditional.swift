import JSON

/// `if`, `then` and `else`. Without `if` the others mean nothing.
final class Conditional: Keyword {
  let condition: Int
  let consequence: Int?
  let alternative: Int?

  init?(_ compiler: NodeCompiler) {
    consequence = compiler.subschema("then")
    alternative = compiler.subschema("else")
    guard let condition = compiler.subschema("if") else { return nil }
    self.condition = condition
  }

  var inPlaceNodes: [Int] { [condition] + [consequence, alternative].compactMap { $0 } }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    let branch = validation.quietlyAccepts(value, condition, &evaluated) ? consequence : alternative
    return branch.map { validation.accepts(value, $0, &evaluated) } ?? true
  }

  func fill(_ value: inout JSONValue, _ filler: inout DefaultFiller) {
    let isTrue = filler.accepts(value, condition)
    if isTrue { value = filler.filled(value, condition) }
    if let branch = isTrue ? consequence : alternative { value = filler.filled(value, branch) }
  }
}

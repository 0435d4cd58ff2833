import JSON

/// `contains` with `minContains` and `maxContains`.
final class Contains: Keyword {
  private let location: String
  let node: Int
  let minimum: Int
  let maximum: Int?
  /// Whether what it accepts is evaluated.
  private let evaluates: Bool

  init?(_ compiler: NodeCompiler) {
    // Bounds alone have no effect, but must be well-formed.
    let minimum = compiler.uses(.validation) ? compiler.count("minContains") : nil
    let maximum = compiler.uses(.validation) ? compiler.count("maxContains") : nil
    guard let node = compiler.subschema("contains") else { return nil }
    self.node = node
    self.minimum = minimum ?? 1
    self.maximum = maximum
    evaluates = compiler.dialect.draft.containsEvaluates
    location = compiler.location("contains")
  }

  var kinds: ValueKinds { .array }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    guard case .array(let items) = value else { return true }
    var count = 0
    for (index, item) in items.enumerated() {
      var nothing: EvaluatedParts?
      guard validation.quietlyAccepts(item, node, &nothing) else { continue }
      count += 1
      if evaluates { evaluated?.mark(index) }
    }
    if count < minimum {
      return validation.fail(
        location,
        "must have at least \(Wording.count(minimum, "item")) of the kind that 'contains' asks for, but has \(count)")
    }
    guard let maximum, count > maximum else { return true }
    return validation.fail(
      location,
      "must have at most \(Wording.count(maximum, "item")) of the kind that 'contains' asks for, but has \(count)")
  }
}

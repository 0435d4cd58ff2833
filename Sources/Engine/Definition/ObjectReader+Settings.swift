import JSON

extension ObjectReader {
  /// A setting that may stand in several objects, as `timeoutSeconds` beside `type` or inside `input`. The first wins;
  /// a different value in another is reported.
  static func either(_ name: String, in readers: [ObjectReader]) -> Field? {
    let fields = readers.compactMap { $0.field(name) }
    guard let first = fields.first else { return nil }
    for other in fields.dropFirst() where other.value != first.value {
      other.findings.report(
        .conflictingKeys, at: other.place, part: .key,
        "`\(other.place)` is the same setting as `\(first.place)`, and says something else", hint: "keep one of the two"
      )
    }
    return first
  }
}

extension Field {
  /// An object whose members may be templates.
  func rawObject() -> Sourced<JSONValue>? { object().map { _ in raw } }

  /// An object, or a template that makes one.
  func objectTemplate() -> Sourced<JSONValue>? {
    switch value {
    case .object, .string: return raw
    case .null, .bool, .integer, .double, .array:
      wrongType("an object", hint: "or a template that makes one")
      return nil
    }
  }

  /// A text that may be a template.
  func textTemplate() -> Sourced<JSONValue>? { text().map { $0.map { .string($0) } } }

  /// The source of a condition. `true` and `false` of YAML and JSON mean Starlark's.
  func condition() -> Sourced<String>? {
    if let constant = value.boolValue { return Sourced(value: constant ? "True" : "False", place: place) }
    return text()
  }
}

import JSON

/// A schema read as most authors mean it: an object has the members that are named and no others.
///
/// By the letter of JSON Schema any other member may be there with any value, and what one agent's schema doesn't name
/// would always be something that the next one can't take.
enum ClosedReading {
  static func of(_ schema: JSONValue) -> JSONValue {
    guard case .object(var keywords) = schema else { return schema }
    for (keyword, value) in keywords {
      if parts.contains(keyword) { keywords[keyword] = of(value) }
      if lists.contains(keyword), case .array(let schemas) = value { keywords[keyword] = .array(schemas.map(of)) }
      if maps.contains(keyword), case .object(let schemas) = value {
        keywords[keyword] = .object(schemas.mapValues(of))
      }
    }
    if keywords["properties"] != nil, !keywords.contains(where: { opening.contains($0.key) }) {
      keywords["additionalProperties"] = false
    }
    return .object(keywords)
  }

  /// Whether a schema says anything about the members of an object.
  static func saysSomething(_ schema: JSONValue) -> Bool {
    !(schema.objectValue ?? [:]).filter { !silent.contains($0.key) && !($0.key == "type" && $0.value == "object") }
      .isEmpty
  }

  // Not those that negate or distinguish (`not`, `if`, `contains`), nor `allOf`, whose parts name members for each
  // other.
  private static let parts: Set<String> = ["items", "additionalProperties"]
  private static let lists: Set<String> = ["anyOf", "oneOf", "prefixItems"]
  private static let maps: Set<String> = ["properties", "$defs", "definitions"]

  /// With these beside it `properties` isn't all that names members.
  private static let opening: Set<String> = [
    "additionalProperties", "patternProperties", "unevaluatedProperties", "allOf", "anyOf", "oneOf", "$ref",
    "$dynamicRef", "if", "dependentSchemas", "dependencies",
  ]

  private static let silent: Set<String> = [
    "$schema", "$id", "$defs", "$comment", "title", "description", "default", "examples", "deprecated",
  ]
}

/// The keywords of draft 2020-12, by vocabulary, and where they hold schemas.
enum KeywordTable {
  enum Vocabulary: String, CaseIterable, Hashable, Sendable {
    case core = "https://json-schema.org/draft/2020-12/vocab/core"
    case applicator = "https://json-schema.org/draft/2020-12/vocab/applicator"
    case unevaluated = "https://json-schema.org/draft/2020-12/vocab/unevaluated"
    case validation = "https://json-schema.org/draft/2020-12/vocab/validation"
    case metaData = "https://json-schema.org/draft/2020-12/vocab/meta-data"
    case formatAnnotation = "https://json-schema.org/draft/2020-12/vocab/format-annotation"
    case formatAssertion = "https://json-schema.org/draft/2020-12/vocab/format-assertion"
    case content = "https://json-schema.org/draft/2020-12/vocab/content"

    /// What the standard's own meta-schema uses.
    static let standard = Set(allCases).subtracting([.formatAssertion])
  }

  /// The value is a schema.
  static let singles: Set<String> = [
    "additionalProperties", "items", "contains", "propertyNames", "if", "then", "else", "not", "unevaluatedItems",
    "unevaluatedProperties", "contentSchema",
  ]
  /// The value is a list of schemas.
  static let lists: Set<String> = ["allOf", "anyOf", "oneOf", "prefixItems"]
  /// The value is an object of schemas. `definitions` is what `$defs` was called once; references into it abound.
  static let maps: Set<String> = [
    "$defs", "definitions", "properties", "patternProperties", "dependentSchemas", "dependencies",
  ]

  /// Keywords of other drafts that would be silently without effect, and what to write instead.
  static let refused: [String: String] = [
    "additionalItems": "'additionalItems' has no meaning in draft 2020-12; write 'prefixItems' and 'items'",
    "$recursiveRef": "'$recursiveRef' has no meaning in draft 2020-12; write '$dynamicRef'",
    "$recursiveAnchor": "'$recursiveAnchor' has no meaning in draft 2020-12; write '$dynamicAnchor'",
  ]

  static let known: Set<String> = singles.union(lists).union(maps).union([
    "$id", "$schema", "$ref", "$anchor", "$dynamicRef", "$dynamicAnchor", "$vocabulary", "$comment", "type", "enum",
    "const", "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength", "minLength",
    "pattern", "maxItems", "minItems", "uniqueItems", "maxContains", "minContains", "maxProperties", "minProperties",
    "required", "dependentRequired", "title", "description", "default", "deprecated", "readOnly", "writeOnly",
    "examples", "format", "contentEncoding", "contentMediaType",
  ])
}

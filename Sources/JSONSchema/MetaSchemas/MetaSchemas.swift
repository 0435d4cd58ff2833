import JSON

/// The schemas that describe schemas (https://json-schema.org/draft/2020-12/schema and its vocabularies, and the other
/// drafts'): what `$schema` names, and what a schema refers to that holds schemas itself.
enum MetaSchemas {
  /// By address. A text that can't be parsed would be a mistake in this module; a test looks.
  static let documents: [String: JSONValue] = {
    var documents: [String: JSONValue] = [:]
    for text in all2020 + all2019 + [draft7] {
      guard let document = parsed(text), let address = document["$id"]?.stringValue else { continue }
      documents[URIReference(address).withoutFragment.text] = document
    }
    return documents
  }()

  private static func parsed(_ text: String) -> JSONValue? {
    do throws(JSONSyntaxError) { return try JSONValue(parsing: text) } catch { return nil }
  }

  private static let all2020 = [
    main, core, applicator, unevaluated, validation, metaData, formatAnnotation, formatAssertion, content,
  ]

  private static let main = """
    {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://json-schema.org/draft/2020-12/schema",
    "$vocabulary": {
      "https://json-schema.org/draft/2020-12/vocab/core": true,
      "https://json-schema.org/draft/2020-12/vocab/applicator": true,
      "https://json-schema.org/draft/2020-12/vocab/unevaluated": true,
      "https://json-schema.org/draft/2020-12/vocab/validation": true,
      "https://json-schema.org/draft/2020-12/vocab/meta-data": true,
      "https://json-schema.org/draft/2020-12/vocab/format-annotation": true,
      "https://json-schema.org/draft/2020-12/vocab/content": true},
    "$dynamicAnchor": "meta", "type": ["object", "boolean"],
    "allOf": [
      {"$ref": "meta/core"}, {"$ref": "meta/applicator"}, {"$ref": "meta/unevaluated"}, {"$ref": "meta/validation"},
      {"$ref": "meta/meta-data"}, {"$ref": "meta/format-annotation"}, {"$ref": "meta/content"}],
    "properties": {
      "definitions": {"type": "object", "additionalProperties": {"$dynamicRef": "#meta"}, "deprecated": true,
        "default": {}},
      "dependencies": {"type": "object", "deprecated": true, "default": {}, "additionalProperties": {
        "anyOf": [{"$dynamicRef": "#meta"}, {"$ref": "meta/validation#/$defs/stringArray"}]}},
      "$recursiveAnchor": {"$ref": "meta/core#/$defs/anchorString", "deprecated": true},
      "$recursiveRef": {"$ref": "meta/core#/$defs/uriReferenceString", "deprecated": true}}}
    """
}

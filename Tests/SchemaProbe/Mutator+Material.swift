extension Mutator {
  static let seeds = [
    ##"{"type":"object","required":["a"],"properties":{"a":{"type":"string","pattern":"^[a-z]+$"},"b":{"minimum":1}}}"##,
    ##"{"$id":"x","items":{"$ref":"x"},"allOf":[{"items":{"$ref":"#"}},{"maxItems":3}]}"##,
    ##"{"$dynamicAnchor":"n","properties":{"a":{"$dynamicRef":"#n"},"b":{"items":{"$dynamicRef":"#n"}}}}"##,
    ##"{"anyOf":[{"type":"string"},{"$ref":"#/$defs/a"}],"$defs":{"a":{"oneOf":[{"const":1},{"enum":[1.0,"b",null]}]}}}"##,
    ##"{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"not":{"required":["b"]}},"default":{"a":1}}"##,
    ##"{"prefixItems":[{"type":"integer"},true],"items":{"multipleOf":0.01},"contains":{"const":1},"minContains":0}"##,
    ##"{"unevaluatedProperties":false,"allOf":[{"properties":{"a":true}},{"patternProperties":{"^b":{"default":2}}}]}"##,
    ##"{"unevaluatedItems":{"type":"null"},"anyOf":[{"prefixItems":[true]},{"contains":{"type":"string"}}]}"##,
    ##"{"dependentSchemas":{"a":{"minProperties":2}},"dependentRequired":{"a":["b"]},"propertyNames":{"maxLength":3}}"##,
    ##"{"$schema":"http://json-schema.org/draft-07/schema#","items":[{"$ref":"#/definitions/a"}],"additionalItems":false,"definitions":{"a":{"$id":"#a"}}}"##,
    ##"{"$schema":"https://json-schema.org/draft/2019-09/schema","$recursiveAnchor":true,"items":{"$recursiveRef":"#"}}"##,
    ##"{"$ref":"https://json-schema.org/draft/2020-12/schema"}"##,
    ##"{"$ref":"http://json-schema.org/draft-07/schema#"}"##,
    ##"{"format":"date-time","uniqueItems":true,"maxLength":5,"minLength":2,"contentSchema":{"type":"null"}}"##,
    ##"{"properties":{"a":{"default":{},"properties":{"a":{"$ref":"#/properties/a"}}}}}"##,
    ##"{"anyOf":[{"items":{"$ref":"#"}},{"items":{"$ref":"#"},"type":"array"},{"additionalProperties":{"$ref":"#"}}]}"##,
    "true", "false", "{}", ##"{"$vocabulary":{},"$comment":"x"}"##,
  ]

  static let references = [
    "#", "#/$defs/a", "#/properties/a", "#/items", "#/allOf/0", "#n", "x", "x#/items", "#/definitions/a", "#a", "",
    "#/%25",
    "https://json-schema.org/draft/2020-12/schema", "http://json-schema.org/draft-07/schema#", "../y", "urn:x:y#z",
  ]

  static let keywords = [
    "$id", "$schema", "$ref", "$anchor", "$dynamicRef", "$dynamicAnchor", "$defs", "definitions", "type", "enum",
    "const",
    "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength", "minLength", "pattern",
    "maxItems", "minItems", "uniqueItems", "maxContains", "minContains", "maxProperties", "minProperties", "required",
    "dependentRequired", "dependentSchemas", "dependencies", "properties", "patternProperties", "additionalProperties",
    "propertyNames", "items", "prefixItems", "additionalItems", "contains", "allOf", "anyOf", "oneOf", "not", "if",
    "then",
    "else", "unevaluatedItems", "unevaluatedProperties", "format", "default", "title", "contentSchema", "$recursiveRef",
    "$recursiveAnchor", "examples", "a",
  ]

  static let names = ["a", "b", "c", "ab", "", "a/b", "~", "é", "e\u{301}", "0", "1", "properties", "$ref"]

  static let integers: [Int64] = [0, 1, -1, 2, 3, 10, 100, 1_000_000, .max, .min, 9_007_199_254_740_993]

  static let reals = [0.0, -0.0, 1.0, 0.1, 0.01, 1e308, -1e308, 1e-300, 9.223372036854775e18, 1.5, 1e16]

  static let texts = [
    "", "a", "ab", "string", "integer", "object", "array", "null", "date", "date-time", "uri", "regex", "hostname", "é",
    "😀", "2026-02-30T12:00:60Z", "(a*)*b", "(a|b|ab)*c", "[", "^$", "\\p{L}+", "(.{1,100}){1,100}", "a{0,5000}", "x",
    "#",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
  ]
}

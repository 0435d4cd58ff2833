/// The keywords of a draft, and where they hold schemas.
struct KeywordTable: Sendable {
  /// The value is a schema.
  let singles: Set<String>
  /// The value is a list of schemas.
  let lists: Set<String>
  /// The value is an object of schemas. `definitions` is what `$defs` was called once; references into it abound.
  let maps: Set<String>
  /// All of them, also those without schemas.
  let known: Set<String>
  /// Keywords of other drafts that would be silently without effect, and what to write instead.
  let refused: [String: String]

  static func of(_ draft: Draft) -> KeywordTable {
    switch draft {
    case .draft7: draft7
    case .draft2019: draft2019
    case .draft2020: draft2020
    }
  }

  private init(
    singles: Set<String>, lists: Set<String>, maps: Set<String>, others: Set<String>, refused: [String: String] = [:]
  ) {
    (self.singles, self.lists, self.maps, self.refused) = (singles, lists, maps, refused)
    known = singles.union(lists).union(maps).union(others)
  }
}

extension KeywordTable {
  private static let commonSingles: Set<String> = [
    "additionalProperties", "items", "contains", "propertyNames", "if", "then", "else", "not",
  ]
  private static let commonLists: Set<String> = ["allOf", "anyOf", "oneOf"]
  private static let commonMaps: Set<String> = ["definitions", "properties", "patternProperties", "dependencies"]
  private static let commonOthers: Set<String> = [
    "$id", "$schema", "$ref", "$comment", "type", "enum", "const", "multipleOf", "maximum", "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum", "maxLength", "minLength", "pattern", "maxItems", "minItems", "uniqueItems", "maxProperties",
    "minProperties", "required", "title", "description", "default", "readOnly", "writeOnly", "examples", "format",
    "contentEncoding", "contentMediaType",
  ]
  private static let othersSince2019: Set<String> = [
    "$anchor", "$vocabulary", "maxContains", "minContains", "dependentRequired", "deprecated",
  ]
  private static let singlesSince2019: Set<String> = ["unevaluatedItems", "unevaluatedProperties", "contentSchema"]
  private static let mapsSince2019: Set<String> = ["$defs", "dependentSchemas"]

  /// `items` stands among both: what it holds shows which it is.
  private static let draft7 = KeywordTable(
    singles: commonSingles.union(["additionalItems"]), lists: commonLists.union(["items"]), maps: commonMaps,
    others: commonOthers)

  private static let draft2019 = KeywordTable(
    singles: commonSingles.union(singlesSince2019).union(["additionalItems"]), lists: commonLists.union(["items"]),
    maps: commonMaps.union(mapsSince2019),
    others: commonOthers.union(othersSince2019).union(["$recursiveRef", "$recursiveAnchor"]))

  private static let draft2020 = KeywordTable(
    singles: commonSingles.union(singlesSince2019), lists: commonLists.union(["prefixItems"]),
    maps: commonMaps.union(mapsSince2019),
    others: commonOthers.union(othersSince2019).union(["$dynamicRef", "$dynamicAnchor"]),
    refused: [
      "additionalItems": "'additionalItems' has no meaning in draft 2020-12; write 'prefixItems' and 'items'",
      "$recursiveRef": "'$recursiveRef' has no meaning in draft 2020-12; write '$dynamicRef'",
      "$recursiveAnchor": "'$recursiveAnchor' has no meaning in draft 2020-12; write '$dynamicAnchor'",
    ])
}

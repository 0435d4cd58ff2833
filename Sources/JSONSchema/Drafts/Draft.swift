/// The editions of the standard that are understood; a document names its own in `$schema`.
public enum Draft: String, CaseIterable, Hashable, Sendable {
  /// https://json-schema.org/draft-07
  case draft7 = "http://json-schema.org/draft-07/schema"
  /// https://json-schema.org/draft/2019-09
  case draft2019 = "https://json-schema.org/draft/2019-09/schema"
  /// https://json-schema.org/draft/2020-12
  case draft2020 = "https://json-schema.org/draft/2020-12/schema"

  /// The address of the meta-schema, which `$schema` names.
  public var metaSchema: String { rawValue }

  /// As messages call it.
  var name: String {
    switch self {
    case .draft7: "draft 7"
    case .draft2019: "draft 2019-09"
    case .draft2020: "draft 2020-12"
    }
  }

  /// `$ref` takes the place of the schema that it stands in: whatever stands beside it has no effect.
  var referenceReplacesSchema: Bool { self == .draft7 }

  /// `$id` may also be what became `$anchor` later: `#name`.
  var identifierMayBeAnchor: Bool { self == .draft7 }

  /// `items` may be a list of schemas, one for each place, and `additionalItems` is about the others. Later that became
  /// `prefixItems` and `items`.
  var hasAdditionalItems: Bool { self != .draft2020 }

  /// What `contains` has accepted counts as evaluated.
  var containsEvaluates: Bool { self == .draft2020 }
}

/// Groups of keywords. Meta-schemas choose among them since draft 2019-09; draft 7 has them too, without the names.
enum Vocabulary: CaseIterable, Hashable, Sendable {
  case core, applicator, unevaluated, validation, metaData, formatAnnotation, formatAssertion, content

  /// What a meta-schema asks for by naming an address; nil for one that isn't known.
  static func named(_ address: String, isRequired: Bool) -> [Vocabulary]? {
    if let vocabulary = addresses2020[address] { return [vocabulary] }
    if address == "https://json-schema.org/draft/2019-09/vocab/format" {
      return [isRequired ? .formatAssertion : .formatAnnotation]
    }
    return addresses2019[address]
  }

  private static let addresses2020: [String: Vocabulary] = [
    "https://json-schema.org/draft/2020-12/vocab/core": .core,
    "https://json-schema.org/draft/2020-12/vocab/applicator": .applicator,
    "https://json-schema.org/draft/2020-12/vocab/unevaluated": .unevaluated,
    "https://json-schema.org/draft/2020-12/vocab/validation": .validation,
    "https://json-schema.org/draft/2020-12/vocab/meta-data": .metaData,
    "https://json-schema.org/draft/2020-12/vocab/format-annotation": .formatAnnotation,
    "https://json-schema.org/draft/2020-12/vocab/format-assertion": .formatAssertion,
    "https://json-schema.org/draft/2020-12/vocab/content": .content,
  ]

  private static let addresses2019: [String: [Vocabulary]] = [
    "https://json-schema.org/draft/2019-09/vocab/core": [.core],
    "https://json-schema.org/draft/2019-09/vocab/applicator": [.applicator, .unevaluated],
    "https://json-schema.org/draft/2019-09/vocab/validation": [.validation],
    "https://json-schema.org/draft/2019-09/vocab/meta-data": [.metaData],
    "https://json-schema.org/draft/2019-09/vocab/content": [.content],
  ]
}

/// How the keywords of a document are to be read: which draft wrote them, and which of its vocabularies are in use.
struct Dialect: Hashable, Sendable {
  let draft: Draft
  let vocabularies: Set<Vocabulary>

  /// What a draft's own meta-schema uses.
  static func standard(_ draft: Draft) -> Dialect {
    let unused: Set<Vocabulary> = draft == .draft7 ? [.formatAssertion, .unevaluated] : [.formatAssertion]
    return Dialect(draft: draft, vocabularies: Set(Vocabulary.allCases).subtracting(unused))
  }

  var keywords: KeywordTable { KeywordTable.of(draft) }
}

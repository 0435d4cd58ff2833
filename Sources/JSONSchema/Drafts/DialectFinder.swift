import JSON

/// Finds out what a document is written in: `$schema` names a draft's own meta-schema, or one of the registry's, which
/// names its vocabularies or is itself written for a draft.
struct DialectFinder {
  struct Failure: Error {
    let message: String
  }

  let registry: SchemaRegistry
  /// Meta-schemas that were looked at: they may describe each other in circles.
  private var visited: Set<String> = []

  init(registry: SchemaRegistry) { self.registry = registry }

  mutating func dialect(named name: JSONValue) throws(Failure) -> Dialect {
    guard case .string(let text) = name else {
      throw Failure(message: "'$schema' must be the address of a meta-schema")
    }
    let address = text.hasSuffix("#") ? String(text.dropLast()) : text
    if let draft = Draft(rawValue: address) { return Dialect.standard(draft) }
    guard let metaSchema = registry.document(at: address) else { throw unknown(text) }
    guard visited.insert(address).inserted, let next = metaSchema["$schema"] else {
      throw Failure(message: "the meta-schema '\(text)' doesn't say which draft it is written for")
    }
    let dialect = try dialect(named: next)
    guard let vocabularies = metaSchema["$vocabulary"]?.objectValue else { return dialect }
    return try Dialect(draft: dialect.draft, vocabularies: used(vocabularies))
  }

  private func used(_ vocabularies: JSONObject) throws(Failure) -> Set<Vocabulary> {
    var used: Set<Vocabulary> = [.core]
    for (address, isRequired) in vocabularies {
      if let known = Vocabulary.named(address, isRequired: isRequired == true) {
        used.formUnion(known)
      } else if isRequired == true {
        throw Failure(message: "the vocabulary '\(address)' is required and not known")
      }
    }
    return used
  }

  private func unknown(_ text: String) -> Failure {
    let drafts = Wording.list(Draft.allCases.map { "'\($0.metaSchema)'" }, "or")
    return Failure(message: "the meta-schema '\(text)' is not known; schemas are written for \(drafts)")
  }
}

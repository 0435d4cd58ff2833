import JSON

/// Reads the keywords of one schema.
final class NodeCompiler {
  let compiler: SchemaCompiler
  let members: JSONObject
  let place: SchemaPlace
  let resource: Int
  let dialect: Dialect
  private var keywords: [any Keyword] = []

  init(_ compiler: SchemaCompiler, _ members: JSONObject, at place: SchemaPlace, resource: Int) {
    self.compiler = compiler
    self.members = members
    self.place = place
    self.resource = resource
    dialect = compiler.library.resources[resource].dialect
  }

  func compile() -> SchemaNode {
    checkNames()
    compileReferences()
    if !isReplaced { compileAssertions() }
    compileSchemasForReference()
    return SchemaNode(place: place, resource: resource, keywords: keywords, fallback: members["default"])
  }

  /// In old drafts nothing counts beside a `$ref`.
  private var isReplaced: Bool { dialect.draft.referenceReplacesSchema && members["$ref"] != nil }

  private func compileAssertions() {
    if uses(.validation) { compileValidation() }
    if uses(.formatAnnotation) || uses(.formatAssertion) { add(FormatCheck(self)) }
    if uses(.applicator) { compileApplicators() }
    // Only when all others have told what they evaluated, it is known what they left.
    if uses(.unevaluated) {
      add(UnevaluatedItems(self))
      add(UnevaluatedProperties(self))
    }
  }

  func uses(_ vocabulary: Vocabulary) -> Bool { dialect.vocabularies.contains(vocabulary) }

  /// Whether a keyword belongs to the draft: later ones mean nothing in a document of an earlier.
  func knows(_ keyword: String) -> Bool { dialect.keywords.known.contains(keyword) }

  private func add(_ keyword: (any Keyword)?) {
    if let keyword { keywords.append(keyword) }
  }

  private func compileReferences() {
    add(Reference(self))
    add(DynamicReference("$dynamicRef", self))
    add(DynamicReference("$recursiveRef", self))
  }

  private func compileValidation() {
    add(TypeCheck(self))
    add(Constant(self))
    add(Enumeration(self))
    for keyword in NumberBound.keywords { add(NumberBound(keyword, self)) }
    add(MultipleOf(self))
    for keyword in LengthBound.keywords { add(LengthBound(keyword, self)) }
    add(PatternCheck(self))
    add(UniqueItems(self))
    add(Required(self))
    add(DependentRequired(self))
  }

  private func compileApplicators() {
    add(Members(self))
    add(PropertyNames(self))
    add(dialect.draft.hasAdditionalItems ? Items(withAdditional: self) : Items(self))
    add(Contains(self))
    add(AllOf(self))
    add(AnyOf(self))
    add(OneOf(self))
    add(Not(self))
    add(Conditional(self))
    add(DependentSchemas(self))
    add(Dependencies(self))
  }

  /// What is only there to be referred to, or only an annotation, must be well-formed all the same.
  private func compileSchemasForReference() {
    _ = subschemaMap("$defs")
    _ = subschemaMap("definitions")
    _ = subschema("contentSchema")
  }

  private func checkNames() {
    for keyword in members.keys {
      if let message = dialect.keywords.refused[keyword] { report(message, keyword) }
      if !knows(keyword) { compiler.noteUnknown(keyword, at: place) }
    }
    for keyword in ["title", "description", "$comment", "contentEncoding", "contentMediaType"] { _ = string(keyword) }
    for keyword in ["deprecated", "readOnly", "writeOnly"] { _ = bool(keyword) }
  }
}

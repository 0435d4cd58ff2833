public import JSON

/// A compiled JSON Schema (https://json-schema.org): made once, then only read.
///
/// Draft 2020-12 is what schemas are taken for that don't say otherwise in `$schema`; draft 2019-09 and draft 7 are
/// understood too, with all their vocabularies. Formats and content keywords are annotations, as the standard has it,
/// unless formats are to be asserted. Keywords that no vocabulary knows are annotations too; `unknownKeywords` lists
/// them, for they are often misspelt. Everything else that isn't understood is refused when compiling.
public struct Schema: Sendable {
  /// What was compiled.
  public let source: JSONValue
  /// Where the schema has keywords that no vocabulary knows.
  public let unknownKeywords: [JSONPointer]
  let program: SchemaProgram
  /// What was taken for the draft where nothing is said.
  let draft: Draft

  /// Compiles a schema. References that leave it are looked for in the registry; nothing is ever fetched. The draft
  /// counts for what has no `$schema`.
  public init(
    compiling source: JSONValue, registry: SchemaRegistry = SchemaRegistry(), draft: Draft = .draft2020
  ) throws(SchemaError) {
    let compiler = SchemaCompiler(registry: registry, draft: draft)
    program = try compiler.compile(source)
    unknownKeywords = compiler.unknownKeywords
    self.source = source
    self.draft = draft
  }

  init(source: JSONValue, unknownKeywords: [JSONPointer], program: SchemaProgram, draft: Draft) {
    (self.source, self.unknownKeywords, self.program, self.draft) = (source, unknownKeywords, program, draft)
  }

  /// Whether a value is valid. Faster than asking for the violations.
  public func accepts(_ value: JSONValue, assertFormats: Bool = false) -> Bool {
    var validation = Validation(program, assertsFormats: assertFormats, report: nil)
    return validation.accepts(value)
  }

  /// Everything that is wrong with a value; empty when it is valid.
  public func violations(of value: JSONValue, assertFormats: Bool = false) -> [Violation] {
    if accepts(value, assertFormats: assertFormats) { return [] }
    var validation = Validation(program, assertsFormats: assertFormats, report: ViolationReport())
    _ = validation.accepts(value)
    return validation.report?.violations ?? []
  }

  /// The value with the members added that it lacks and for which the schema has a `default`, at every depth. Of
  /// alternatives (`anyOf`, `oneOf`, `if`) only those that accept the value as it is contribute.
  public func applyDefaults(to value: JSONValue) -> JSONValue {
    var filler = DefaultFiller(program: program)
    return filler.filled(value)
  }
}

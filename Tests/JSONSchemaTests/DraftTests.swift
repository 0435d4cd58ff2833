import JSON
import JSONSchema
import Testing

/// What older drafts mean by their keywords.
struct DraftTests {
  private func schema(_ text: String, _ draft: Draft = .draft2020) throws -> Schema {
    try Schema(compiling: JSONValue(parsing: text), draft: draft)
  }

  @Test(arguments: Draft.allCases)
  func `every draft's meta-schema describes itself and finds mistakes`(draft: Draft) throws {
    let meta = try schema(##"{"$schema":"\##(draft.metaSchema)","$ref":"\##(draft.metaSchema)"}"##)
    let source = try JSONValue(parsing: ##"{"$ref":"\##(draft.metaSchema)"}"##)
    #expect(meta.accepts(source))
    #expect(meta.accepts(["type": "string", "definitions": ["a": ["minLength": 1]]]))
    #expect(!meta.accepts(["definitions": ["a": ["minLength": -1]]]))
    #expect(!meta.accepts(["anyOf": [["not": ["type": "text"]]]]))
    #expect(!meta.accepts(3))
  }

  @Test func `the draft that a document names counts more than the one that is expected`() throws {
    let text = ##"{"$schema":"http://json-schema.org/draft-07/schema#","items":[{"type":"string"}]}"##
    #expect(try !schema(text, .draft2020).accepts([1]))
    #expect(throws: SchemaError.self) { try schema(##"{"items":[{"type":"string"}]}"##, .draft2020) }
    #expect(try !schema(##"{"items":[{"type":"string"}]}"##, .draft7).accepts([1]))
  }

  @Test func `a list of items is followed by additional ones in older drafts`() throws {
    for draft in [Draft.draft7, .draft2019] {
      let schema = try schema(##"{"items":[{"type":"string"}],"additionalItems":false}"##, draft)
      #expect(schema.accepts(["a"]))
      let violation = try #require(schema.violations(of: ["a", 1]).first)
      #expect(violation.schemaPath == "/additionalItems")
      #expect(violation.message == "the value must have at most 1 item, but has 2")
    }
  }

  @Test func `nothing counts beside a reference in draft 7`() throws {
    let text = ##"{"$ref":"#/definitions/a","minLength":3,"definitions":{"a":{"type":"string"}}}"##
    #expect(try schema(text, .draft7).accepts("x"))
    #expect(try !schema(text, .draft2019).accepts("x"))
  }

  @Test func `an identifier may name a schema in draft 7`() throws {
    let schema = try schema(##"{"$ref":"#word","definitions":{"a":{"$id":"#word","type":"string"}}}"##, .draft7)
    #expect(schema.accepts("x"))
    #expect(!schema.accepts(1))
  }

  @Test func `later keywords mean nothing in draft 7 and are listed as unknown`() throws {
    let schema = try schema(##"{"unevaluatedProperties":false,"dependentRequired":{"a":["b"]}}"##, .draft7)
    #expect(schema.accepts(["a": 1]))
    #expect(Set(schema.unknownKeywords.map(\.description)) == ["/unevaluatedProperties", "/dependentRequired"])
  }

  @Test func `a recursive reference leads to the schema that extends the one it stands in`() throws {
    let tree = try JSONValue(
      parsing: ##"""
        {"$schema":"https://json-schema.org/draft/2019-09/schema","$id":"https://example.com/tree",
        "$recursiveAnchor":true,"properties":{"children":{"items":{"$recursiveRef":"#"}}}}
        """##)
    let strict = try JSONValue(
      parsing: ##"""
        {"$schema":"https://json-schema.org/draft/2019-09/schema","$id":"https://example.com/strict",
        "$recursiveAnchor":true,"$ref":"tree","unevaluatedProperties":false}
        """##)
    let schema = try Schema(compiling: strict, registry: SchemaRegistry(["https://example.com/tree": tree]))
    #expect(schema.accepts(["children": [["children": []]]]))
    #expect(!schema.accepts(["children": [["childen": []]]]))
  }

  @Test func `a document of another draft is read as that draft means it`() throws {
    let old = try JSONValue(
      parsing: ##"{"$schema":"http://json-schema.org/draft-07/schema#","prefixItems":[{"type":"string"}]}"##)
    let schema = try Schema(
      compiling: ["$ref": "https://example.com/old"], registry: SchemaRegistry(["https://example.com/old": old]))
    #expect(schema.accepts([1]))
  }

  @Test func `a document that doesn't name its draft is read like the one that refers to it`() throws {
    let registry = SchemaRegistry(["https://example.com/pair": ["items": [["type": "string"], true]]])
    let schema = try Schema(compiling: ["$ref": "https://example.com/pair"], registry: registry, draft: .draft7)
    #expect(!schema.accepts([1]))
  }

  @Test func `meta-schemas that describe each other say no draft`() throws {
    let registry = SchemaRegistry([
      "https://example.com/a": ["$schema": "https://example.com/b"],
      "https://example.com/b": ["$schema": "https://example.com/a"],
    ])
    let error = try #require(throws: SchemaError.self) {
      try Schema(compiling: ["$schema": "https://example.com/a"], registry: registry)
    }
    #expect(error.problems.map(\.path.description) == ["/$schema"])
    #expect(error.problems.first?.message.contains("doesn't say which draft") == true)
  }
}

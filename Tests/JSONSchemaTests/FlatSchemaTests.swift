import JSON
import JSONSchema
import Testing

/// The short form of parameters.
struct FlatSchemaTests {
  private func flat(_ text: String) throws -> FlatSchema { try FlatSchema(JSONValue(parsing: text)) }

  @Test func `members with their types, marks and defaults become a schema`() throws {
    let flat = try flat(
      ##"""
      {"url":{"type":"string","required":true,"description":"Where to"},"token":{"type":"string","secret":true},
      "retries":{"type":"integer","default":3,"minimum":0}}
      """##)
    #expect(
      flat.schema.text == ##"""
        {"type":"object","properties":{"url":{"type":"string","description":"Where to"},\##
        "token":{"type":"string","writeOnly":true},"retries":{"type":"integer","default":3,"minimum":0}},\##
        "required":["url"]}
        """##)
    #expect(flat.secrets.map(\.description) == ["/token"])
    let schema = try Schema(compiling: flat.schema)
    #expect(schema.accepts(["url": "x", "retries": 1]))
    #expect(schema.violations(of: ["retries": -1]).count == 2)
    #expect(schema.applyDefaults(to: ["url": "x"]) == ["url": "x", "retries": 3])
  }

  @Test func `members of members and of items may be marked too`() throws {
    let flat = try flat(
      ##"""
      {"server":{"type":"object","properties":{"host":{"type":"string","required":true},"key":{"type":"string","secret":true}}},
      "users":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string","required":true},
      "password":{"type":"string","secret":true}}}}}
      """##)
    #expect(flat.secrets.map(\.description) == ["/server/key", "/users/*/password"])
    let schema = try Schema(compiling: flat.schema)
    #expect(schema.unknownKeywords.isEmpty)
    #expect(!schema.accepts(["server": [:]]))
    #expect(!schema.accepts(["users": [["password": "x"]]]))
    #expect(schema.accepts(["server": ["host": "a"], "users": [["name": "b"]]]))
  }

  @Test(
    arguments: [
      (##"{"type":{"type":"string","required":false},"properties":{"type":"object"}}"##, true),
      (##"{"host":{"type":"string"},"items":{"type":"array"}}"##, true),
      (##"{"name":{"required":true}}"##, true),
      (##"{"mode":{"enum":["a","b"]}}"##, true),
      (##"{}"##, false),
      (##"{"type":"object","properties":{"a":{"type":"string"}}}"##, false),
      (##"{"properties":{"a":{"type":"string"}}}"##, false),
      (##"{"properties":{"type":{"type":"string"}}}"##, false),
      (##"{"properties":{"default":{"type":"string"}}}"##, false),
      (##"{"items":{"type":"string"}}"##, false),
      (##"{"items":{"type":"string"},"minItems":1}"##, false),
      (##"{"$ref":{"type":"string"}}"##, false),
      (##"true"##, false),
    ] as [(String, Bool)])
  func `the short form is told from a JSON Schema`(text: String, isFlat: Bool) throws {
    let value = try JSONValue(parsing: text)
    #expect(FlatSchema.isFlat(value) == isFlat)
    if !isFlat { #expect(try FlatSchema.schema(of: value) == value) }
  }

  @Test func `every mistake is told with its place`() throws {
    let error = try #require(throws: SchemaError.self) {
      try flat(##"{"a":{"type":"string","required":"yes"},"b":3,"c":{"type":"string","secret":1}}"##)
    }
    #expect(error.problems.map(\.path.description).sorted() == ["/a/required", "/b", "/c/secret"])
  }
}

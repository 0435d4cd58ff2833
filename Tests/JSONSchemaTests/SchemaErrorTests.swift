import JSON
import JSONSchema
import Testing

struct SchemaErrorTests {
  private func problems(_ schema: String) throws -> [SchemaProblem] {
    let source = try JSONValue(parsing: schema)
    return try #require(throws: SchemaError.self) { try Schema(compiling: source) }.problems
  }

  @Test(
    arguments: [
      ("3", "", "a schema must be an object, true or false, but is 3"),
      (##"{"type":"text"}"##, "/type", "'type' must be one of string, integer, number, boolean, array, object or null"),
      (##"{"type":[]}"##, "/type", "'type' must be one of"),
      (##"{"type":["null","null"]}"##, "/type", "'type' must be one of"),
      (##"{"minLength":-1}"##, "/minLength", "'minLength' must be a non-negative integer, but is -1"),
      (##"{"maxItems":1.5}"##, "/maxItems", "'maxItems' must be a non-negative integer, but is 1.5"),
      (##"{"minimum":"1"}"##, "/minimum", "'minimum' must be a number, but is \"1\""),
      (##"{"multipleOf":0}"##, "/multipleOf", "'multipleOf' must be a number above 0, but is 0"),
      (##"{"required":["a","a"]}"##, "/required", "'required' must be a list of different names"),
      (##"{"required":"a"}"##, "/required", "'required' must be a list of different names"),
      (##"{"dependentRequired":{"a":"b"}}"##, "/dependentRequired", "what 'a' needs must be a list"),
      (##"{"enum":1}"##, "/enum", "'enum' must be a list, but is 1"),
      (##"{"pattern":"("}"##, "/pattern", "in the pattern '(' at character 1: this group has no closing ')'"),
      (##"{"pattern":"(?=a)"}"##, "/pattern", "in the pattern '(?=a)' at character 1: lookaround"),
      (##"{"patternProperties":{"[":true}}"##, "/patternProperties", "in the pattern '['"),
      (##"{"allOf":[]}"##, "/allOf", "'allOf' must be a list of at least one schema"),
      (##"{"anyOf":[{"items":7}]}"##, "/anyOf/0/items", "a schema must be an object, true or false, but is 7"),
      (##"{"items":[true]}"##, "/items", "'items' must be one schema; write 'prefixItems'"),
      (##"{"properties":[]}"##, "/properties", "'properties' must be an object, but is an empty list"),
      (##"{"$defs":{"a":{"maximum":null}}}"##, "/$defs/a/maximum", "'maximum' must be a number, but is null"),
      (##"{"additionalItems":false}"##, "/additionalItems", "'additionalItems' has no meaning in draft 2020-12"),
      (##"{"$recursiveRef":"#"}"##, "/$recursiveRef", "'$recursiveRef' has no meaning"),
      (##"{"$schema":"http://json-schema.org/draft-04/schema#"}"##, "/$schema", "the meta-schema"),
      (##"{"$ref":"#/$defs/x"}"##, "/$ref", "'#/$defs/x' refers to nothing"),
      (##"{"$ref":"#x"}"##, "/$ref", "'#x' refers to an anchor that isn't there"),
      (##"{"$ref":"https://example.com/x"}"##, "/$ref", "'https://example.com/x' refers to"),
      (##"{"$ref":"#/%zz"}"##, "/$ref", "'#/%zz' has malformed percent escapes"),
      (##"{"$ref":3}"##, "/$ref", "'$ref' must be a string, but is 3"),
      (##"{"$id":"a#b"}"##, "/$id", "'$id' must be an address without a fragment"),
      (##"{"$anchor":"1a"}"##, "/$anchor", "'$anchor' must be a name"),
      (##"{"$defs":{"a":{"$anchor":"x"},"b":{"$anchor":"x"}}}"##, "/$defs/b/$anchor", "the anchor 'x' is given to two"),
      (##"{"$defs":{"a":{"$id":"x"},"b":{"$id":"x"}}}"##, "/$defs/b", "the address 'x' is given to two schemas"),
      (##"{"$ref":"#"}"##, "", "the schema refers to itself without looking at another part"),
      (
        ##"{"$defs":{"a":{"not":{"$ref":"#/$defs/b"}},"b":{"allOf":[{"$ref":"#/$defs/a"}]}}}"##, "/$defs",
        "the schema refers"
      ),
      (##"{"title":1}"##, "/title", "'title' must be a string, but is 1"),
    ] as [(String, String, String)])
  func `a schema with a mistake is refused, naming place and reason`(schema: String, path: String, message: String)
    throws
  {
    let problems = try problems(schema)
    #expect(problems.count == 1)
    #expect(problems.first?.path.description.hasPrefix(path) == true, "\(problems)")
    #expect(problems.first?.message.hasPrefix(message) == true, "\(problems)")
  }

  @Test func `every problem is told`() throws {
    let problems = try problems(##"{"type":"x","properties":{"a":{"minimum":"1"},"b":3}}"##)
    #expect(Set(problems.map(\.path.description)) == ["/type", "/properties/a/minimum", "/properties/b"])
  }

  @Test func `unknown keywords are listed`() throws {
    let schema = try Schema(compiling: ["requird": ["a"], "properties": ["b": ["x-note": 1, "title": "t"]]])
    #expect(Set(schema.unknownKeywords.map(\.description)) == ["/requird", "/properties/b/x-note"])
  }

  @Test func `a schema may refer to itself in another part of the value`() throws {
    let schema = try Schema(compiling: ["properties": ["child": ["$ref": "#"]], "additionalProperties": false])
    #expect(schema.accepts(["child": ["child": [:]]]))
    #expect(!schema.accepts(["child": ["child": ["x": 1]]]))
  }

  @Test func `a dynamic reference that leads back to itself ends`() throws {
    let schema = try Schema(compiling: ["$dynamicAnchor": "a", "$dynamicRef": "#a"])
    #expect(!schema.accepts(1))
  }

  @Test func `the deepest values are checked`() throws {
    let schema = try Schema(compiling: ["items": ["allOf": [["$ref": "#"]]]])
    let text = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
    #expect(try schema.accepts(JSONValue(parsing: text)))
  }
}

struct SchemaRegistryTests {
  @Test func `references lead into the registry's documents`() throws {
    let registry = SchemaRegistry([
      "https://example.com/types.json": ["$defs": ["port": ["type": "integer", "maximum": 65_535]]]
    ])
    let schema = try Schema(compiling: ["$ref": "https://example.com/types.json#/$defs/port"], registry: registry)
    #expect(schema.accepts(80))
    let violation = try #require(schema.violations(of: 70_000).first)
    #expect(violation.schemaPath == "https://example.com/types.json#/$defs/port/maximum")
  }

  @Test func `problems in another document name it`() throws {
    let registry = SchemaRegistry(["https://example.com/bad": ["type": "x"]])
    let error = try #require(throws: SchemaError.self) {
      try Schema(compiling: ["$ref": "https://example.com/bad"], registry: registry)
    }
    #expect(error.problems.first?.document == "https://example.com/bad")
  }

  @Test func `the meta-schema is known and describes itself`() throws {
    let schema = try Schema(compiling: ["$ref": "https://json-schema.org/draft/2020-12/schema"])
    #expect(schema.accepts(["type": "string", "$defs": ["a": ["minLength": 1]]]))
    #expect(!schema.accepts(["$defs": ["a": ["minLength": -1]]]))
    #expect(!schema.accepts(["anyOf": [["not": ["type": "text"]]]]))
    #expect(!schema.accepts(3))
  }
}

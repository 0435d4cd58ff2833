import JSON
import JSONSchema
import Testing

/// Schemas that were made to take long, or all memory, are refused or answered soon.
struct HostileSchemaTests {
  private func problems(_ schema: JSONValue, _ registry: SchemaRegistry = SchemaRegistry()) throws -> [SchemaProblem] {
    try #require(throws: SchemaError.self) { try Schema(compiling: schema, registry: registry) }.problems
  }

  /// Values that no parser made may be nested deeper than what it allows.
  private func nested(_ depth: Int) -> JSONValue {
    (0..<depth).reduce(true) { inner, _ in ["not": inner] }
  }

  @Test func `a schema nested ten thousand deep is refused`() throws {
    #expect(try problems(nested(10_000)).map(\.message) == ["the schema is nested more than 512 deep"])
    #expect(throws: Never.self) { try Schema(compiling: nested(500)) }
  }

  @Test func `values in a schema are not nested deeper either`() throws {
    let value = (0..<10_000).reduce(1 as JSONValue) { inner, _ in [inner] }
    #expect(try problems(["enum": [value]]).map(\.message) == ["the schema is nested more than 512 deep"])
  }

  @Test func `a document that is referred to is not nested deeper either`() throws {
    let registry = SchemaRegistry(["https://example.com/deep": nested(10_000)])
    let problem = try #require(try problems(["$ref": "https://example.com/deep"], registry).first)
    #expect(problem.document == "https://example.com/deep")
  }

  @Test func `an enormous list of values is refused`() throws {
    let values = (0..<100_001).map { JSONValue.integer($0) }
    #expect(try problems(["enum": .array(values)]).first?.message == "'enum' has 100001 values, and may have 100000")
    let schema = try Schema(compiling: ["enum": .array(Array(values.dropLast()))])
    #expect(schema.accepts(99_999.0))
    #expect(schema.violations(of: -1).first?.message.count ?? .max < 200)
  }

  @Test func `a schema with too many parts is refused`() throws {
    let properties = JSONObject((0..<100_001).map { ("p\($0)", [:] as JSONValue) })
    let problems = try problems(["properties": .object(properties)])
    #expect(problems.last?.message == "the schema has more than 100000 parts")
  }

  @Test func `of a schema full of mistakes a thousand are told`() throws {
    let properties = JSONObject((0..<5_000).map { ("p\($0)", ["type": "text"] as JSONValue) })
    #expect(try problems(["properties": .object(properties)]).count == 1_000)
  }

  @Test(
    .timeLimit(.minutes(5)),
    arguments: [("(a*)*$", true), ("(a|a)*b", false), ("(a+)+c", false), ("^(([a-z])+.)+[A-Z]([a-z])+$", false)])
  func `patterns built to explode are matched in linear time`(pattern: String, matches: Bool) throws {
    let schema = try Schema(compiling: ["pattern": .string(pattern)])
    #expect(schema.accepts(.string(String(repeating: "a", count: 5_000) + "!")) == matches)
  }

  @Test func `a pattern that would take millions of instructions is refused`() throws {
    let problem = try #require(try problems(["pattern": "(.{1,1000}){1,1000}"]).first)
    #expect(problem.path.description == "/pattern")
    #expect(problem.message.contains("(.{1,1000}){1,1000}"))
  }

  @Test func `references that double the work at each step end with a violation`() throws {
    var definitions: JSONObject = ["d40": ["type": "null"]]
    for number in 0..<40 {
      let next: JSONValue = ["$ref": .string("#/$defs/d\(number + 1)")]
      definitions["d\(number)"] = ["allOf": [next, ["anyOf": [next, next]]]]
    }
    let schema = try Schema(compiling: ["$ref": "#/$defs/d0", "$defs": .object(definitions)])
    #expect(!schema.violations(of: 1).isEmpty)
    #expect(schema.violations(of: nil).first?.message.contains("more than 250000 checks") == true)
  }

  @Test func `a large value may take more checks than a small one`() throws {
    let schema = try Schema(compiling: [
      "items": ["allOf": [["type": "integer"], ["minimum": 0], ["maximum": 1_000_000]]]
    ])
    #expect(schema.accepts(.array((0..<200_000).map { .integer($0) })))
  }

  @Test func `a chain of references that comes back is found, however long`() throws {
    var definitions = JSONObject()
    for number in 0..<2_000 { definitions["d\(number)"] = ["$ref": .string("#/$defs/d\((number + 1) % 2_000)")] }
    let problems = try problems(["$defs": .object(definitions)])
    #expect(problems.count == 1)
    #expect(problems.first?.message.hasPrefix("the schema refers to itself") == true)
  }

  @Test func `names that share their beginning and end are told apart`() throws {
    let names = (0..<5_000).map { "aaaaaaaaaaaaaaaaaaaaaaaa\($0)aaaaaaaaaaaaaaaaaaaaaaaa" }
    let properties = JSONObject(names.enumerated().map { ($1, ["const": .integer(Int64($0))] as JSONValue) })
    let schema = try Schema(compiling: ["properties": .object(properties), "additionalProperties": false])
    let value = JSONObject(names.enumerated().map { ($1, .integer(Int64($0)) as JSONValue) })
    #expect(schema.accepts(.object(value)))
    var other = value
    other[names[4_321]] = 0
    #expect(!schema.accepts(.object(other)))
  }
}

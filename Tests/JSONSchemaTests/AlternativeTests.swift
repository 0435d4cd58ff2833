import JSON
import JSONSchema
import Testing

/// How it is told that a value fits none of several alternatives.
struct AlternativeTests {
  private func violations(_ schema: String, _ value: String) throws -> [Violation] {
    try Schema(compiling: JSONValue(parsing: schema)).violations(of: JSONValue(parsing: value))
  }

  private static let actions = ##"""
    {"items":{"oneOf":[
      {"properties":{"kind":{"const":"http"},"url":{"type":"string","minLength":8}},"required":["kind","url"]},
      {"properties":{"kind":{"const":"wait"},"seconds":{"minimum":1},"until":{"type":"string"}},"required":["kind"]},
      {"type":"string"}]}}
    """##

  @Test func `types are told together`() throws {
    let violation = try #require(try violations(##"{"anyOf":[{"type":"string"},{"type":"null"}]}"##, "3").first)
    #expect(violation.message == "the value must be a string or null, but is 3")
    #expect(violation.schemaPath == "/anyOf")
    #expect(violation.causes.isEmpty)
  }

  @Test func `values and types are told together`() throws {
    let violation = try #require(
      try violations(##"{"oneOf":[{"const":"auto"},{"enum":[1,2]},{"type":"null"}]}"##, "3").first)
    #expect(violation.message == #"the value must be "auto", 1 or 2 or null, but is 3"#)
  }

  @Test func `the alternative that a member chooses is explained`() throws {
    let violation = try #require(
      try violations(Self.actions, ##"[{"kind":"wait","seconds":0,"until":5}]"##).first)
    #expect(
      violation.message == """
        item 0 matches none of 3 alternatives; by number 2, the closest, [0].seconds must be at least 1, but is 0 \
        (and 1 more)
        """)
    #expect(violation.instancePath.description == "/0")
    #expect(violation.schemaPath == "/items/oneOf")
    #expect(violation.causes.map(\.instancePath.description) == ["/0/seconds", "/0/until"])
    #expect(
      violation.causes.map(\.schemaPath) == [
        "/items/oneOf/1/properties/seconds/minimum", "/items/oneOf/1/properties/until/type",
      ])
  }

  @Test func `an alternative for another type of value isn't the closest`() throws {
    let schema = ##"{"anyOf":[{"type":"string"},{"required":["a","b"]}]}"##
    let violation = try #require(try violations(schema, "{}").first)
    #expect(violation.causes.map(\.message) == ["a is required, but is missing", "b is required, but is missing"])
  }

  @Test func `a single alternative speaks for itself`() throws {
    let found = try violations(##"{"anyOf":[{"properties":{"a":{"type":"string"}},"required":["b"]}]}"##, ##"{"a":1}"##)
    #expect(found.map(\.message) == ["b is required, but is missing", "a must be a string, but is 1"])
    #expect(found.map(\.schemaPath) == ["/anyOf/0/required", "/anyOf/0/properties/a/type"])
  }

  @Test func `alternatives within alternatives are explained to the innermost`() throws {
    let schema = ##"""
      {"anyOf":[{"type":"null"},{"properties":{"a":{"anyOf":[{"type":"null"},{"properties":{"b":{"const":1}}}]}}}]}
      """##
    let violation = try #require(try violations(schema, ##"{"a":{"b":2}}"##).first)
    #expect(violation.causes.first?.causes.first?.message == "a.b must be 1, but is 2")
    #expect(violation.message.hasSuffix("a.b must be 1, but is 2"))
  }

  @Test(.timeLimit(.minutes(5)))
  func `alternatives nested thirty deep are told in a moment`() throws {
    let schema = ##"""
      {"$id":"x","anyOf":[{"type":"null"},{"items":{"$ref":"x"},"type":"array"},{"items":{"$ref":"x"},"maxItems":9}]}
      """##
    let value = String(repeating: "[", count: 30) + "[[1,2,3,4,5,6,7,8,9,10]]" + String(repeating: "]", count: 30)
    #expect(try !violations(##"{"not":\##(schema)}"##, value).isEmpty)
    _ = try violations(schema, value.replacing("1,", with: "{},"))
  }
}

import JSON
import JSONSchema
import Testing

struct DefaultsTests {
  private func filled(_ schema: String, _ value: String) throws -> String {
    try Schema(compiling: JSONValue(parsing: schema)).applyDefaults(to: JSONValue(parsing: value)).text
  }

  @Test(
    arguments: [
      (##"{"properties":{"a":{"default":1},"b":{"default":2}}}"##, ##"{"b":3}"##, ##"{"b":3,"a":1}"##),
      (##"{"properties":{"a":{"default":null}}}"##, "{}", ##"{"a":null}"##),
      (##"{"properties":{"a":{"default":1}}}"##, "[]", "[]"),
      (##"{"properties":{"a":{"properties":{"b":{"default":1}}}}}"##, "{}", "{}"),
      (##"{"properties":{"a":{"properties":{"b":{"default":1}}}}}"##, ##"{"a":{}}"##, ##"{"a":{"b":1}}"##),
      (##"{"properties":{"a":{"default":{},"properties":{"b":{"default":1}}}}}"##, "{}", ##"{"a":{"b":1}}"##),
      (##"{"items":{"properties":{"a":{"default":1}}}}"##, "[{},{\"a\":2}]", #"[{"a":1},{"a":2}]"#),
      (
        ##"{"$ref":"#/$defs/x","$defs":{"x":{"properties":{"a":{"$ref":"#/$defs/y"}}},"y":{"default":7}}}"##, "{}",
        ##"{"a":7}"##
      ),
      (
        ##"{"allOf":[{"properties":{"a":{"default":1}}},{"properties":{"b":{"default":2}}}]}"##, "{}",
        ##"{"a":1,"b":2}"##
      ),
      (
        ##"{"oneOf":[{"required":["x"],"properties":{"a":{"default":1}}},{"properties":{"a":{"default":2}}}]}"##, "{}",
        ##"{"a":2}"##
      ),
      (
        ##"{"if":{"required":["x"]},"then":{"properties":{"a":{"default":1}}},"else":{"properties":{"a":{"default":2}}}}"##,
        ##"{"x":0}"##, ##"{"x":0,"a":1}"##
      ),
      (##"{"additionalProperties":{"properties":{"a":{"default":1}}}}"##, ##"{"k":{}}"##, ##"{"k":{"a":1}}"##),
      (
        ##"{"patternProperties":{"^k":{"properties":{"a":{"default":1}}}}}"##, ##"{"k":{},"x":{}}"##,
        ##"{"k":{"a":1},"x":{}}"##
      ),
      (##"{"dependentSchemas":{"x":{"properties":{"a":{"default":1}}}}}"##, ##"{"x":0}"##, ##"{"x":0,"a":1}"##),
      (##"{"default":5}"##, "null", "null"),
    ] as [(String, String, String)])
  func `missing members get their defaults`(schema: String, value: String, expected: String) throws {
    #expect(try filled(schema, value) == expected)
  }

  @Test(.timeLimit(.minutes(5)))
  func `defaults that ask for ever more defaults end`() throws {
    let names = (0..<12).map { "m\($0)" }
    let properties = JSONObject(names.map { ($0, ["default": [:], "$ref": "#"] as JSONValue) })
    let schema = try Schema(compiling: ["properties": .object(properties), "additionalProperties": ["$ref": "#"]])
    #expect(schema.applyDefaults(to: ["other": [:]])["m0"] != nil)
  }

  @Test func `a default that asks for itself is given once`() throws {
    let schema = ##"{"$defs":{"n":{"default":{},"properties":{"child":{"$ref":"#/$defs/n"}}}},"$ref":"#/$defs/n"}"##
    #expect(try filled(schema, "{}") == ##"{"child":{}}"##)
  }
}

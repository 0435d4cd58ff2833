import JSON
import JSONSchema
import Testing

/// What people read when a value isn't valid.
struct ViolationTests {
  private func violations(_ schema: String, _ value: String, assertFormats: Bool = false) throws -> [Violation] {
    try Schema(compiling: JSONValue(parsing: schema))
      .violations(of: JSONValue(parsing: value), assertFormats: assertFormats)
  }

  @Test(
    arguments: [
      (
        ##"{"properties":{"error_rate":{"maximum":1}}}"##, ##"{"error_rate":3}"##,
        "error_rate must be at most 1, but is 3"
      ),
      (##"{"type":"string"}"##, "3", "the value must be a string, but is 3"),
      (##"{"type":["array","null"]}"##, "{}", "the value must be a list or null, but is an object"),
      (##"{"type":"integer"}"##, "1.5", "the value must be an integer, but is 1.5"),
      (##"{"enum":["a","b",1]}"##, #""c""#, #"the value must be "a", "b" or 1, but is "c""#),
      (##"{"const":{"a":1}}"##, "[]", #"the value must be {"a":1}, but is an empty list"#),
      (##"{"exclusiveMinimum":0.5}"##, "0.5", "the value must be more than 0.5, but is 0.5"),
      (##"{"multipleOf":0.01}"##, "0.015", "the value must be a multiple of 0.01, but is 0.015"),
      (##"{"minLength":3}"##, #""é😀""#, "the value must have at least 3 characters, but has 2"),
      (##"{"items":{"maxItems":1}}"##, "[[],[1,2]]", "item 1 must have at most 1 item, but has 2"),
      (##"{"minProperties":1}"##, "{}", "the value must have at least 1 member, but has 0"),
      (##"{"pattern":"^a$"}"##, #""b""#, #"the value must match the pattern ^a$, but is "b""#),
      (##"{"uniqueItems":true}"##, "[1,[2],1.0]", "the value must not repeat items, but items 0 and 2 are equal"),
      (##"{"properties":{"a":{"required":["b c"]}}}"##, ##"{"a":{}}"##, #"a["b c"] is required, but is missing"#),
      (##"{"dependentRequired":{"a":["b"]}}"##, ##"{"a":1}"##, "b is required where a is given, but is missing"),
      (
        ##"{"properties":{"a":true},"additionalProperties":false}"##, ##"{"b":1}"##, "b is not allowed; known here: a"
      ),
      (##"{"unevaluatedProperties":false}"##, ##"{"b":1}"##, "b is not allowed"),
      (
        ##"{"propertyNames":{"maxLength":1}}"##, ##"{"bb":1}"##,
        #"the name "bb" must have at most 1 character, but has 2"#
      ),
      (##"{"prefixItems":[true],"items":false}"##, "[1,2]", "the value must have at most 1 item, but has 2"),
      (
        ##"{"contains":{"type":"string"}}"##, "[1]",
        "the value must have at least 1 item of the kind that 'contains' asks for, but has 0"
      ),
      ("false", "1", "the value is not allowed"),
      (##"{"not":{"type":"integer"}}"##, "1", "the value is 1, which 'not' rules out"),
      (
        ##"{"anyOf":[{"type":"string"},{"minimum":5}]}"##, "1",
        "the value matches none of 2 alternatives; by number 2, the closest, the value must be at least 5, but is 1"
      ),
      (
        ##"{"oneOf":[true,{"type":"integer"},false]}"##, "1",
        "the value must match exactly one of 3 alternatives, but matches numbers 1 and 2"
      ),
      (##"{"if":true,"then":{"minimum":2}}"##, "1", "the value must be at least 2, but is 1"),
      (
        ##"{"properties":{"servers":{"items":{"properties":{"port":{"$ref":"#/$defs/port"}}}}},"$defs":{"port":{"maximum":9}}}"##,
        ##"{"servers":[{},{"port":10}]}"##, "servers[1].port must be at most 9, but is 10"
      ),
    ] as [(String, String, String)])
  func `a violation is one sentence`(schema: String, value: String, message: String) throws {
    #expect(try violations(schema, value).map(\.message) == [message])
  }

  @Test func `a violation knows its places`() throws {
    let schema = ##"{"properties":{"a/b":{"items":{"$ref":"#/$defs/n"}}},"$defs":{"n":{"type":"number"}}}"##
    let violation = try #require(try violations(schema, ##"{"a/b":[1,"x"]}"##).first)
    #expect(violation.instancePath.description == "/a~1b/1")
    #expect(violation.schemaPath == "/$defs/n/type")
  }

  @Test func `all violations are told, not only the first`() throws {
    let schema = ##"{"required":["a","b"],"properties":{"c":{"type":"string","minLength":2},"d":{"type":"null"}}}"##
    let messages = try violations(schema, ##"{"c":"x","d":1}"##).map(\.message)
    #expect(
      messages == [
        "a is required, but is missing", "b is required, but is missing",
        "c must have at least 2 characters, but has 1", "d must be null, but is 1",
      ])
  }

  @Test func `a million wrong items make a hundred violations`() throws {
    let value = JSONValue.array(Array(repeating: "x", count: 10_000))
    #expect(try Schema(compiling: ["items": ["type": "integer"]]).violations(of: value).count == 100)
  }

  @Test func `long values are cut`() throws {
    let message = try #require(
      try violations(##"{"type":"null"}"##, "\"\(String(repeating: "x", count: 1_000))\"").first)
    #expect(message.message.count < 120)
  }

  @Test func `formats are annotations until they are asserted`() throws {
    #expect(try violations(##"{"format":"date"}"##, #""2026-02-30""#).isEmpty)
    let violation = try #require(try violations(##"{"format":"date"}"##, #""2026-02-30""#, assertFormats: true).first)
    #expect(violation.message == #"the value must be a date (date), but is "2026-02-30""#)
    #expect(try violations(##"{"format":"colour"}"##, #""x""#, assertFormats: true).isEmpty)
  }
}

struct NumberPrecisionTests {
  @Test(
    arguments: [
      (##"{"minimum":9007199254740993}"##, "9007199254740992", false),
      (##"{"minimum":9007199254740993}"##, "9007199254740992.0", false),
      (##"{"maximum":9007199254740992.0}"##, "9007199254740993", false),
      (##"{"maximum":9223372036854775807}"##, "1e300", false),
      (##"{"minimum":-9223372036854775808}"##, "-1e300", false),
      (##"{"minimum":-1.5}"##, "-1", true), (##"{"maximum":-1.5}"##, "-1", false),
      (##"{"exclusiveMaximum":1.0}"##, "1", false),
      (##"{"multipleOf":0.0001}"##, "0.0075", true), (##"{"multipleOf":0.0001}"##, "0.00751", false),
      (##"{"multipleOf":1e-8}"##, "12391239123", true), (##"{"multipleOf":0.1}"##, "0.3", true),
      (##"{"multipleOf":3}"##, "9223372036854775806", true), (##"{"multipleOf":3}"##, "9223372036854775807", false),
      (##"{"multipleOf":7}"##, "1e308", false), (##"{"multipleOf":1e300}"##, "5", false),
      (##"{"multipleOf":2.5}"##, "-7.5", true),
      (##"{"multipleOf":5}"##, "0", true),
      (##"{"const":1}"##, "1.0", true), (##"{"enum":[[1.0]]}"##, "[1]", true),
      (##"{"type":"integer"}"##, "1e300", true),
      (##"{"const":9007199254740993}"##, "9007199254740992.0", false),
    ] as [(String, String, Bool)])
  func `numbers are compared exactly`(schema: String, value: String, isValid: Bool) throws {
    #expect(try Schema(compiling: JSONValue(parsing: schema)).accepts(JSONValue(parsing: value)) == isValid)
  }
}

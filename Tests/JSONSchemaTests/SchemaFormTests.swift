import JSON
import JSONSchema
import Testing

/// A schema as fields.
struct SchemaFormTests {
  private func form(_ text: String) throws -> SchemaForm { SchemaForm(try JSONValue(parsing: text)) }

  private func field(_ schema: String) throws -> FormField {
    try #require(try form(##"{"properties":{"x":\##(schema)}}"##).fields.first)
  }

  @Test(
    arguments: [
      (##"{"type":"string"}"##, .line(format: nil)),
      (##"{"type":"string","format":"email"}"##, .line(format: "email")),
      (##"{"type":"string","maxLength":5000}"##, .text),
      (##"{"type":"string","writeOnly":true}"##, .secret),
      (##"{"type":"string","format":"password"}"##, .secret),
      (##"{"type":"integer"}"##, .number(isWhole: true)),
      (##"{"type":["number","null"]}"##, .number(isWhole: false)),
      (##"{"type":"boolean"}"##, .checkbox),
      (##"{"type":"array","items":{"type":"string"}}"##, .lines(item: .text)),
      (##"{"type":"array","items":{"type":"integer"}}"##, .lines(item: .wholeNumber)),
      (##"{"type":"array","items":{"type":"array"}}"##, .json),
      (##"{"type":"object"}"##, .json),
      (##"{"type":["string","integer"]}"##, .json),
      ("true", .json),
    ] as [(String, FormWidget)])
  func `a type has its widget`(schema: String, widget: FormWidget) throws {
    #expect(try field(schema).widget == widget)
  }

  @Test func `choices keep their values`() throws {
    guard case .choice(let choices) = try field(##"{"enum":["a",1,null,true]}"##).widget else {
      Issue.record("an enum is a choice")
      return
    }
    #expect(choices.map(\.text) == ["a", "1", "true"])
    #expect(choices.map(\.value) == ["a", 1, true])
    let several = try field(##"{"type":"array","uniqueItems":true,"items":{"enum":["a","b"]}}"##)
    guard case .choices = several.widget else {
      Issue.record("a set of an enum's values is several choices")
      return
    }
  }

  @Test func `what a person needs to know is in the field`() throws {
    let form = try form(
      ##"""
      {"required":["n"],"properties":{"n":{"$ref":"#/$defs/n","title":"How many","default":2}},
      "$defs":{"n":{"type":"integer","minimum":1,"maximum":9,"multipleOf":1,"description":"Not too many.","examples":[4]}}}
      """##)
    let field = try #require(form.fields.first)
    #expect(field.label == "How many")
    #expect(field.help == "Not too many.")
    #expect(field.isRequired)
    #expect(field.fallback == 2)
    #expect(field.example == 4)
    #expect(field.constraints.minimum == 1)
    #expect(field.constraints.maximum == 9)
    #expect(field.constraints.step == 1)
    #expect(field.name == "n")
  }

  @Test func `members of both parts of an allOf are fields, in their order`() throws {
    let form = try form(
      ##"{"allOf":[{"$ref":"#/$defs/base"}],"properties":{"b":true},"$defs":{"base":{"required":["a"],"properties":{"a":{"type":"string"}}}}}"##
    )
    #expect(form.fields.map(\.label) == ["b", "a"])
    #expect(form.fields.map(\.isRequired) == [false, true])
  }

  @Test func `groups are nested, and names say where`() throws {
    let form = try form(
      ##"{"properties":{"s.v":{"type":"object","properties":{"port":{"type":"integer"},"a~b":{"type":"string"}}}}}"##)
    guard case .group(let inner) = form.fields.first?.widget else {
      Issue.record("an object with known members is a group")
      return
    }
    #expect(inner.map(\.name) == ["s~1v.port", "s~1v.a~0b"])
    #expect(form.field(for: JSONPointer(["s.v", "port"]))?.name == "s~1v.port")
    #expect(form.field(for: JSONPointer(["s.v", "other"]))?.name == "s~1v")
    #expect(form.field(for: JSONPointer(["x"])) == nil)
  }

  @Test func `a schema that refers to itself ends in JSON`() throws {
    let form = try form(##"{"properties":{"child":{"$ref":"#"},"name":{"type":"string"}}}"##)
    var depth = 0
    var fields = form.fields
    while case .group(let inner)? = fields.first?.widget {
      depth += 1
      fields = inner
    }
    #expect(depth == 3)
    #expect(fields.first?.widget == .json)
    #expect(try self.form(##"{"$ref":"#"}"##).fields.isEmpty)
  }

  @Test func `an enormous schema ends in JSON too`() throws {
    let properties = JSONObject((0..<1_000).map { ("p\($0)", ["type": "string"] as JSONValue) })
    let form = SchemaForm(["properties": .object(properties)])
    #expect(form.fields.count == 1_000)
    #expect(form.fields.last?.widget == .json)
  }

  @Test func `members that depend on others say on what`() throws {
    let form = try form(
      ##"""
      {"properties":{"kind":{"enum":["http","wait"]},"user":{"type":"string"}},
      "if":{"properties":{"kind":{"const":"http"}}},"then":{"properties":{"url":{"type":"string"}},"required":["url"]},
      "dependentSchemas":{"user":{"properties":{"password":{"type":"string"}}}},
      "oneOf":[{"properties":{"kind":{"const":"wait"},"seconds":{"type":"number"}}}]}
      """##)
    #expect(form.fields.map(\.label) == ["kind", "url", "seconds", "user", "password"])
    let conditions = form.fields.map(\.condition)
    #expect(conditions[0] == nil && conditions[3] == nil)
    #expect(conditions[1]?.path.description == "/kind" && conditions[1]?.values == ["http"])
    #expect(conditions[2]?.values == ["wait"])
    #expect(conditions[4]?.path.description == "/user" && conditions[4]?.values == [])
    #expect(form.fields[1].isRequired)
  }
}

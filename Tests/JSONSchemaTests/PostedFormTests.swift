import JSON
import JSONSchema
import Testing

/// The way back from what was posted.
struct PostedFormTests {
  private static let schema = ##"""
    {"required":["service"],"properties":{
      "service":{"type":"string","minLength":2},"urgent":{"type":"boolean"},"retries":{"type":"integer","maximum":5},
      "ratio":{"type":"number"},"mode":{"enum":["a",1]},"hosts":{"type":"array","items":{"type":"string"}},
      "ports":{"type":"array","items":{"type":"integer"}},
      "days":{"type":"array","uniqueItems":true,"items":{"enum":["mon","tue"]}},
      "extra":{"type":"object"},
      "server":{"type":"object","required":["port"],"properties":{"port":{"type":"integer"},"tls":{"type":"boolean"}}},
      "users":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"}}}}}}
    """##

  private func read(_ pairs: (String, String)..., schema: String = schema) throws -> (JSONValue, [FormMistake]) {
    let form = SchemaForm(try JSONValue(parsing: schema))
    let (value, mistakes) = form.value(of: PostedForm(pairs.map { (name: $0.0, value: $0.1) }))
    return (value, mistakes)
  }

  @Test func `texts become values of their types`() throws {
    let (value, mistakes) = try read(
      ("service", " billing"), ("urgent", "true"), ("retries", " 3 "), ("ratio", "1e-1"), ("mode", "1"),
      ("hosts", "a\r\n\r\n b \nc"), ("ports", "80\n443"), ("days", "tue"), ("days", "mon"), ("extra", "{\"k\": [1]}"),
      ("server.port", "8080"), ("server.tls", "true"))
    #expect(mistakes.isEmpty)
    #expect(
      value == [
        "service": " billing", "urgent": true, "retries": 3, "ratio": 0.1, "mode": 1, "hosts": ["a", "b", "c"],
        "ports": [80, 443], "days": ["tue", "mon"], "extra": ["k": [1]], "server": ["port": 8080, "tls": true],
      ])
  }

  @Test func `what was left empty is left out, and a box that isn't ticked is false`() throws {
    let (value, mistakes) = try read(
      ("service", ""), ("retries", " "), ("hosts", "\n"), ("server.port", ""), ("mode", ""))
    #expect(mistakes.isEmpty)
    #expect(value == ["urgent": false])
  }

  @Test func `items of a list are read by their numbers, and empty ones are skipped`() throws {
    let (value, _) = try read(
      ("users.0.name", "ada"), ("users.0.age", "36"), ("users.1.name", ""), ("users.1.age", ""), ("users.2.name", "bob")
    )
    #expect(value["users"] == [["name": "ada", "age": 36], ["name": "bob"]])
    let (many, _) = try read(("users.99999999999.name", "x"), ("users.-1.name", "x"))
    #expect(many["users"] == nil)
  }

  @Test func `what can't be read is told at its field`() throws {
    let (_, mistakes) = try read(
      ("retries", "many"), ("mode", "z"), ("extra", "{"), ("server.port", "1 2"), ("users.1.age", "x"),
      ("ports", "1\nx"))
    #expect(
      mistakes.map(\.path.description) == [
        "/retries", "/mode", "/ports/1", "/extra", "/server/port", "/users/1/age",
      ])
    #expect(mistakes.first?.message == #""many" is not a whole number, as 42"#)
  }

  @Test func `violations are told at the fields that they are about`() throws {
    let source = try JSONValue(parsing: Self.schema)
    let form = SchemaForm(source)
    let schema = try Schema(compiling: source)
    let (value, _) = form.value(of: PostedForm([(name: "retries", value: "9"), (name: "server.tls", value: "true")]))
    let mistakes = form.mistakes(of: schema.violations(of: value))
    #expect(Set(mistakes.map(\.path.description)) == ["/service", "/retries", "/server/port"])
    #expect(mistakes.allSatisfy { form.field(for: $0.path)?.path == $0.path })
  }

  @Test func `of alternatives the closest one's violations stand at their fields`() throws {
    let source = try JSONValue(
      parsing: ##"""
        {"properties":{"kind":{"enum":["http","wait"]}},"oneOf":[
          {"properties":{"kind":{"const":"http"},"url":{"type":"string"}},"required":["url"]},
          {"properties":{"kind":{"const":"wait"},"seconds":{"type":"number","minimum":1}},"required":["seconds"]}]}
        """##)
    let form = SchemaForm(source)
    let (value, mistakes) = form.value(
      of: PostedForm([(name: "kind", value: "wait"), (name: "seconds", value: "0"), (name: "url", value: "https://x")]))
    #expect(mistakes.isEmpty)
    #expect(value == ["kind": "wait", "seconds": 0], "fields of other alternatives count for nothing")
    let found = form.mistakes(of: try Schema(compiling: source).violations(of: value))
    #expect(found.map(\.path.description) == ["/seconds"])
  }

  @Test func `a value fills a form that means it`() throws {
    let source = try JSONValue(parsing: Self.schema)
    let value: JSONValue = [
      "service": "billing", "urgent": true, "retries": 3, "mode": 1, "hosts": ["a", "b"], "ports": [1, 2],
      "days": ["mon"], "extra": ["k": nil], "server": ["port": 1, "tls": false],
      "users": [["name": "ada"], ["age": 3]],
    ]
    let form = SchemaForm(source)
    let (read, mistakes) = form.value(of: PostedForm(value, of: form))
    #expect(mistakes.isEmpty)
    #expect(read == value)
  }
}

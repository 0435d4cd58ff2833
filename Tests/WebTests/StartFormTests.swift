import Engine
import HTTPTypes
import JSON
import Testing

@testable import Web

struct StartFormTests {
  @Test func `a run is started from the schema's fields, and once however often the form is sent`() throws {
    let test = try TestSite()
    _ = try test.startGated()
    let form = ["mode": "fields", "key": "k1", "input.service": "billing", "input.urgent": "true"]
    let first = test.admin.post("/workflows/gated/start", form)
    #expect(first.status == .seeOther)
    let second = test.admin.post("/workflows/gated/start", form)
    #expect(second.headers[.location] == first.headers[.location])
    let id = try #require(first.headers[.location]?.split(separator: "/").last.map(String.init))
    #expect(try test.run(.init(rawValue: id)).input == ["service": "billing", "urgent": true])
  }

  @Test func `what can't be read comes back with what was typed and the message beside it`() throws {
    let test = try TestSite()
    _ = try test.startGated()
    let answer = test.admin.post("/workflows/gated/start", ["mode": "json", "json": "{\"service\": }"])
    #expect(answer.status == .unprocessableContent)
    #expect(answer.text.contains("{&quot;service&quot;: }"))
    #expect(answer.text.contains("Line 1, column"))
  }

  @Test func `an input that the schema doesn't allow is told at its field`() throws {
    let test = try TestSite()
    _ = try test.startGated()
    let answer = test.admin.post("/workflows/gated/start", ["mode": "fields", "input.service": ""])
    #expect(answer.status == .unprocessableContent)
    #expect(answer.text.contains("service"))
  }

  /// A workflow with a schema of its own.
  private func site(_ schema: String) throws -> TestSite {
    let test = try TestSite()
    let schema = schema.replacing("\n", with: " ")
    try test.publish(
      "id: form\nname: A form\ninputSchema: \(schema)\nstates: [{name: a, type: inject, data: {}, end: true}]\n")
    return test
  }

  private static let nested = """
    {"type": "object", "required": ["title"], "properties": {
      "title": {"type": "string", "title": "What it is called", "description": "For people."},
      "server": {"type": "object", "properties": {"port": {"type": "integer", "maximum": 9}}},
      "users": {"type": "array", "items": {"type": "object", "required": ["name"], "properties": {
        "name": {"type": "string"}, "age": {"type": "integer"}}}},
      "days": {"type": "array", "uniqueItems": true, "items": {"enum": ["mon", "tue"]}, "default": ["tue"]},
      "hosts": {"type": "array", "items": {"type": "string"}},
      "mode": {"enum": ["fast", "slow"], "default": "slow"}},
      "if": {"properties": {"mode": {"const": "fast"}}, "required": ["mode"]},
      "then": {"properties": {"factor": {"type": "number"}}, "required": ["factor"]}}
    """

  @Test func `the page has a field for each member, with what a person needs to know`() throws {
    let page = try site(Self.nested).admin.get("/workflows/form/start").text
    for part in [
      "What it is called", "For people.", "name=\"input.title\"", "name=\"input.server.port\"",
      "name=\"input.users.0.name\"", "value=\"tue\" checked", "name=\"input.hosts\"", "<option selected>slow</option>",
      "integer, at most 9", "only where mode is fast", "one on each line", "name=\"json\"",
    ] {
      #expect(page.contains(part), "\(part)")
    }
    #expect(!page.contains("value=\"mon\" checked"))
  }

  @Test func `nested members, lists and conditional ones come back as the schema has them`() throws {
    let test = try site(Self.nested)
    let answer = test.admin.post(
      "/workflows/form/start",
      [
        "mode": "fields", "input.title": "t", "input.server.port": "8", "input.users.0.name": "ada",
        "input.users.1.age": "", "input.hosts": "a\nb", "input.mode": "fast", "input.factor": "1.5",
        "input.days": "mon",
      ])
    #expect(answer.status == .seeOther, "\(answer.text)")
    let id = try #require(answer.headers[.location]?.split(separator: "/").last.map(String.init))
    #expect(
      try test.run(.init(rawValue: id)).input == [
        "title": "t", "server": ["port": 8], "users": [["name": "ada"]], "days": ["mon"], "hosts": ["a", "b"],
        "mode": "fast", "factor": 1.5,
      ])
  }

  @Test func `every mistake stands beside its field, with all that was typed`() throws {
    let test = try site(Self.nested)
    let answer = test.admin.post(
      "/workflows/form/start",
      ["mode": "fields", "input.server.port": "12", "input.users.0.age": "3", "input.mode": "fast"])
    #expect(answer.status == .unprocessableContent)
    let page = answer.text
    for part in [
      "Title is required, but is missing.", "Server.port must be at most 9, but is 12.",
      "Users[0].name is required, but is missing.", "Factor is required, but is missing.", "value=\"12\"",
      "<option selected>fast</option>",
    ] {
      #expect(page.contains(part), "\(part)")
    }
    let unreadable = test.admin.post(
      "/workflows/form/start", ["mode": "fields", "input.title": "t", "input.server.port": "many"])
    #expect(unreadable.text.contains("is not a whole number, as 42."))
  }

  @Test func `a list gets another item without a script, and nothing is started or complained about`() throws {
    let test = try site(Self.nested)
    let answer = test.admin.post(
      "/workflows/form/start",
      ["mode": "fields", "add": "input.users", "input.users.0.name": "ada", "input.server.port": "x"])
    #expect(answer.status == .ok)
    #expect(answer.text.contains("name=\"input.users.1.name\""))
    #expect(answer.text.contains("value=\"ada\"") && answer.text.contains("value=\"x\""))
    #expect(!answer.text.contains("role=\"alert\""))
  }

  @Test func `a secret's default isn't shown, and what names hold can't break the page`() throws {
    let page = try site(
      """
      {"type": "object", "properties": {"key": {"type": "string", "writeOnly": true, "default": "hush"},
      "<b>.\\"x": {"type": "string", "title": "<i>", "description": "</form>"}}}
      """
    ).admin.get("/workflows/form/start").text
    #expect(page.contains("type=\"password\"") && !page.contains("hush"))
    #expect(page.contains("input.&lt;b&gt;~1&quot;x"))
    #expect(!page.contains("<i>") && !page.contains("<b>"))
  }
}

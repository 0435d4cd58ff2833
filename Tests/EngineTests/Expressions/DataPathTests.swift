import Engine
import JSON
import Testing

struct DataPathTests {
  static let context: JSONObject = [
    "service": "shop", "odd key": ["a.b": 1], "hosts": ["web1", "web2"], "input": "of the context",
    "steps": ["check": "all good", "scan": ["result": ["found": 2], "other": 1], "empty": .null],
  ]

  @Test(arguments: [
    ("$.service", "\"shop\""), ("ctx.service", "\"shop\""), ("service", "\"shop\""), ("hosts[0]", "\"web1\""),
    ("$.hosts[-1]", "\"web2\""), ("$[\"odd key\"][\"a.b\"]", "1"), ("ctx['odd key']['a.b']", "1"),
    ("steps.check", "\"all good\""), ("steps.check.result", "\"all good\""), ("steps.check.output", "\"all good\""),
    ("$.steps.check.result", "\"all good\""), ("steps.scan.result.found", "2"), ("steps.scan.output.other", "1"),
    ("steps.empty", "null"), ("input.host", "\"web1\""), ("$.input", "\"of the context\""), ("vars.limit", "3"),
    ("config.mail", "\"ops@example.org\""), ("now", "\"2026-11-21T09:30:00Z\""), ("item.name", "\"loop\""),
  ])
  func `a path leads to its value`(path: String, value: String) throws {
    let scope = scope(Self.context) { $0.locals = ["item": ["name": "loop"]] }
    #expect(try DataPath(parsing: path).value(in: scope)?.text == value)
  }

  @Test(arguments: [
    "nowhere", "service.deeper", "hosts[2]", "hosts.x", "steps.check.other", "steps.none.result", "error.type",
  ])
  func `a path to nothing gives nothing`(path: String) throws {
    #expect(try DataPath(parsing: path).value(in: scope(Self.context)) == nil)
  }

  @Test func `in an output the dollar is the performed value`() throws {
    let scope = scope(Self.context) { $0.result = ["x": 1] }
    #expect(try DataPath(parsing: "$.x").value(in: scope) == 1)
    #expect(try DataPath(parsing: "$.result.x").value(in: scope) == 1)
    #expect(try DataPath(parsing: "ctx.service").value(in: scope) == "shop")
  }

  @Test(arguments: [
    ("steps.scan.resul", "there is no 'steps.scan.resul': 'steps.scan' has 'result', 'other'"),
    ("$.nowhere.a", "there is no '$.nowhere.a': the context has 'service', 'odd key', 'hosts', 'input', 'steps'"),
    ("hosts[7]", "there is no 'hosts[7]': 'hosts' is a list of 2, and '[7]' is none of its items"),
    ("service.x", "there is no 'service.x': 'service' is a string"),
    ("nowhere", "there is no 'nowhere'; the context has 'service', 'odd key', 'hosts', 'input', 'steps'"),
  ])
  func `a path that must lead somewhere says how far it leads`(path: String, said: String) {
    #expect(message { try DataPath(parsing: path).requiredValue(in: scope(Self.context)) } == said)
  }

  @Test func `secrets can't be read`() {
    #expect(message { try DataPath(parsing: "secrets.token").value(in: scope()) }.contains("can't be read"))
  }

  @Test(arguments: [
    ("", "bad path '': the path is empty (write '$' for the whole context)\n  \n  ^"),
    (
      "$.a..b",
      "bad path '$.a..b': a key is missing (a key with other characters is written [\"odd key\"])\n  $.a..b\n      ^"
    ),
    ("a b", "bad path 'a b': expected '.' or '[' (a key with other characters is written [\"odd key\"])\n  a b\n   ^"),
    ("a[x]", "bad path 'a[x]': expected a number or a quoted key\n  a[x]\n    ^"),
    ("a[\"x", "bad path 'a[\"x': the key's closing quote is missing\n  a[\"x\n    ^"),
  ])
  func `what is no path is refused with its place`(path: String, said: String) {
    #expect(message { try DataPath(parsing: path) } == said)
  }

  @Test(arguments: ["$.a.b[0]", "ctx.steps", "a[\"odd key\"].b", "$", "ctx", "steps.check-pods.result"])
  func `a path is written as it was read`(path: String) throws {
    #expect(try DataPath(parsing: path).description == path)
  }

  @Test func `a path of keys alone is a place to write at`() throws {
    #expect(try DataPath(parsing: "$.steps.check").keys == ["steps", "check"])
    #expect(try DataPath(parsing: "ctx").keys == [])
    #expect(try DataPath(parsing: "a[0]").keys == nil)
  }
}

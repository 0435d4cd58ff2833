import Engine
import JSON
import Testing

struct TemplateTests {
  static let context: JSONObject = [
    "service": "shop", "count": 3, "rate": 0.5, "none": .null, "hosts": ["a", "b"], "deep": ["x": ["y": true]],
    "steps": ["note": "fine", "scan": ["summary": "ok"]], "brace": "}}", "namespace": "prod",
  ]

  @Test(arguments: [
    ("plain", "\"plain\""), ("{{ count }}", "3"), ("{{ deep }}", "{\"x\":{\"y\":true}}"), ("{{hosts[0]}}", "\"a\""),
    ("n={{ count }}", "\"n=3\""),
    ("{{ count }} {{ rate }}", "\"3 0.5\""), ("{{ deep }}!", "\"{\\\"x\\\":{\\\"y\\\":true}}!\""),
    ("is {{ none }} {{ deep.x.y }}", "\"is null true\""),
    ("{{ service | upper }}", "\"SHOP\""), ("{{ hosts | join(', ') | upper }}!", "\"A, B!\""),
    ("{{ nowhere | upper | default(\"y\") }}", "\"y\""), ("{{ default(nowhere, []) }}", "[]"),
    ("{{ (1 | 2) }}", "3"), ("{{ [1 | 2] }}", "[3]"), ("{{ hosts | len }}", "2"),
    ("{{ deep | json.encode }}", "\"{\\\"x\\\":{\\\"y\\\":true}}\""),
    ("{{ hosts | map(lambda h: h + '!') }}", "[\"a!\",\"b!\"]"),
    ("$.deep.x.y", "true"), ("$.steps.note.result", "\"fine\""), ("$$.deep", "\"$.deep\""),
    ("$.50 a piece", "\"$.50 a piece\""), ("$", "\"$\""),
    ("${ count + 1 }", "4"), ("${ {'a': count} }", "{\"a\":3}"), ("${A} and ${B}", "\"${A} and ${B}\""),
    ("{{ \"{{\" }} x }}", "\"{{ x }}\""), ("{{ '}}' }}", "\"}}\""), ("{{ {'a': {'b': 1}} }}", "{\"a\":{\"b\":1}}"),
    ("{{ brace }}-", "\"}}-\""), ("}} {", "\"}} {\""),
    ("{{ steps.scan.summary }} {{ steps.note.result }}", "\"ok fine\""), ("{{\n  count\n}}", "3"),
    ("{{ 'é'[0] }}", "\"\u{FFFD}\""),
    ("{{ (1, 2) }}", "[1,2]"), ("{{ 'a' if count > 2 else 'b' | upper }}", "\"A\""),
    ("{{ ctx.namespace }}", "\"prod\""), ("{{ ' x ' | strip }}", "\"x\""), ("{{ range(3) }}", "[0,1,2]"),
  ])
  func `a string renders to`(template: String, value: String) throws {
    #expect(try Template(compiling: .string(template)).render(in: scope(Self.context)).text == value)
  }

  @Test func `objects and lists render what they hold and keep their order`() throws {
    let template = try Template(compiling: [
      "z": "{{ count }}", "a": [1, "{{ service }}", ["x": "$.rate"]], "n": .null,
    ])
    #expect(try template.render(in: scope(Self.context)).text == "{\"z\":3,\"a\":[1,\"shop\",{\"x\":0.5}],\"n\":null}")
    #expect(!template.isConstant)
  }

  @Test func `what needs no data is constant`() throws {
    #expect(try Template(compiling: ["a": [1, "x", .null, "$$.b"]]).isConstant)
    #expect(try !Template(compiling: ["a": "$.b"]).isConstant)
    #expect(try !Template(compiling: "{{ now }}").isConstant)
  }

  @Test(arguments: [
    ("a {{ count", "'{{' is never closed ('}}' is missing)\n  a {{ count\n    ^"),
    ("{{ count }", "expected '}}', found a single '}'\n  {{ count }\n           ^"),
    ("{{ }}", "expected a value, found '}'\n  {{ }}\n     ^"),
    ("{{ x | uper }}", "there is no filter 'uper' (did you mean 'upper'?)\n  {{ x | uper }}\n         ^"),
    ("{{ x y }}", "expected an operator or the end of the expression, found 'y'\n  {{ x y }}\n       ^"),
    ("{{ 'a }}", "the string's closing ' is missing\n  {{ 'a }}\n     ^"),
    ("${ 1 + }", "expected a value, found '}'\n  ${ 1 + }\n         ^"),
    ("$.a[", "bad path '$.a[': expected a number or a quoted key\n  $.a[\n      ^"),
    (
      "{{ x | join(',') or 'none' }}",
      "'or' can't stand behind a filter (write the filter as a call before it: join(value, …))\n"
        + "  {{ x | join(',') or 'none' }}\n                   ^"
    ),
    (
      "{{ x | upper + 'a' }}",
      "'+' can't stand behind a filter (write the filter as a call before it: value.upper(…))\n"
        + "  {{ x | upper + 'a' }}\n               ^"
    ),
    ("{{ x | default }}", "the filter default takes one argument: default(value)\n  {{ x | default }}\n         ^"),
  ])
  func `what can't be compiled is told with its place`(template: String, said: String) {
    #expect(message { try Template(compiling: .string(template)) } == said)
  }

  @Test func `an error in a nested string says where`() {
    let error = #expect(throws: ExpressionSyntaxError.self) {
      try Template(compiling: ["a": ["x", ["b": "line\n{{ 1 + }}"]]])
    }
    #expect(error?.path == [.key("a"), .index(1), .key("b")])
    #expect(error?.line == 2)
    #expect(error?.column == 8)
  }

  @Test(arguments: [
    ("Hello {{ nam }}!", "'nam' is not defined (did you mean 'name'?)\n  Hello {{ nam }}!\n           ^"),
    ("$.nam", "there is no '$.nam': the context has 'name'"),
    ("{{ name.first }}", "string has no attribute 'first'"),
    (
      "{{ 5 | upper }}",
      "upper: the value must be a string, got int (put 'str' before it: | str | upper)\n  {{ 5 | upper }}\n         ^"
    ),
    ("{{ 1 << 63 }}", "the integer has more than 64 bits, which JSON can't hold here\n  {{ 1 << 63 }}"),
    ("{{ upper }}", "'upper' is not defined"),
    ("{{ len }}", "a function has no form in JSON (call it: f())\n  {{ len }}"),
  ])
  func `what fails while it renders is told with its place`(template: String, said: String) {
    let text = message { try Template(compiling: .string(template)).render(in: scope(["name": "x"])) }
    #expect(text == said || text.hasPrefix(said), "\(text)")
  }

  @Test func `the whole template shares one budget`() throws {
    let many = JSONValue.array(Array(repeating: "{{ len([x for x in range(5000)]) }}", count: 10))
    let error = #expect(throws: RunError.self) { try Template(compiling: many).render(in: scope()) }
    #expect(error?.type == "limit")
  }
}

import JSON
import Testing

@testable import Engine

/// What the functions, filters and scopes of the tasks dialect give.
struct TaskExpressionTests {
  @Test(
    arguments: [
      ("1 + 2 * 3", 7), ("'a' == \"a\"", true), ("not true or true", true), ("not (1 == 2) and 2 in [1, 2]", true),
      ("'x' not in 'abc'", true), ("parameters.hosts | length", 2), ("parameters.hosts | length > 1", true),
      ("vars.count + workflow.count + variables.count", 9), ("count + 1", 4), ("parameters['hosts'][0]", "a.example"),
      ("task.check.result.days < 10", true), ("config.limit", 5), ("pack.config.limit", 5),
      ("'  ab ' | trim | upper", "AB"), ("'AB' | lower", "ab"), ("'b' | append('c') | prepend('a')", "abc"),
      ("'{\"a\": 1}' | from_json", ["a": 1]), ("{'a': 1} | to_json", "{\"a\":1}"),
      ("rows | filter(attr='ok') | length", 1), ("rows | filter(attr='n', equals=2) | map(attribute='name')", ["two"]),
      ("rows | map(attribute='name') | join('-')", "one-two"), ("'ab' | list | length", 2),
      ("[3, 1, 2] | sort | first", 1), ("[3, 1, 2] | sort | last", 3), ("[1, 1, 2] | unique", [1, 2]),
      ("[1, 2, 3] | batch(size=2)", [[1, 2], [3]]), ("task.check.result.owner | default('nobody')", "nobody"),
      ("(count > 2) | ternary('many', 'few')", "many"),
    ] as [(String, JSONValue)])
  func `operators, scopes and filters`(source: String, expected: JSONValue) throws {
    #expect(try value(of: source) == expected, "\(source)")
  }

  @Test(
    arguments: [
      ("string(12)", "12"), ("number('12')", 12), ("number('1.5')", 1.5), ("int(2.9)", 2), ("bool([])", false),
      ("type_of('x')", "string"), ("type_of(1)", "number"), ("type_of(true)", "boolean"), ("type_of(null)", "null"),
      ("type_of([1])", "array"), ("type_of(rows[0])", "object"), ("length([1, 2])", 2),
      ("keys(rows[1])", ["name", "n", "ok"]),
      ("values({'a': 1, 'b': 2})", [1, 2]), ("abs(-3)", 3), ("floor(1.5)", 1), ("ceil(1.5)", 2), ("round(2.6)", 3),
      ("round(2.345, 2)", 2.35), ("min(3, 1)", 1), ("max([3, 1])", 3), ("sum([1, 2])", 3), ("lower('A')", "a"),
      ("upper('a')", "A"), ("trim(' a ')", "a"), ("split('a,b', ',')", ["a", "b"]), ("join(['a', 'b'], '+')", "a+b"),
      ("replace('aXa', 'X', '-')", "a-a"), ("starts_with('abc', 'ab')", true), ("ends_with('abc', 'bc')", true),
      ("match('db-12', '^db-[0-9]+$')", true), ("contains(['a'], 'a')", true), ("reversed([1, 2])", [2, 1]),
      ("sort(['b', 'a'])", ["a", "b"]), ("unique([1, 1])", [1]), ("flat([[1], [2]])", [1, 2]),
      ("zip([1, 2], [3, 4])", [[1, 3], [2, 4]]), ("range(3)", [0, 1, 2]), ("range(1, 5, 2)", [1, 3]),
      ("slice([1, 2, 3], 1)", [2, 3]), ("slice('abcd', 1, 3)", "bc"), ("index_of(['a', 'b'], 'b')", 1),
      ("index_of('abc', 'z')", -1), ("count([1, 2, 1], 1)", 2), ("count('aba', 'a')", 2),
      ("merge({'a': 1, 'b': 1}, {'b': 2})", ["a": 1, "b": 2]), ("chunks([1, 2, 3], 2)", [[1, 2], [3]]),
    ] as [(String, JSONValue)])
  func `the functions of the tasks dialect`(source: String, expected: JSONValue) throws {
    #expect(try value(of: source) == expected, "\(source)")
  }

  @Test func `the system tells when and as what the run began`() throws {
    #expect(try value(of: "system.execution_id") == "run-1")
    #expect(try value(of: "system.identity") == "user:ada")
    #expect(try value(of: "system.workflow_start") == "2026-01-01T00:00:00Z")
    #expect(try value(of: "now() == system.timestamp") == true)
  }

  @Test func `two places get two identifiers, and a replay the same`() throws {
    let text = try rendered("{{ uuid() }} {{ uuid() }}").split(separator: " ")
    #expect(text.count == 2 && text[0] != text[1])
    #expect(text[0].count == 36 && text[0].contains("-8"))
    #expect(try rendered("{{ uuid() }} {{ uuid() }}").split(separator: " ") == text)
  }

  @Test(
    arguments: [
      ("parameters.host", "did you mean `hosts`?"), ("task.chek.result", "did you mean `check`?"),
      ("vars.cuont", "did you mean `count`?"), ("lenght([1])", "did you mean `length`?"),
      ("rows | uper", "did you mean `upper`?"), ("conut + 1", "did you mean `count`?"),
      ("kv.get('x', default=1)", "read it in a task with `action: store.get`, and use its result"),
      ("kv.get_secret('x')", "read it in a task with `action: store.get`, and use its result"),
      ("result() == 1", "use it in `next`, `publish` or `decision`; elsewhere write `task.NAME.result`"),
      ("rows.append(1)", "use a filter: `value | lower`"), ("system.user", nil), ("1 +", nil), ("'abc", nil),
      ("(1", nil), ("a b", nil), ("item", nil), ("upper()", nil), ("upper('a', 'b')", nil),
    ] as [(String, String?)])
  func `what can't be meant is refused with a suggestion`(source: String, hint: String?) throws {
    let error = #expect(throws: ForeignSyntaxError.self) { try translator.starlark(source) }
    if let hint { #expect(error?.hint == hint, "\(source)") }
    #expect(try #require(error).offset <= source.utf8.count)
  }

  @Test func `nesting is bounded`() {
    let deep = String(repeating: "(", count: 10_000) + "1" + String(repeating: ")", count: 10_000)
    #expect(throws: ForeignSyntaxError.self) { try translator.starlark(deep) }
    #expect(throws: ForeignSyntaxError.self) { try translator.starlark(String(repeating: "-", count: 10_000) + "1") }
    #expect(throws: ForeignSyntaxError.self) { try translator.starlark(String(repeating: "not ", count: 10_000) + "1") }
  }

  @Test(
    arguments: [
      ("plain", "plain"), ("$.not.a.path", "$.not.a.path"), ("${not} an expression}", "${not} an expression}"),
      ("{{ count }}", 3), ("{{ count }} of {{ '}}' }}", "3 of }}"), ("{{ {'a': {'b': 1}}['a']['b'] }}", 1),
    ] as [(String, JSONValue)])
  func `texts are templates only where they have braces`(text: String, expected: JSONValue) throws {
    #expect(try template(text) == expected)
  }

  // MARK: Surroundings

  private var translator: TaskTranslator {
    TaskTranslator(
      names: TaskNames(parameters: ["hosts"], vars: ["count", "rows"], tasks: ["check"]), site: "test")
  }

  private var scope: DataScope {
    let rows: JSONValue = [["name": "one", "n": 1, "ok": false], ["name": "two", "n": 2, "ok": true]]
    let hosts: JSONObject = ["hosts": ["a.example", "b.example"]]
    var scope = DataScope(
      context: [
        "vars": ["count": 3, "rows": rows], "task": ["check": ["result": ["days": 3], "status": "succeeded"]],
      ],
      input: hosts, now: Instant(milliseconds: 1_767_225_600_000), config: ["limit": 5])
    scope.run = ["id": "run-1", "startedAt": "2026-01-01T00:00:00Z", "trigger": ["by": "user:ada"]]
    scope.uuidSeed = "seed"
    return scope
  }

  private func value(of source: String) throws -> JSONValue { try template("{{ \(source) }}") }

  private func template(_ text: String) throws -> JSONValue {
    let rewriting = ForeignTemplate { (source, offset) throws(ForeignSyntaxError) in
      var translator = translator
      translator.site = "\(offset)"
      return try translator.starlark(source)
    }
    return try Template(compiling: .string(try rewriting.rewrite(text))).render(in: scope)
  }

  private func rendered(_ text: String) throws -> String { try #require(try template(text).stringValue) }
}

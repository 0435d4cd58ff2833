import Engine
import JSON
import Testing

struct ConditionTests {
  static let context: JSONObject = [
    "config": "shadow", "secrets": ["token": "x"], "ctx": ["approved": true], "service": "shop", "items": [1, 2],
    "flag": "false", "thresholds": ["errorRate": 0.05], "input": ["host": "other"],
    "steps": ["analysis": ["error_rate": 0.07, "status": "degraded"], "note": "fine"],
  ]

  @Test(arguments: [
    ("service == 'shop'", true), ("ctx.thresholds.errorRate < steps.analysis.error_rate", true),
    ("len(items) == 2", true),
    ("steps.analysis.result.status == 'degraded'", true), ("steps.note.output == 'fine'", true),
    ("ctx.steps.note.result == 'fine'", true),
    ("steps['note'].result == 'fine'", true), ("None", false), ("0", false), ("items", true), ("{}", false),
    ("now > '2026-01-01'", true),
    ("input.host == 'web1'", true), ("ctx[\"input\"].host == 'other'", true),
    ("vars.limit == 3 and run.id == 'r1' and workflow.id == 'triage'", true),
    ("config.mail.endswith('.org')", true), ("default(nowhere, 1) == 1", true),
    ("default(steps.none.result.x, False)", false), ("{{ service == 'shop' }}", true),
    ("${ service == 'x' }", false), ("any([i > 1 for i in items])", true),
    ("service == 'shop' and\n  len(items) > 1", true),
  ])
  func `conditions see the run's data`(source: String, value: Bool) throws {
    #expect(try Condition(compiling: source).isTrue(in: scope(Self.context)) == value)
  }

  @Test func `in a switch the fields of its data come first, then names for the whole`() throws {
    let scope = scope(Self.context) {
      $0.locals = ["item": 5]
      $0.switchData = ["error_rate": 0.2, "service": "other", "item": 6, "ctx": ["thresholds": ["errorRate": 1]]]
    }
    for source in [
      "error_rate > ctx.thresholds.errorRate", "service == 'other'", "result.error_rate == 0.2", "val == _value",
      "item == 5", "flag == 'false'",
    ] {
      #expect(try Condition(compiling: source).isTrue(in: scope), "\(source)")
    }
    let other = DataScope(context: [:], now: Instant(milliseconds: 0), locals: [:])
    var whole = other
    whole.switchData = 7
    #expect(try Condition(compiling: "result == 7 and val == 7").isTrue(in: whole))
  }

  @Test func `a text is no condition`() {
    #expect(
      message { try Condition(compiling: "flag").isTrue(in: scope(Self.context)) } == """
        the condition gives the text "false", and every text but the empty one would count as true (compare it, as in: x == "false")
          flag
        """)
  }

  @Test func `an unknown name is an error with the names that exist`() {
    #expect(
      message { try Condition(compiling: "error_rat > 0.5").isTrue(in: scope(["error_rate": 1])) } == """
        'error_rat' is not defined (did you mean 'error_rate'?)
          error_rat > 0.5
          ^
        """)
    #expect(
      message { try Condition(compiling: "xyzzy").isTrue(in: scope(["service": 1])) } == """
        'xyzzy' is not defined (known names: config, ctx, input, now, run, service, steps, vars, workflow)
          xyzzy
          ^
        """)
  }

  @Test func `secrets and, outside of handlers, error are told apart from unknown names`() throws {
    #expect(
      message { try Condition(compiling: "secrets.token").isTrue(in: scope(Self.context)) }.hasPrefix(
        "'secrets' can't be read"))
    #expect(message { try Condition(compiling: "error.type").isTrue(in: scope()) }.hasPrefix("'error' exists only"))
    let handler = scope { $0.error = ["type": "timeout"] }
    #expect(try Condition(compiling: "error.type == 'timeout'").isTrue(in: handler))
  }

  @Test func `what fails has the kind expression, a used up budget the kind limit`() throws {
    let kinds = [
      "1 // 0": "expression", "nowhere": "expression", "[x for x in range(1000000)]": "limit",
      "'x' * 1000000000": "limit",
    ]
    for (source, kind) in kinds {
      let condition = try Condition(compiling: source)
      let error = #expect(throws: RunError.self) { try condition.isTrue(in: scope()) }
      #expect(error?.type == kind)
      #expect(error?.details["expression"] == .string(source))
    }
  }

  @Test func `a condition that is none is refused when it is compiled`() {
    #expect(
      message { try Condition(compiling: "a < b < c") } == """
        '<' can't follow '<': comparisons don't chain (write 'a < b and b < c', or use parentheses)
          a < b < c
                ^
        """)
  }
}

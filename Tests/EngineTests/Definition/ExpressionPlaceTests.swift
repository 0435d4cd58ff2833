import Engine
import JSON
import Testing

/// Expressions are compiled when a definition is read, and each mistake is told with its place.
struct ExpressionPlaceTests {
  @Test func `every expression of a definition is compiled`() {
    let text = """
      - name: a
        type: agent
        agent: checker
        timeout: 5
        if: "1 +"
        task: "Look at {{ 2 + }}"
        variables: {x: "{{ 3 + }}"}
        input: {y: ["{{ 4 + }}"], z: "${5 +}"}
        output: {o: "{{ 6 + }}"}
        catch: [{if: "7 +", end: true}]
        next: b
      - name: b
        type: switch
        conditions: [{if: "8 +", next: c}]
        defaultNext: c
      - {name: c, type: foreach, items: "9 +", agent: "{{ 10 + }}"}
      """
    let report = Checked(states: text, top: "labels: {l: '{{ 11 + }}'}\nvars: {v: '{{ 12 + }}'}\noutput: '{{ 13 + }}'")
      .report
    let errors = report.issues.filter { $0.severity == .error }
    #expect(errors.allSatisfy { $0.code == .badExpression })
    #expect(
      errors.map(\.path).sorted() == [
        "labels.l", "output", "states[0].catch[0].if", "states[0].if", "states[0].input.y[0]", "states[0].input.z",
        "states[0].output.o", "states[0].task", "states[0].variables.x", "states[1].conditions[0].if",
        "states[2].agent", "states[2].items", "vars.v",
      ])
  }

  @Test(arguments: [
    ("text: Look {{ a b }}", 4, 20), ("text: \"Look {{ a b }}\"", 4, 21), ("text: \"\\tLook {{ a b }}\"", 4, 23),
    ("text:\n    Look {{ a b }}", 5, 15), ("text: |\n    All is well.\n    Look {{ a b }}", 6, 15),
    ("text: >-\n    All is well,\n    with {{ a b }}\n    on it", 6, 15),
  ])
  func `the place is the one inside the expression, in every style of YAML`(input: String, line: Int, column: Int) {
    let text = "states:\n- name: a\n  input:\n   \(input)\n  type: operation\n  action: noop\n"
    let issue = Checked(text).first(.badExpression)
    #expect(issue?.path == "states[0].input.text")
    #expect(issue?.line == line)
    #expect(issue?.column == column)
  }

  @Test func `a condition in braces is told to leave them out`() {
    let checked = Checked(states: "- {name: a, type: operation, action: noop, if: '{{ ctx.ready }}'}")
    if let issue = checked.first(.badExpression) { #expect(issue.hint?.contains("braces") == true) }
  }
}

import Engine
import JSON
import Testing

/// What people and programs get to read.
struct ReportTests {
  private let text =
    "id: test\nstates:\n  - name: analyze\n    type: operation\n    action: noop\n    errorNext: analize\n"

  @Test func `a terminal shows the place, the line with a caret, and what to do`() {
    let expected = """
      test.yaml:6:16: error[unknown-target]: there is no state `analize`
            errorNext: analize
                       ^
        did you mean `analyze`?
      1 error

      """
    #expect(Checked(text).report.text == expected)
  }

  @Test func `programs get every field`() {
    let issue: JSONValue = [
      "code": "unknown-target", "severity": "error", "path": "states[0].errorNext", "line": 6, "column": 16,
      "message": "there is no state `analize`", "expected": nil, "actual": "analize", "hint": "did you mean `analyze`?",
    ]
    #expect(Checked(text).report.json == ["file": "test.yaml", "ok": false, "issues": [issue]])
  }

  @Test func `nothing to say is said in no words`() {
    let report = Checked(states: "- {name: a, type: operation, action: noop}").report
    #expect(report.text == "" && report.summary == "no problems")
    #expect(report.json == ["file": "test.yaml", "ok": true, "issues": []])
  }

  @Test func `warnings don't stop a definition`() {
    let checked = Checked(states: "- {name: a, type: approval, message: Go?}")
    #expect(!checked.report.hasErrors && checked.program != nil)
    #expect(checked.report.summary == "1 warning")
  }

  @Test func `a text that is no document has a place too`() {
    let report = Checked("id: test\nstates: [").report
    #expect(report.issues.map(\.code) == [.syntax])
    #expect(report.issues.first?.line != nil)
  }

  @Test func `json documents have places`() {
    let checked = Checked(
      """
      {
        "colour": 1,
        "states": [{"name": "a", "type": "operation", "action": "noop"}]
      }
      """
    )
    let issue = checked.first(.unknownKey)
    #expect(issue?.line == 2 && issue?.column == 3)
  }

  /// The second dot is the ninth character of the path.
  @Test(arguments: [
    ("resultPath: 'steps.a..b'", 4, 24), ("resultPath: steps.a..b", 4, 23), ("resultPath:\n    steps.a..b", 5, 13),
    ("resultPath: |-\n    steps.a..b", 5, 13),
  ])
  func `a bad expression is shown where it breaks`(setting: String, line: Int, column: Int) {
    let first = "- {name: a, type: operation, action: noop, next: b}"
    let checked = Checked("id: test\nstates:\n\(first)\n- \(setting)\n  name: b\n  type: operation\n  action: noop\n")
    let issue = checked.first(.badExpression)
    #expect(issue?.line == line)
    #expect(issue?.column == column)
  }

  @Test func `a document that is wrong everywhere gets a report of bearable length`() {
    let states = (1...5_000).map { "- {name: s\($0), type: operation, action: noop, colour: \($0)}" }
    let report = Checked(states: states.joined(separator: "\n")).report
    #expect(report.issues.count == 500)
    #expect(report.omitted == 5_000 + 4_999 - 500)
    #expect(report.summary == "500 errors, and 9499 more")
  }

  @Test func `warnings leave room for errors`() {
    let states = (1...600).map { "- {name: s\($0), type: operation, action: noop, result_path: x, next: s\($0 + 1)}" }
    let report = Checked(states: states.joined(separator: "\n")).report
    #expect(report.errors.map(\.code) == [.unknownTarget])
  }

  @Test func `a name can't take over the terminal`() {
    let report = Checked(states: #"- {name: "a\e[2J", type: operation, action: noop}"#).report
    #expect(report.issues.map(\.code) == [.invalidValue])
    #expect(!report.text.unicodeScalars.contains("\u{1B}"))
  }

  @Test func `a name without end is cut`() {
    let name = String(repeating: "x", count: 100_000)
    let report = Checked(states: "- {name: a, type: operation, action: noop, next: \(name)}").report
    #expect(report.issues.map(\.code) == [.unknownTarget])
    #expect(report.issues.allSatisfy { $0.message.count < 1_000 })
  }
}

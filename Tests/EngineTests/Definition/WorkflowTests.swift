import Engine
import JSON
import Testing

/// The top of a definition.
struct WorkflowTests {
  static let state = "states: [{name: a, type: operation, action: noop}]"

  @Test func `the id comes from the document, else from the file's name`() {
    #expect(Checked("id: one\n\(Self.state)", id: "two").program?.workflow == "one")
    #expect(Checked(Self.state, id: "two").program?.workflow == "two")
    #expect(Checked(Self.state, id: nil).errorCodes == [.missingKey])
  }

  @Test(arguments: ["One", "a b", "-a", "ä", "''", "a/b"])
  func `an id that can't stand in an address is refused`(id: String) {
    #expect(Checked("id: \(id)\n\(Self.state)").errorCodes == [.invalidValue])
  }

  @Test func `an exported document is taken out of its wrapper`() {
    let text = #"""
      {"workflowId": "triage", "name": "Triage", "description": "of incidents",
       "definition": {"version": "2", "states": [{"name": "a", "type": "operation", "action": "noop"}]}}
      """#
    let program = Checked(text, id: nil).program
    #expect(program?.workflow == "triage")
    #expect(program?.name == "Triage")
    #expect(program?.version == "2")
  }

  @Test func `wrapper and definition may not contradict each other`() {
    let checked = Checked("workflowId: one\ndefinition: {id: two, \(Self.state)}")
    #expect(checked.errorCodes == [.conflictingKeys])
    #expect(checked.first(.conflictingKeys)?.path == "workflowId")
  }

  @Test func `what belongs to the whole run is in the program`() {
    let text = """
      id: test
      tags: [ops, nightly]
      labels: {team: platform}
      vars: {attempts: 0}
      timeout: 2h
      inputSchema: {type: object}
      outputSchema: {type: object}
      output: {done: true}
      onFailure: b
      start: a
      states:
      - {name: b, type: operation, action: noop, end: true}
      - {name: a, type: operation, action: noop, end: true}
      """
    let checked = Checked(text)
    #expect(checked.report.issues == [])
    let program = checked.program
    #expect(program?.tags == ["ops", "nightly"])
    #expect(program?.timeout == .seconds(7_200))
    #expect(program?.inputSchema == ["type": "object"])
    #expect(program?.labels != nil && program?.vars != nil && program?.output != nil)
    #expect(program?.varNames == ["attempts"])
    #expect(program?.onFailure == 0)
    #expect(program?.blocks.first?.start == 1)
  }

  @Test func `yaml and json give the same program`() {
    let yaml = """
      id: test
      states:
        - name: a
          type: parallel
          branches:
            - name: x
              agent: checker
              task: Look at {{ ctx.service }}
              timeout: 1m
          retry: {maxAttempts: 2, backoff: exponential}
          next: b
        - {name: b, type: operation, action: noop, end: true}
      """
    let json = #"""
      {"id": "test", "states": [
        {"name": "a", "type": "parallel",
         "branches": [{"name": "x", "agent": "checker", "task": "Look at {{ ctx.service }}", "timeout": "1m"}],
         "retry": {"maxAttempts": 2, "backoff": "exponential"}, "next": "b"},
        {"name": "b", "type": "operation", "action": "noop", "end": true}]}
      """#
    let (one, other) = (Checked(yaml), Checked(json))
    #expect(one.report.issues == [] && other.report.issues == [])
    #expect(one.dump == other.dump)
  }

  @Test func `other dialects are refused by name, not key by key`() {
    let checked = Checked("document: {dsl: 1.0.0, name: check}\ndo: [{a: {set: {b: 1}}}]")
    #expect(checked.codes == [.unsupported])
    #expect(checked.report.issues.first?.message.contains("Serverless Workflow") == true)
  }

  @Test(arguments: [
    "[]", "just text", "7", "states: []", "states: {a: 1}", "states: [7]", "id: test", "definition:", "definition: 7",
  ])
  func `a document without states is no workflow`(text: String) {
    let checked = Checked(text)
    #expect(checked.report.hasErrors)
    #expect(checked.program == nil)
  }

  @Test func `ten thousand states are the limit`() {
    let one = "{type: operation, action: noop, name: "
    let states = (1...10_001).map { "- \(one)s\($0), \($0 > 10_000 ? "end: true" : "next: s\($0 + 1)")}" }
    #expect(Checked(states: states.joined(separator: "\n")).errorCodes == [.limit])
    let fewer = (1...10_000).map { "- \(one)s\($0), \($0 == 10_000 ? "end: true" : "next: s\($0 + 1)")}" }
    #expect(Checked(states: fewer.joined(separator: "\n")).program?.nodes.count == 10_000)
  }

  @Test func `a text of more than 5 MiB is not looked at`() {
    let padding = String(repeating: "# padding\n", count: 600_000)
    #expect(Checked(padding + Self.state).report.errors.count == 1)
  }
}

extension Checked {
  /// Everything in the program, as text, without the addresses at which it lies.
  var dump: String {
    var text = ""
    Swift.dump(program, to: &text)
    let lines = text.split(separator: "\n").filter { !$0.contains("0x") && !$0.contains("pointerValue") }
    return lines.joined(separator: "\n")
  }
}

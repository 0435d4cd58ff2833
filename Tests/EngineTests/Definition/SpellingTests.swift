import Engine
import JSON
import Testing

/// Keys in all their spellings, and what is said about the others.
struct SpellingTests {
  @Test func `an unknown key is named with its place and the key that was meant`() throws {
    let checked = Checked("id: test\nstates:\n  - name: a\n    type: operation\n    action: noop\n    resultpath: x\n")
    let issue = try #require(checked.report.issues.first)
    #expect(issue.code == .unknownKey)
    #expect(issue.path == "states[0].resultpath")
    #expect((issue.line, issue.column) == (6, 5))
    #expect(issue.hint == "did you mean `resultPath`?")
    #expect(checked.program == nil)
  }

  @Test func `a key of another type of state says where it belongs`() {
    let checked = Checked(states: "- {name: a, type: operation, action: noop, defaultNext: a}")
    #expect(checked.first(.unknownKey)?.hint == "`defaultNext` belongs to switch states")
  }

  @Test func `snake case and aliases mean the same setting`() {
    let text = """
      - id: a
        type: function
        action: noop
        input_path: steps
        transition: b
      - name: b
        type: set
        data: {x: 1}
        result_path: ctx.y
      """
    let checked = Checked(states: text)
    #expect(checked.errorCodes == [])
    #expect(checked.node("a")?.inputPath?.description == "steps")
    #expect(checked.node("a")?.next == .node(1))
    #expect(checked.node("b")?.resultPath == ["y"])
    #expect(checked.codes == [.deprecatedSpelling, .deprecatedSpelling])
    #expect(checked.first(.deprecatedSpelling)?.hint == "write `inputPath`")
  }

  @Test func `the same setting twice is an error only if the two differ`() throws {
    let same = Checked(states: "- {name: a, id: a, type: operation, action: noop, timeout: 5, timeoutSeconds: 5}")
    #expect(same.errorCodes == [])
    let different = Checked(states: "- {name: a, id: b, type: operation, action: noop}")
    #expect(different.errorCodes == [.conflictingKeys])
    #expect(try #require(different.first(.conflictingKeys)).path == "states[0].id")
  }

  @Test func `the timeout beside an action and inside its input is one setting`() {
    let text = "- {name: a, type: operation, action: agent.run, timeout: 5, input: {agent: checker, timeoutSeconds: 6}}"
    #expect(Checked(states: text).errorCodes == [.conflictingKeys])
  }

  @Test func `texts keep the form in which they were written`() {
    let checked = Checked(
      "version: 1.10\nname: 007\ndescription: true\nstates: [{name: 22:00, type: operation, action: noop}]")
    #expect(checked.report.issues == [])
    #expect(checked.program?.version == "1.10")
    #expect(checked.program?.name == "007")
    #expect(checked.program?.description == "true")
    #expect(checked.node("22:00") != nil)
  }

  @Test func `null is the same as leaving a setting out`() {
    let checked = Checked("description:\ntimeout: null\nstates: [{name: a, type: operation, action: noop, retry: }]")
    #expect(checked.report.issues == [])
    #expect(checked.program?.timeout == nil)
  }

  @Test func `everything that is wrong is reported at once, in the order of the source`() {
    let checked = Checked("color: red\nstates:\n- {name: a, type: oparation}\n- {name: b, type: agent}\nversion: [1]\n")
    #expect(checked.codes == [.unknownKey, .unknownType, .missingKey, .wrongType])
    #expect(checked.report.issues.map(\.line) == [1, 3, 4, 5])
  }
}

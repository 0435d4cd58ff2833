import Testing

@testable import Engine

struct WorkflowStateTests {
  @Test(arguments: ["workflow", "subflow", "callWorkflow", "call_workflow"])
  func `a workflow state has several names`(type: String) throws {
    let checked = Checked(states: "- {name: a, type: \(type), workflow: other, revision: 3, wait: false}")
    #expect(checked.report.issues == [])
    guard case .workflow(let call)? = checked.node("a")?.kind else {
      Issue.record("no workflow state")
      return
    }
    #expect(!call.waits && call.revision != nil)
  }

  @Test func `workflow run says the same in its input`() throws {
    let checked = Checked(
      states: "- {name: a, type: operation, action: workflow.run, input: {workflow: other, timeout: 5m, input: {x: 1}}}"
    )
    #expect(checked.report.issues == [])
    #expect(checked.node("a")?.timeout == .seconds(300 as Int64))
    guard case .workflow? = checked.node("a")?.kind else {
      Issue.record("no workflow state")
      return
    }
  }

  @Test(arguments: [
    ("{name: a, type: workflow}", IssueCode.missingKey),
    ("{name: a, type: workflow, workflow: No Name}", .invalidValue),
    ("{name: a, type: workflow, workflow: other, revision: 0}", .invalidValue),
    ("{name: a, type: workflow, workflow: other, revision: newest}", .wrongType),
    ("{name: a, type: workflow, workflow: other, wait: sometimes}", .wrongType),
    ("{name: a, type: workflow, workflow: other, wait: false, timeoutSeconds: 5}", .conflictingKeys),
    ("{name: a, type: workflow, workflow: other, action: noop}", .unknownKey),
    ("{name: a, type: operation, action: workflow.run}", .missingKey),
    ("{name: a, type: operation, action: workflow.run, input: {workflow: other, n: 1}}", .unknownKey),
  ])
  func `what a workflow state can't be`(state: String, code: IssueCode) {
    #expect(Checked(states: "- \(state)").errorCodes == [code])
  }

  @Test func `a workflow that starts itself on every path is refused`() {
    let always = Checked(
      states: "- {name: a, type: operation, action: noop, next: b}\n- {name: b, type: workflow, workflow: test}")
    #expect(always.errorCodes == [.endlessRecursion])
    let inBranch = Checked(
      states: "- {name: p, type: parallel, branches: [{name: x, states: [{name: b, type: workflow, workflow: test}]}]}")
    #expect(inBranch.errorCodes == [.endlessRecursion])
  }

  @Test(arguments: [
    "- {name: b, type: workflow, workflow: test, if: 'input.n > 0'}",
    "- {name: b, type: workflow, workflow: other}",
    "- {name: b, type: workflow, workflow: '{{ input.who }}'}",
    "- {name: s, type: switch, conditions: [{if: 'input.n > 0', next: b}], defaultNext: c}\n"
      + "- {name: b, type: workflow, workflow: test, end: true}\n- {name: c, type: operation, action: noop, end: true}",
  ])
  func `a workflow may start itself as long as something decides when to stop`(states: String) {
    #expect(Checked(states: states).report.errors == [])
  }
}

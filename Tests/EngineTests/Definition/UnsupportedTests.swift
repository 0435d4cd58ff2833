@testable import Engine
import Testing

/// What later versions will do is refused by name today, and never called unknown.
struct UnsupportedTests {
  private func check(_ states: String, top: String = "") {
    let checked = Checked(states: states, top: top)
    #expect(checked.errorCodes.contains(.unsupported), "\(states) \(top)")
    #expect(!checked.codes.contains(.unknownKey) && !checked.codes.contains(.unknownType), "\(states) \(top)")
    #expect(checked.program == nil)
  }

  private let noop = "- {name: a, type: operation, action: noop}"

  @Test(arguments: Unsupported.actions.keys.sorted())
  func `actions`(action: String) {
    check("- {name: a, type: operation, action: \(action), input: {x: 1}}")
    check("- {name: a, type: operation, input: {task: \(action)}}")
  }

  @Test(arguments: Unsupported.workflowKeys.keys.sorted())
  func `keys of a workflow`(key: String) { check(noop, top: "\(key): {}") }

  @Test(arguments: Unsupported.approvalKeys.keys.sorted())
  func `keys of an approval, in both spellings`(key: String) {
    check("- {name: a, type: approval, message: Go?, \(key): x}")
    check("- {name: a, type: operation, action: human.approval, input: {message: Go?, \(Spelling.snakeCase(key)): x}}")
  }

  @Test(arguments: Unsupported.agentKinds.keys.sorted())
  func `kinds of agents`(kind: String) {
    let report = AgentDefinition.read(text: "kind: \(kind)", named: "agent.yaml", fallbackID: "agent").report
    #expect(report.issues.map(\.code) == [.unsupported])
  }

  @Test func `what the language says by default may be said`() {
    let join = "join: {mode: all, onBranchError: fail, cancelRest: true}"
    let parallel = "- {name: a, type: parallel, branches: [{name: b, agent: checker}], \(join)}"
    #expect(Checked(states: parallel).report.issues == [])
    #expect(
      Checked(states: "- {name: a, type: foreach, itemsPath: x, agent: checker, onItemError: fail}").report.issues == []
    )
  }
}

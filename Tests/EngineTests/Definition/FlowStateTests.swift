import Testing

@testable import Engine

/// `transform`, `fail`, `succeed`, and what states that only compute can't have.
struct FlowStateTests {
  @Test(arguments: ["switch, conditions: [{if: 'True', next: a}]", "inject, data: {}", "transform, expression: '1'"])
  func `what only computes can't be tried again or take too long`(state: String) {
    for setting in ["retry: {maxAttempts: 2}", "timeoutSeconds: 5"] {
      let checked = Checked(
        states: "- {name: s, type: \(state), \(setting)}\n- {name: a, type: operation, action: noop}")
      #expect(checked.codes.contains(.invalidValue), "\(state) \(setting)")
    }
  }

  @Test func `a transform's mistakes are told at their line`() throws {
    let checked = Checked(states: "- name: t\n  type: transform\n  expression: |\n    a = 1\n    b = a +\n    b")
    #expect(checked.codes == [.badExpression])
    #expect(checked.first(.badExpression)?.line == 8)
    let empty = Checked(states: "- {name: t, type: transform, expression: 'a = 1'}")
    #expect(empty.codes == [.badExpression])
    #expect(Checked(states: "- {name: t, type: transform}").codes == [.missingKey])
  }

  @Test func `what ends its block goes nowhere and has no routes`() {
    let next = "\n- {name: a, type: operation, action: noop}"
    for state in ["fail, message: no", "succeed"] {
      #expect(Checked(states: "- {name: s, type: \(state)}").report.issues == [])
      #expect(Checked(states: "- {name: s, type: \(state), end: true}").report.issues == [])
      #expect(Checked(states: "- {name: s, type: \(state), next: a}\(next)").codes == [.conflictingKeys])
      #expect(Checked(states: "- {name: s, type: \(state), if: input.x, next: a}\(next)").report.issues == [])
      #expect(Checked(states: "- {name: s, type: \(state)}\(next)").codes == [.unreachableState])
      #expect(Checked(states: "- {name: s, type: \(state), retry: {}}").codes == [.unknownKey])
    }
    #expect(Checked(states: "- {name: s, type: fail}").codes == [.missingKey])
  }

  @Test func `what a state looks at is said once`() {
    let next = "\n- {name: a, type: operation, action: noop}"
    let both = "- {name: s, type: switch, dataPath: x, inputPath: y, conditions: [{if: 'True', next: a}]}\(next)"
    #expect(Checked(states: both).codes == [.conflictingKeys])
    let lists = "- {name: f, type: foreach, itemsPath: x, inputPath: y, agent: checker}"
    #expect(Checked(states: lists).codes == [.conflictingKeys])
    #expect(Checked(states: "- {name: f, type: foreach, inputPath: y, agent: checker}").errorCodes == [])
    #expect(Checked(states: "- {name: i, type: inject, inputPath: y}").report.issues == [])
    #expect(Checked(states: "- {name: i, type: inject}").codes == [.missingKey])
    #expect(Checked(states: "- {name: i, type: inject, data: }").report.issues == [], "an object without members")
  }
}

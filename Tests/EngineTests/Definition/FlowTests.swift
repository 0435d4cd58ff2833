import Engine
import JSON
import Testing

/// How states follow each other, and what stands inside of what.
struct FlowTests {
  @Test func `names are seen in their own block only`() throws {
    let text = """
      - name: p
        type: parallel
        branches:
          - name: x
            states:
              - {name: inner, type: operation, action: noop, next: after}
        next: after
      - {name: after, type: operation, action: noop}
      """
    let issue = try #require(Checked(states: text).report.issues.first)
    #expect(issue.code == .unknownTarget)
    #expect(issue.path == "states[0].branches[0].states[0].next")
    #expect(issue.hint == "`after` stands in another block; a state can go only to states of its own block")
  }

  @Test(arguments: [
    "- {name: a, type: operation, action: noop, errorNext: x}",
    "- {name: a, type: operation, action: noop, catch: [{next: x}]}",
    "- {name: a, type: switch, conditions: [{if: 'True', next: x}], defaultNext: a}",
    "- {name: a, type: switch, conditions: [{if: 'True', next: a}], defaultNext: x}",
    "- {name: a, type: approval, message: Go?, approvers: [b], rejectNext: x}",
    "- {name: a, type: approval, message: Go?, approvers: [b], timeoutNext: x}",
  ])
  func `every way on is checked`(states: String) {
    #expect(Checked(states: states).errorCodes.contains(.unknownTarget))
  }

  @Test func `start and onFailure are checked too`() {
    let state = "- {name: abc, type: operation, action: noop}"
    #expect(Checked(states: state, top: "start: abd").first(.unknownTarget)?.hint == "did you mean `abc`?")
    #expect(Checked(states: state, top: "onFailure: x").errorCodes == [.unknownTarget])
  }

  @Test func `onFailure makes its states reachable`() {
    let text = "- {name: a, type: operation, action: noop, end: true}\n- {name: tidy, type: operation, action: noop}"
    #expect(Checked(states: text).errorCodes == [.unreachableState])
    #expect(Checked(states: text, top: "onFailure: tidy").errorCodes == [])
  }

  @Test func `a state that isn't the last says where it goes`() {
    let text = "- {name: a, type: operation, action: noop}\n- {name: b, type: operation, action: noop}"
    let checked = Checked(states: text)
    #expect(checked.codes == [.missingNext])
    #expect(checked.first(.missingNext)?.line == 4)
  }

  @Test func `a loop needs a way out, and may have one`() {
    let loop =
      "- {name: a, type: operation, action: noop, next: b}\n- {name: b, type: operation, action: noop, next: a}"
    let checked = Checked(states: loop)
    #expect(checked.errorCodes == [.noWayToEnd])
    #expect(checked.first(.noWayToEnd)?.actual == "a, b")
    let exit = """
      - {name: a, type: operation, action: noop, next: b}
      - {name: b, type: switch, conditions: [{if: "ctx.n > 3", next: c}], defaultNext: a}
      - {name: c, type: operation, action: noop}
      """
    #expect(!Checked(states: exit).errorCodes.contains(.noWayToEnd))
  }

  @Test func `a name that was misspelt is one mistake, not two`() {
    let text = "- {name: a, type: operation, action: noop, next: bb1}\n- {name: bb2, type: operation, action: noop}"
    #expect(Checked(states: text).codes == [.unknownTarget])
  }

  @Test func `next and end exclude each other`() {
    let text =
      "- {name: a, type: operation, action: noop, next: b, end: true}\n- {name: b, type: operation, action: noop}"
    #expect(Checked(states: text).errorCodes.contains(.conflictingKeys))
  }

  @Test func `a switch goes where its conditions say`() {
    let text = "- {name: a, type: switch, conditions: [], next: b}\n- {name: b, type: operation, action: noop}"
    #expect(Checked(states: text).errorCodes.contains(.conflictingKeys))
  }

  @Test(arguments: ["a/b", "a#2", "'a[0]'", "' a'", "\"a\\tb\""])
  func `a name that a path can't show is refused`(name: String) {
    #expect(Checked(states: "- {name: \(name), type: operation, action: noop}").errorCodes == [.invalidValue])
  }

  @Test func `two branches of one name are refused`() {
    let text = "- {name: p, type: parallel, branches: [{name: x, agent: checker}, {name: x, agent: fixer}]}"
    #expect(Checked(states: text).errorCodes == [.duplicateName])
  }

  @Test func `a branch with a single agent needs no states`() throws {
    let text = "- {name: p, type: parallel, branches: [{name: x, agent: checker, task: Look, timeout: 5, retry: {}}]}"
    let checked = Checked(states: text)
    #expect(checked.report.issues == [])
    let node = try #require(checked.node("agent"))
    #expect(node.resultPath == ["result"])
    #expect(node.timeout == .seconds(5))
    #expect(node.retry != nil)
    #expect(node.block == 1)
  }

  @Test func `a loop over items has a body of states or an agent`() throws {
    let agent = Checked(states: "- {name: f, type: foreach, items: '[1, 2]', itemVariable: n, agent: checker}")
    #expect(agent.node("agent") != nil)
    let states = """
      - name: f
        type: foreach
        itemsPath: $.services
        itemName: service
        indexName: number
        maxConcurrency: 4
        iterator:
          start: b
          states: [{name: a, type: operation, action: noop}, {name: b, type: operation, action: noop, next: a}]
      """
    let checked = Checked(states: states)
    #expect(checked.report.errors.map(\.code) == [.missingNext])
    let fixed = Checked(states: states.replacing("noop}, {", with: "noop, end: true}, {"))
    guard case .foreach(let loop)? = fixed.node("f")?.kind else {
      Issue.record("no foreach: \(fixed.report.text)")
      return
    }
    #expect(loop.itemName == "service" && loop.indexName == "number" && loop.maxConcurrency == 4)
    #expect(fixed.program?.blocks[loop.block] == Block(start: 2, nodes: [1, 2]))
    #expect(fixed.program?.nodes.map(\.index) == [0, 1, 2])
  }

  @Test(arguments: ["ctx", "input", "1st", "a-b", "''"])
  func `a loop's name can't hide what expressions need`(name: String) {
    let text = "- {name: f, type: foreach, itemsPath: x, itemName: \(name), agent: checker}"
    #expect(Checked(states: text).errorCodes == [.invalidValue])
  }

  @Test func `a result has a place of its own`() {
    let node = Checked(states: "- {name: odd.name, type: operation, action: noop}").node("odd.name")
    #expect(node?.resultPath == ["steps", "odd.name"])
    #expect(Checked(states: "- {name: a, type: operation, action: noop, resultPath: $}").errorCodes == [.invalidValue])
    #expect(
      Checked(states: "- {name: a, type: operation, action: noop, resultPath: 'a[0]'}").errorCodes == [.badExpression])
    #expect(Checked(states: "- {name: a, type: inject, data: {x: 1}}").node("a")?.resultPath == nil)
  }
}

import Testing

@testable import Engine

/// `while` and `try` as they are written.
struct LoopTests {
  private let noop = "{name: a, type: operation, action: noop}"

  @Test func `a body is a list of states, or an object with the state to begin with`() throws {
    for body in ["[\(noop)]", "{states: [\(noop)]}", "{states: [\(noop)], start: a}"] {
      let checked = Checked(states: "- {name: w, type: while, condition: index < 3, body: \(body)}")
      #expect(checked.report.issues == [], "\(body)")
      guard case .while(let loop) = checked.node("w")?.kind else { throw InvariantViolation("no while") }
      #expect(loop.maxIterations == 1_000)
    }
  }

  @Test func `a while says when it goes on and what it does`() {
    #expect(Checked(states: "- {name: w, type: while, body: [\(noop)]}").codes == [.missingKey])
    #expect(Checked(states: "- {name: w, type: while, condition: 'True'}").codes == [.missingKey])
    #expect(
      Checked(states: "- {name: w, type: while, condition: 'index <', body: [\(noop)]}").codes == [.badExpression])
    let most = "- {name: w, type: while, condition: 'True', maxIterations: 0, body: [\(noop)]}"
    #expect(Checked(states: most).codes == [.invalidValue])
  }

  @Test func `the parts of a try are blocks with names of their own`() throws {
    let text = """
      - name: safe
        type: try
        try: [\(noop)]
        catch:
          - {errors: timeout, retry: {maxAttempts: 2}}
          - {if: problem.attempt > 1, as: problem, states: [\(noop)]}
        finally: {states: [\(noop)]}
      """
    let checked = Checked(states: text)
    #expect(checked.report.issues == [])
    guard case .try(let parts) = checked.node("safe")?.kind else { throw InvariantViolation("no try") }
    #expect(parts.handlers.map(\.errors) == [["timeout"], []])
    #expect(parts.handlers.map(\.name) == [nil, "problem"])
    #expect(parts.handlers.map(\.retry?.maxAttempts) == [2, nil])
    #expect(parts.finally != nil)
  }

  @Test func `a try without catch and finally is a mistake, and so is a way out of a block`() {
    #expect(Checked(states: "- {name: t, type: try, try: [\(noop)]}").codes == [.missingKey])
    #expect(Checked(states: "- {name: t, type: try, catch: {}}").codes == [.missingKey])
    let leaves = "- {name: t, type: try, try: [{name: a, type: operation, action: noop, next: t}], catch: {}}"
    #expect(Checked(states: leaves).codes == [.unknownTarget])
    let routed = "- {name: t, type: try, try: [\(noop)], catch: [{errors: [timeout], next: t}]}"
    #expect(Checked(states: routed).codes == [.unknownKey])
    let reserved = "- {name: t, type: try, try: [\(noop)], catch: {as: input}}"
    #expect(Checked(states: reserved).codes == [.invalidValue])
  }
}

import Engine
import Testing

/// Every code has an example that brings it about.
struct IssueCodeTests {
  enum Example {
    case states(String)
    case workflow(String)
    case agent(String)
  }

  static let examples: [IssueCode: Example] = [
    .syntax: .workflow("id: [a"),
    .unknownKey: .states("- {name: a, type: operation, action: noop, retries: 3}"),
    .missingKey: .states("- {name: a, type: foreach, agent: checker}"),
    .wrongType: .states("- {name: a, type: operation, action: noop, end: [true]}"),
    .invalidValue: .states("- {name: a, type: operation, action: noop, timeoutSeconds: soon}"),
    .conflictingKeys: .states("- {name: a, type: operation, action: noop, timeoutSeconds: 5, timeout: 6}"),
    .unsupported: .states("- {name: a, type: operation, action: model.run}"),
    .missingName: .states("- {type: operation, action: noop}"),
    .duplicateName: .states(
      "- {name: a, type: operation, action: noop, next: a}\n- {name: a, type: operation, action: noop}"),
    .unknownType: .states("- {name: a, type: oparation, action: noop}"),
    .unknownTarget: .states("- {name: a, type: operation, action: noop, next: b}"),
    .unreachableState: .states(
      "- {name: a, type: operation, action: noop, end: true}\n- {name: b, type: operation, action: noop}"),
    .missingNext: .states("- {name: a, type: operation, action: noop}\n- {name: b, type: operation, action: noop}"),
    .noWayToEnd: .states("- {name: a, type: operation, action: noop, next: a}"),
    .badExpression: .states("- {name: a, type: operation, action: noop, inputPath: 'a..b'}"),
    .badSchema: .workflow("inputSchema: [object]\nstates: [{name: a, type: operation, action: noop}]"),
    .unknownAgent: .states("- {name: a, type: agent, agent: cheker}"),
    .unknownAction: .states("- {name: a, type: operation, action: nop}"),
    .inputMismatch: .states("- {name: a, type: agent, agent: strict, input: {count: many}}"),
    .endlessRecursion: .states("- {name: a, type: workflow, workflow: test}"),
    .limit: .workflow("states: \(nested(depth: 34))"),
    .approvalWithoutApprovers: .states("- {name: a, type: approval, message: Go?}"),
    .missingTimeout: .workflow("states: [{name: a, type: agent, agent: '{{ ctx.who }}'}]"),
    .incompatibleSchemas: .states(
      "- {name: a, type: agent, agent: reader, next: b}\n- {name: b, type: agent, agent: strict}"),
    .missingSchema: .states(
      "- {name: a, type: agent, agent: silent, next: b}\n- {name: b, type: agent, agent: strict}"),
    .deprecatedSpelling: .states("- {name: a, type: operation, action: noop, result_path: x}"),
    .unknownKeyword: .workflow("inputSchema: {requird: [a]}\nstates: [{name: a, type: operation, action: noop}]"),
    .literalTemplate: .agent("kind: command\nshell: true\nargv: ['echo {{ name }}']"),
  ]

  /// Parallel states inside each other, in flow style.
  static func nested(depth: Int) -> String {
    let inner =
      depth == 0
      ? "{name: a, type: operation, action: noop}"
      : "{name: p, type: parallel, branches: [{name: b, states: \(nested(depth: depth - 1))}]}"
    return "[\(inner)]"
  }

  @Test(arguments: IssueCode.allCases)
  func `every code has an example that fails`(code: IssueCode) throws {
    let report: CheckReport
    switch try #require(Self.examples[code]) {
    case .states(let text): report = Checked(states: text).report
    case .workflow(let text): report = Checked(text).report
    case .agent(let text): report = AgentDefinition.read(text: text, named: "agent.yaml", fallbackID: "agent").report
    }
    #expect(report.issues.map(\.code) == [code])
    #expect(report.issues.allSatisfy { $0.line != nil && !$0.message.isEmpty })
  }
}

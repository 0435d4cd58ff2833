import JSON

/// The names in a definition's tests: each is a state's or an agent's, or stands for nothing.
struct TestCheck {
  let findings: Findings
  let catalog: AgentCatalog?

  func check(_ tree: WorkflowTree) {
    guard let tests = tree.testsField else { return }
    let states = Set(tree.blocks.flatMap(\.states).map(\.name.value))
    let outermost = Set(tree.block.states.map(\.name.value))
    for test in tests.elements() ?? [] {
      checkFixtures(test, states, named(in: tree))
      for (index, name) in (test.value["expect"]?["path"]?.arrayValue ?? []).enumerated() {
        guard let text = name.stringValue, !outermost.contains(Self.withoutVisit(text)) else { continue }
        findings.report(
          .unknownTarget, at: test.place.key("expect").key("path").index(index), "there is no state `\(text)` here",
          actual: text, hint: findings.hint(for: text, among: Array(outermost)))
      }
    }
  }

  private func checkFixtures(_ test: Field, _ states: Set<String>, _ agents: Set<String>) {
    for (name, _) in test.value["fixtures"]?.objectValue ?? [:] {
      let last = name.split(separator: "/").last.map { Self.withoutVisit(String($0)) } ?? name
      guard !states.contains(last), !states.contains(name), !agents.contains(name) else { continue }
      findings.report(
        .unknownTarget, at: test.place.key("fixtures").key(name), part: .key,
        "no state and no agent of this workflow is called `\(name)`", actual: name,
        hint: findings.hint(for: name, among: states.union(agents).sorted()))
    }
  }

  private func named(in tree: WorkflowTree) -> Set<String> {
    Set(
      tree.blocks.flatMap(\.states).compactMap { state -> String? in
        switch state.kind {
        case .agent(let call): call.agent.value.stringValue
        case .action(let name): name.value
        default: nil
        }
      }
    ).union(catalog?.names.map(\.rawValue) ?? [])
  }

  private static func withoutVisit(_ path: String) -> String {
    path.split(separator: "#").first.map(String.init) ?? path
  }
}

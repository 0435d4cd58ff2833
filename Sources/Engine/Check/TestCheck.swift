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
      checkNames(test, "fixtures", test.value["fixtures"], states, named(in: tree))
      checkNames(test, "expect/calls", test.value["expect"]?["calls"], states, named(in: tree))
      for (index, name) in (test.value["expect"]?["path"]?.arrayValue ?? []).enumerated() {
        guard let text = name.stringValue, !outermost.contains(Self.withoutVisit(text)) else { continue }
        findings.report(
          .unknownTarget, at: test.place.key("expect").key("path").index(index), "there is no state `\(text)` here",
          actual: text, hint: findings.hint(for: text, among: Array(outermost)))
      }
    }
  }

  private func checkNames(
    _ test: Field, _ path: String, _ names: JSONValue?, _ states: Set<String>, _ agents: Set<String>
  ) {
    let place = path.split(separator: "/").reduce(test.place) { $0.key(String($1)) }
    for (name, _) in names?.objectValue ?? [:] {
      let last = name.split(separator: "/").last.map { Self.withoutVisit(String($0)) } ?? name
      guard !states.contains(last), !states.contains(name), !agents.contains(name) else { continue }
      findings.report(
        .unknownTarget, at: place.key(name), part: .key,
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
        case .workflow: AgentID.workflowRun.rawValue
        case .approval, .switch, .parallel, .foreach, .while, .try, .inject, .transform, .sleep, .await, .emit, .fail,
          .succeed, .unreadable:
          nil
        }
      }
    ).union(catalog?.names.map(\.rawValue) ?? [])
  }

  private static func withoutVisit(_ path: String) -> String {
    path.split(separator: "#").first.map(String.init) ?? path
  }
}

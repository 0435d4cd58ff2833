/// How states follow each other: targets that exist, states that can be reached, paths that end.
struct FlowCheck {
  let findings: Findings

  func check(_ tree: WorkflowTree) {
    let graphs = tree.blocks.map(BlockGraph.init)
    let allNames = Set(graphs.flatMap(\.indices.keys))
    for (number, graph) in graphs.enumerated() {
      let onFailure = number == 0 ? tree.onFailure : nil
      checkNext(graph)
      let unknown = unknownTargets(graph, and: onFailure)
      for target in unknown { report(target, in: graph, allNames) }
      // A misspelt target or a state that can't be read makes others look unreachable: one mistake, one message.
      if unknown.isEmpty, graph.isComplete, graph.start != nil {
        checkPaths(graph, from: graph.entries + [onFailure].compactMap { $0.flatMap { graph.indices[$0.value] } })
      }
    }
  }

  private func checkNext(_ graph: BlockGraph) {
    guard graph.block.graph == nil else { return }
    for state in graph.block.states.dropLast() where state.flowsOn && state.next == nil && !state.ends {
      if case .unreadable = state.kind { continue }
      findings.report(
        .missingNext, at: state.name.place, "`\(state.name.value)` says neither `next` nor `end`",
        hint: "only the last state of a block may leave both out")
    }
  }

  private func unknownTargets(_ graph: BlockGraph, and onFailure: Sourced<String>?) -> [Sourced<String>] {
    let targets = graph.block.states.flatMap(\.targets) + [graph.block.start, onFailure].compactMap { $0 }
    return targets.filter { graph.indices[$0.value] == nil }
  }

  private func report(_ target: Sourced<String>, in graph: BlockGraph, _ allNames: Set<String>) {
    let name = target.value
    let hint =
      if allNames.contains(name) {
        "`\(name)` stands in another block; a state can go only to states of its own block"
      } else if name == "end" {
        "write `end: true` instead"
      } else {
        findings.hint(for: name, among: graph.block.states.map(\.name.value).filter { !$0.isEmpty })
      }
    findings.report(.unknownTarget, at: target.place, "there is no state `\(name)`", actual: name, hint: hint)
  }

  private func checkPaths(_ graph: BlockGraph, from starts: [Int]) {
    let reachable = graph.reachable(from: starts)
    for (index, state) in graph.block.states.enumerated() where !reachable.contains(index) {
      findings.report(
        .unreachableState, at: state.name.place, "no state leads to `\(state.name.value)`",
        hint: "point a `next` at it, or remove it")
    }
    let stuck = reachable.subtracting(graph.leadingToEnd).sorted().map { graph.block.states[$0] }
    guard let first = stuck.first else { return }
    findings.report(
      .noWayToEnd, at: first.name.place, "from here no path leads to an end",
      actual: stuck.map(\.name.value).joined(separator: ", "),
      hint: "give one of \(Spelling.list(stuck.map(\.name.value))) an `end: true` or a way out")
  }
}

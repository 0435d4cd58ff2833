import JSON

/// A workflow that starts itself on every path would start runs until the limit of nesting stops it: a mistake that can
/// be seen before anything runs. Where a condition decides, or a template names the workflow, only the limit helps.
struct RecursionCheck {
  let findings: Findings

  func check(_ tree: WorkflowTree) {
    guard let call = certainCall(in: tree.block, of: tree.id) else { return }
    findings.report(
      .endlessRecursion, at: call.place, "every path through this workflow starts the workflow itself again",
      actual: tree.id.rawValue, hint: "let a `switch` or an `if` decide when to stop")
  }

  /// The call that the block can't be left without having made.
  private func certainCall(in block: BlockTree, of workflow: WorkflowID) -> Sourced<JSONValue>? {
    let graph = BlockGraph(block)
    guard graph.isComplete, let start = graph.start else { return nil }
    let calls = block.states.map { certainCall(by: $0, of: workflow) }
    guard let first = calls.lazy.compactMap({ $0 }).first else { return nil }
    let without = Set(calls.indices.filter { calls[$0] == nil })
    return graph.leadsToEnd(from: start, within: without) ? nil : first
  }

  private func certainCall(by state: StateTree, of workflow: WorkflowID) -> Sourced<JSONValue>? {
    guard state.condition == nil else { return nil }
    switch state.kind {
    case .workflow(let call):
      return call.workflow.value.stringValue == workflow.rawValue ? call.workflow : nil
    case .parallel(let parallel):
      guard parallel.join.mode == .all else { return nil }
      return parallel.branches.lazy.compactMap { certainCall(in: $0.block, of: workflow) }.first
    case .try(let parts):
      return certainCall(in: parts.body, of: workflow)
    case .foreach, .while, .agent, .action, .approval, .switch, .inject, .transform, .fail, .succeed, .sleep, .await,
      .emit, .unreadable:
      return nil
    }
  }
}

import JSON

/// Agents and actions that exist, and gates that somebody may decide.
struct AgentCheck {
  let findings: Findings
  /// Nil where it isn't known which agents there are: then a name is only doubtful.
  let catalog: AgentCatalog?

  func check(_ tree: WorkflowTree) {
    for state in tree.blocks.flatMap(\.states) {
      switch state.kind {
      case .agent(let call): check(call, of: state)
      case .action(let name): check(name, of: state)
      case .approval(let gate): check(gate, of: state)
      case .switch, .parallel, .foreach, .inject, .while, .try, .transform, .fail, .succeed, .sleep, .await, .emit,
        .workflow, .unreadable:
        break
      }
    }
  }

  private func check(_ call: AgentCall, of state: StateTree) {
    guard let name = call.agent.value.stringValue, !TemplateText.mayBeTemplate(name) else {
      return checkTimeout(nil, of: state)
    }
    guard let agent = catalog?.agent(AgentID(rawValue: name)) else {
      return unknown(.unknownAgent, "agent", call.agent.map { _ in name })
    }
    checkTimeout(agent, of: state)
  }

  private func check(_ name: Sourced<String>, of state: StateTree) {
    guard let agent = (catalog ?? AgentCatalog()).agent(AgentID(rawValue: name.value)) else {
      return unknown(.unknownAction, "action", name)
    }
    checkTimeout(agent, of: state)
  }

  private func unknown(_ code: IssueCode, _ what: String, _ name: Sourced<String>) {
    guard let catalog else {
      return findings.report(
        code, .warning, at: name.place, "the \(what) `\(name.value)` can't be checked: no agents are known here",
        actual: name.value)
    }
    let names =
      catalog.names.map(\.rawValue)
      + (what == "action" ? ["agent.run", "human.approval", "signal.wait", "workflow.run"] : [])
    findings.report(
      code, at: name.place, "there is no \(what) `\(name.value)`", actual: name.value,
      hint: findings.hint(for: name.value, among: names))
  }

  /// What isn't known may have a timeout of its own; what a template chooses probably has none.
  private func checkTimeout(_ agent: AgentDefinition?, of state: StateTree) {
    if state.timeout != nil || agent?.timeout != nil { return }
    switch agent?.kind {
    case .noop, .store: return
    case .command, nil: break
    }
    findings.report(
      .missingTimeout, .warning, at: state.name.place, "nothing bounds the time that `\(state.name.value)` may take",
      hint: "set `timeoutSeconds` here or in the agent's file")
  }

  private func check(_ gate: ApprovalTree, of state: StateTree) {
    guard gate.approvers == nil || gate.approvers?.value == [] else { return }
    findings.report(
      .approvalWithoutApprovers, .warning, at: gate.approvers?.place ?? state.name.place,
      "anyone with the role approver may decide `\(state.name.value)`",
      hint: "name `approvers`, as `team:platform`")
  }
}

/// Tells texts that may depend on data from plain ones.
enum TemplateText {
  static func mayBeTemplate(_ text: String) -> Bool { text.contains("{{") || text.hasPrefix("$") }
}

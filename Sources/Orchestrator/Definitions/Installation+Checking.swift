public import Engine

extension Installation {
  /// Checks a workflow against the agents that are there.
  public func check(_ definition: DefinitionText, for identity: Identity) throws -> CheckReport {
    try identity.require(.view)
    return CheckedWorkflow(definition, agents: try agentCatalog(of: identity.tenant)).report
  }
}

extension DefinitionText {
  /// Checks a workflow without an installation: agents aren't known then, and unknown ones are warnings.
  public func checkedAlone() -> CheckReport { CheckedWorkflow(self, agents: nil).report }

  /// The program of a workflow without an installation.
  /// - Throws: `OperationError` with what is wrong, place by place.
  public func program() throws(OperationError) -> Program {
    let checked = CheckedWorkflow(self, agents: nil)
    guard let program = checked.program else {
      throw OperationError(.invalid, "\(name) has mistakes", issues: checked.report.errors)
    }
    return program
  }

  /// Checks an agent's file.
  public func checkedAsAgent() -> CheckReport { CheckedAgent(self).report }
}

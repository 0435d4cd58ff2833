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

  /// Checks an agent's file.
  public func checkedAsAgent() -> CheckReport { CheckedAgent(self).report }
}

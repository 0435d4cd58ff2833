import Documents
public import Engine
import Store

extension Installation {
  /// The agents that a tenant's workflows may name: the built-in ones and what is enabled.
  public func agentCatalog(of tenant: TenantID) throws -> AgentCatalog {
    let stored = try storage.read { try $0.agents(tenant: tenant) }
    return AgentCatalog(stored.filter(\.isEnabled).compactMap(readable))
  }

  /// One agent that can't be read mustn't stop everybody from publishing; a step that names it says what is wrong.
  private func readable(_ stored: StoredAgent) -> AgentDefinition? {
    do { return try definition(of: stored) } catch {
      logger.agentLeftOut(stored.id, because: error)
      return nil
    }
  }

  /// The agent that a step names; nil when there is none, or when it is disabled.
  public func agent(_ id: AgentID, of tenant: TenantID) throws -> AgentDefinition? {
    if let builtIn = AgentDefinition.builtIn.first(where: { $0.id == id }) { return builtIn }
    guard let stored = try storage.read({ try $0.agent(id, tenant: tenant) }), stored.isEnabled else { return nil }
    return try definition(of: stored)
  }

  /// Adds or replaces an agent that brings nothing of the host with it.
  ///
  /// - Returns: false when it was there already.
  /// - Throws: `forbidden` for agents that run programs: those come from files of the host only, so that what runs on
  ///   it is decided by who owns its files.
  @discardableResult
  public func publishAgent(_ definition: DefinitionText, by identity: Identity) throws -> Bool {
    try identity.require(.publishAgent)
    try requireSize(of: definition)
    let checked = CheckedAgent(definition)
    guard let agent = checked.agent else { throw OperationError(refusing: checked.report) }
    if case .command = agent.kind {
      throw OperationError(
        .forbidden,
        "'\(agent.id)' runs a program; such agents come from files in \(directory.agents) only: put it there, then "
          + "`escapement sync`")
    }
    return try store(agent, checked.format.rawValue, definition.text, by: identity)
  }

  func store(_ agent: AgentDefinition, _ format: String, _ text: String, by identity: Identity) throws -> Bool {
    let row = StoredAgent(
      tenant: identity.tenant, id: agent.id, kind: agent.kind.name, hash: agent.hash, source: text, format: format,
      version: agent.version, description: agent.description, updatedAt: clock.now(), updatedBy: identity.actor)
    return try storage.write { store in
      try store.ensureTenant(identity.tenant, at: row.updatedAt)
      return try store.upsertAgent(row)
    }
  }

  private func definition(of stored: StoredAgent) throws -> AgentDefinition {
    try agents.value(hash: "\(stored.id) \(stored.hash)") {
      let definition = DefinitionText(
        stored.source, named: "agent \(stored.id)", fallbackID: stored.id.rawValue,
        format: .init(rawValue: stored.format))
      let checked = CheckedAgent(definition)
      guard let agent = checked.agent else {
        let first = checked.report.errors.first?.message ?? "no reason given"
        throw InvariantViolation("the stored agent '\(stored.id)' can't be read any more: \(first)")
      }
      return agent
    }
  }
}

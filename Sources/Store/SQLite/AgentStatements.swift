import Engine

enum AgentStatements: Statements {
  case load
  case list
  case upsert
  case disable

  var sql: SQL {
    switch self {
    case .load:
      """
      SELECT tenant, id, kind, hash, source, format, version, description, enabled, updated_at, updated_by
      FROM agents WHERE tenant = ? AND id = ?
      """
    case .list:
      """
      SELECT tenant, id, kind, hash, source, format, version, description, enabled, updated_at, updated_by
      FROM agents WHERE tenant = ? ORDER BY id
      """
    case .upsert:
      """
      INSERT INTO agents (tenant, id, kind, hash, source, format, version, description, enabled, updated_at, updated_by)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (tenant, id) DO UPDATE SET
        kind = excluded.kind, hash = excluded.hash, source = excluded.source, format = excluded.format,
        version = excluded.version, description = excluded.description, enabled = excluded.enabled,
        updated_at = excluded.updated_at, updated_by = excluded.updated_by
      WHERE hash <> excluded.hash OR enabled <> excluded.enabled
      """
    case .disable:
      "UPDATE agents SET enabled = 0, updated_at = ?3 WHERE tenant = ?1 AND id = ?2"
    }
  }
}

extension SQLiteTransaction {
  func agent(_ id: AgentID, tenant: TenantID) throws -> StoredAgent? {
    try connection.first(AgentStatements.load.sql, tenant, id) { agent(from: &$0) }
  }

  func agents(tenant: TenantID) throws -> [StoredAgent] {
    try connection.all(AgentStatements.list.sql, tenant) { agent(from: &$0) }
  }

  func upsertAgent(_ agent: StoredAgent) throws -> Bool {
    try connection.execute(
      AgentStatements.upsert.sql, agent.tenant, agent.id, agent.kind, agent.hash, agent.source, agent.format,
      agent.version, agent.description, agent.isEnabled, agent.updatedAt, agent.updatedBy) == 1
  }

  func disableAgent(_ id: AgentID, tenant: TenantID, at now: Instant) throws -> Bool {
    try connection.execute(AgentStatements.disable.sql, tenant, id, now) == 1
  }

  private func agent(from row: inout Row) -> StoredAgent {
    StoredAgent(
      tenant: row.identifier(), id: row.identifier(), kind: row.text(), hash: row.text(), source: row.text(),
      format: row.text(), version: row.optionalText(), description: row.optionalText(), isEnabled: row.bool(),
      updatedAt: row.instant(), updatedBy: row.identifier())
  }
}

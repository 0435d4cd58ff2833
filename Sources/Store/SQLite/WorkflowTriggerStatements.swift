import Engine

/// What the newest revisions listen to.
enum WorkflowTriggerStatements: Statements {
  case clear
  case insert
  case listens
  case toAsk

  var sql: SQL {
    switch self {
    case .clear: "DELETE FROM workflow_triggers WHERE tenant = ? AND workflow = ?"
    case .insert: "INSERT INTO workflow_triggers (tenant, workflow, name, kind, source) VALUES (?, ?, ?, ?, ?)"
    case .listens:
      """
      SELECT EXISTS (SELECT 1 FROM workflow_triggers WHERE tenant = ?1 AND kind = 'event' AND source = ?2)
        OR EXISTS (SELECT 1 FROM workflow_triggers WHERE tenant = ?1 AND kind = 'webhook' AND source = ?3)
      """
    case .toAsk:
      """
      SELECT t.workflow, t.name, w.enabled FROM (
        SELECT tenant, workflow, name FROM workflow_triggers WHERE tenant = ?1 AND kind = 'event' AND source = ?2
        UNION ALL
        SELECT tenant, workflow, name FROM workflow_triggers WHERE tenant = ?1 AND kind = 'webhook' AND source = ?3
      ) AS t
      JOIN workflows w ON w.tenant = t.tenant AND w.id = t.workflow
      WHERE NOT EXISTS (
        SELECT 1 FROM event_matches m
        WHERE m.event = ?4 AND m.kind = 'trigger' AND m.target = t.workflow AND m.name = t.name)
      ORDER BY t.workflow, t.name LIMIT ?5
      """
    }
  }
}

extension SQLiteTransaction {
  func replaceTriggers(of workflow: WorkflowID, tenant: TenantID, with triggers: [ListedTrigger]) throws {
    try connection.execute(WorkflowTriggerStatements.clear.sql, tenant, workflow)
    for trigger in triggers {
      let (kind, source) =
        switch trigger.source {
        case .event(let type): ("event", type)
        case .webhook(let name): ("webhook", name)
        }
      try connection.execute(WorkflowTriggerStatements.insert.sql, tenant, workflow, trigger.name, kind, source)
    }
  }

  /// Whether any trigger names the event's type, or the webhook by which it comes.
  func anyTriggerListens(to type: String, webhook: String?, tenant: TenantID) throws -> Bool {
    try connection.first(WorkflowTriggerStatements.listens.sql, tenant, type, webhook) { $0.bool() } ?? false
  }

  func triggersToAsk(about event: InboundEvent, limit: Int) throws -> [WorkflowTrigger] {
    try connection.all(
      WorkflowTriggerStatements.toAsk.sql, event.tenant, event.event.name, event.provenance.webhook, event.event.id,
      limit
    ) { WorkflowTrigger(workflow: $0.identifier(), name: $0.text(), isEnabled: $0.bool()) }
  }
}

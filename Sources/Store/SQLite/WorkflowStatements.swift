import Engine
import JSON

enum WorkflowStatements: Statements {
  case load
  case list
  case newest
  case upsert
  case setEnabled
  case insertRevision
  case revision
  case revisions

  var sql: SQL {
    switch self {
    case .load:
      """
      SELECT w.tenant, w.id, w.enabled, w.revision, w.name, w.description, w.version, w.created_at, w.updated_at,
        r.id, r.status, r.created_at, r.finished_at
      FROM workflows w LEFT JOIN runs r ON r.id = (
        SELECT id FROM runs WHERE tenant = w.tenant AND workflow = w.id ORDER BY created_at DESC, id DESC LIMIT 1)
      WHERE w.tenant = ? AND w.id = ?
      """
    case .list:
      """
      SELECT w.tenant, w.id, w.enabled, w.revision, w.name, w.description, w.version, w.created_at, w.updated_at,
        r.id, r.status, r.created_at, r.finished_at
      FROM workflows w LEFT JOIN runs r ON r.id = (
        SELECT id FROM runs WHERE tenant = w.tenant AND workflow = w.id ORDER BY created_at DESC, id DESC LIMIT 1)
      WHERE w.tenant = ?1 AND w.id > ?2 AND (?3 IS NULL OR w.enabled = ?3)
        AND (?4 IS NULL OR instr(lower(w.id), lower(?4)) OR instr(lower(coalesce(w.name, '')), lower(?4)))
      ORDER BY w.id LIMIT ?5
      """
    case .newest:
      """
      SELECT w.revision, r.hash FROM workflows w
      JOIN workflow_revisions r ON r.tenant = w.tenant AND r.workflow = w.id AND r.number = w.revision
      WHERE w.tenant = ? AND w.id = ?
      """
    case .upsert:
      """
      INSERT INTO workflows (tenant, id, revision, name, description, version, created_at, updated_at)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)
      ON CONFLICT (tenant, id) DO UPDATE SET
        revision = excluded.revision, name = excluded.name, description = excluded.description,
        version = excluded.version, updated_at = excluded.updated_at
      """
    case .setEnabled:
      "UPDATE workflows SET enabled = ?3, updated_at = ?4 WHERE tenant = ?1 AND id = ?2"
    case .insertRevision:
      """
      INSERT INTO workflow_revisions (
        tenant, workflow, number, hash, source, format, dialect, name, description, version, input_schema,
        output_schema, published_at, published_by, note)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    case .revision:
      """
      SELECT number, tenant, workflow, hash, source, format, dialect, name, description, version, input_schema,
        output_schema, published_at, published_by, note
      FROM workflow_revisions WHERE tenant = ?1 AND workflow = ?2
        AND number = coalesce(?3, (SELECT revision FROM workflows WHERE tenant = ?1 AND id = ?2))
      """
    case .revisions:
      """
      SELECT number, hash, version, published_at, published_by, note
      FROM workflow_revisions WHERE tenant = ? AND workflow = ? AND number < ? ORDER BY number DESC LIMIT ?
      """
    }
  }
}

extension SQLiteTransaction {
  func workflow(_ id: WorkflowID, tenant: TenantID) throws -> Workflow? {
    try connection.first(WorkflowStatements.load.sql, tenant, id) { try workflow(from: &$0) }
  }

  func workflows(_ filter: WorkflowFilter, page: PageRequest) throws -> Page<Workflow> {
    let workflows = try connection.all(
      WorkflowStatements.list.sql, filter.tenant, page.cursor?.id ?? "", filter.enabled, filter.search, page.limit + 1
    ) { try workflow(from: &$0) }
    return Page(workflows.map { ($0, PageCursor(position: 0, id: $0.id.rawValue)) }, limit: page.limit)
  }

  func publishRevision(_ content: RevisionContent, expected: Int?) throws -> PublishOutcome {
    let newest = try connection.first(WorkflowStatements.newest.sql, content.tenant, content.workflow) {
      (number: $0.int(), hash: $0.text())
    }
    if let expected, expected != newest?.number ?? 0 { return .conflict(newest: newest?.number ?? 0) }
    if let newest, newest.hash == content.hash { return .unchanged(number: newest.number) }
    let number = (newest?.number ?? 0) + 1
    try connection.execute(
      WorkflowStatements.upsert.sql, content.tenant, content.workflow, number, content.name, content.description,
      content.version, content.publishedAt)
    try connection.execute(
      WorkflowStatements.insertRevision.sql, content.tenant, content.workflow, number, content.hash, content.source,
      content.format, content.dialect, content.name, content.description, content.version,
      try column(content.inputSchema), try column(content.outputSchema), content.publishedAt, content.publishedBy,
      content.note)
    try replaceTriggers(of: content.workflow, tenant: content.tenant, with: content.triggers)
    return .published(number: number)
  }

  func setWorkflow(_ id: WorkflowID, tenant: TenantID, enabled: Bool, at now: Instant) throws -> Bool {
    try connection.execute(WorkflowStatements.setEnabled.sql, tenant, id, enabled, now) == 1
  }

  func revision(of workflow: WorkflowID, tenant: TenantID, number: Int?) throws -> Revision? {
    try connection.first(WorkflowStatements.revision.sql, tenant, workflow, number) { row in
      Revision(
        number: row.int(),
        content: RevisionContent(
          tenant: row.identifier(), workflow: row.identifier(), hash: row.text(), source: row.text(),
          format: row.text(), dialect: row.text(), name: row.optionalText(), description: row.optionalText(),
          version: row.optionalText(), inputSchema: try value(row.optionalText()),
          outputSchema: try value(row.optionalText()), publishedAt: row.instant(), publishedBy: row.identifier(),
          note: row.optionalText()))
    }
  }

  func revisions(of workflow: WorkflowID, tenant: TenantID, page: PageRequest) throws -> Page<RevisionSummary> {
    let revisions = try connection.all(
      WorkflowStatements.revisions.sql, tenant, workflow, page.cursor?.position ?? .max, page.limit + 1
    ) { row in
      RevisionSummary(
        number: row.int(), hash: row.text(), version: row.optionalText(), publishedAt: row.instant(),
        publishedBy: row.identifier(), note: row.optionalText())
    }
    return Page(revisions.map { ($0, PageCursor(position: Int64($0.number))) }, limit: page.limit)
  }

  private func workflow(from row: inout Row) throws -> Workflow {
    Workflow(
      tenant: row.identifier(), id: row.identifier(), isEnabled: row.bool(), revision: row.int(),
      name: row.optionalText(), description: row.optionalText(), version: row.optionalText(),
      createdAt: row.instant(), updatedAt: row.instant(), lastRun: try lastRun(from: &row))
  }

  private func lastRun(from row: inout Row) throws -> Workflow.LastRun? {
    guard let id: RunID = row.optionalIdentifier() else { return nil }
    return Workflow.LastRun(
      id: id, status: try row.word(), createdAt: row.instant(), finishedAt: row.optionalInstant())
  }
}

import Engine

enum EndpointStatements: Statements {
  case load
  case named
  case list
  case enabled
  case insert
  case update
  case answers
  case fails
  case gone
  case delete

  var sql: SQL {
    switch self {
    case .load:
      """
      SELECT id, tenant, name, kind, target, topics, origin, created_by, created_at, enabled, disabled_reason,
        secret_generation, previous_until, failures, resume_at, updated_at
      FROM endpoints WHERE id = ? AND tenant = ?
      """
    case .named:
      """
      SELECT id, tenant, name, kind, target, topics, origin, created_by, created_at, enabled, disabled_reason,
        secret_generation, previous_until, failures, resume_at, updated_at
      FROM endpoints WHERE tenant = ? AND name = ?
      """
    case .list:
      """
      SELECT id, tenant, name, kind, target, topics, origin, created_by, created_at, enabled, disabled_reason,
        secret_generation, previous_until, failures, resume_at, updated_at
      FROM endpoints WHERE tenant = ? ORDER BY name
      """
    case .enabled:
      """
      SELECT id, tenant, name, kind, target, topics, origin, created_by, created_at, enabled, disabled_reason,
        secret_generation, previous_until, failures, resume_at, updated_at
      FROM endpoints WHERE tenant = ? AND enabled = 1 AND topics <> '[]' ORDER BY name
      """
    case .insert:
      """
      INSERT INTO endpoints (id, tenant, name, kind, target, topics, origin, created_by, created_at, updated_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """
    case .update:
      """
      UPDATE endpoints SET
        name = ?2, target = ?3, topics = ?4, enabled = ?5, disabled_reason = ?6, secret_generation = ?7,
        previous_until = ?8, failures = ?9, resume_at = ?10, updated_at = ?11
      WHERE id = ?1
      """
    case .answers:
      "UPDATE endpoints SET failures = 0, resume_at = NULL WHERE id = ? AND failures > 0"
    case .fails:
      "UPDATE endpoints SET failures = failures + 1, resume_at = ?2 WHERE id = ?1"
    case .gone:
      "UPDATE endpoints SET enabled = 0, disabled_reason = ?2, updated_at = ?3 WHERE id = ?1 AND enabled = 1"
    case .delete:
      "DELETE FROM endpoints WHERE id = ? AND tenant = ?"
    }
  }
}

extension SQLiteTransaction {
  func endpoint(_ id: EndpointID, tenant: TenantID) throws -> Endpoint? {
    try connection.first(EndpointStatements.load.sql, id, tenant) { try endpoint(from: &$0) }
  }

  func endpoint(named name: String, tenant: TenantID) throws -> Endpoint? {
    try connection.first(EndpointStatements.named.sql, tenant, name) { try endpoint(from: &$0) }
  }

  func endpoints(tenant: TenantID) throws -> [Endpoint] {
    try connection.all(EndpointStatements.list.sql, tenant) { try endpoint(from: &$0) }
  }

  func listeners(to topic: String, tenant: TenantID) throws -> [Endpoint] {
    try connection.all(EndpointStatements.enabled.sql, tenant) { try endpoint(from: &$0) }
      .filter { $0.listens(to: topic) }
  }

  func isHeard(_ topic: String, tenant: TenantID) throws -> Bool { try !listeners(to: topic, tenant: tenant).isEmpty }

  func insertEndpoint(_ endpoint: Endpoint) throws -> Bool {
    try connection.execute(
      EndpointStatements.insert.sql, endpoint.id, endpoint.tenant, endpoint.name, endpoint.kind, endpoint.target,
      listColumn(endpoint.topics), endpoint.origin, endpoint.createdBy, endpoint.createdAt, endpoint.updatedAt) == 1
  }

  func updateEndpoint(_ endpoint: Endpoint) throws {
    let changed = try connection.execute(
      EndpointStatements.update.sql, endpoint.id, endpoint.name, endpoint.target, listColumn(endpoint.topics),
      endpoint.isEnabled, endpoint.disabledReason, endpoint.secretGeneration, endpoint.previousSecretUntil,
      endpoint.failures, endpoint.resumeAt, endpoint.updatedAt)
    guard changed == 1 else { throw InvariantViolation("the endpoint \(endpoint.id) to be changed is missing") }
  }

  func deleteEndpoint(_ id: EndpointID, tenant: TenantID) throws -> Bool {
    try connection.execute(EndpointStatements.delete.sql, id, tenant) == 1
  }

  func note(_ standing: DeliveryReport.Standing, of endpoint: EndpointID, at now: Instant) throws {
    switch standing {
    case .answers: try connection.execute(EndpointStatements.answers.sql, endpoint)
    case .fails(let resumeAt): try connection.execute(EndpointStatements.fails.sql, endpoint, resumeAt)
    case .gone(let reason): try connection.execute(EndpointStatements.gone.sql, endpoint, reason, now)
    }
  }

  private func endpoint(from row: inout Row) throws -> Endpoint {
    var endpoint = Endpoint(
      id: row.identifier(), tenant: row.identifier(), name: row.text(), kind: try row.word(), target: row.text(),
      topics: try texts(row.text()), origin: try row.word(), createdBy: row.identifier(), createdAt: row.instant())
    endpoint.isEnabled = row.bool()
    endpoint.disabledReason = row.optionalText()
    endpoint.secretGeneration = row.int()
    endpoint.previousSecretUntil = row.optionalInstant()
    endpoint.failures = row.int()
    endpoint.resumeAt = row.optionalInstant()
    endpoint.updatedAt = row.instant()
    return endpoint
  }
}

import Engine

enum IdempotencyStatements: Statements {
  case load
  case insert
  case deleteOld

  var sql: SQL {
    switch self {
    case .load:
      """
      SELECT tenant, key, operation, request_hash, status, location, response, created_at
      FROM idempotency_keys WHERE tenant = ? AND operation = ? AND key = ?
      """
    case .insert:
      """
      INSERT INTO idempotency_keys (tenant, key, operation, request_hash, status, location, response, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant, operation, key) DO NOTHING
      """
    case .deleteOld: "DELETE FROM idempotency_keys WHERE created_at < ?"
    }
  }
}

extension SQLiteTransaction {
  func idempotentAnswer(key: String, operation: String, tenant: TenantID) throws -> IdempotentAnswer? {
    try connection.first(IdempotencyStatements.load.sql, tenant, operation, key) { row in
      IdempotentAnswer(
        tenant: row.identifier(), key: row.text(), operation: row.text(), requestHash: row.text(), status: row.int(),
        location: row.optionalText(), body: row.text(), createdAt: row.instant())
    }
  }

  func keepAnswer(_ answer: IdempotentAnswer) throws -> Bool {
    try connection.execute(
      IdempotencyStatements.insert.sql, answer.tenant, answer.key, answer.operation, answer.requestHash,
      answer.status, answer.location, answer.body, answer.createdAt) == 1
  }

  func deleteAnswers(before moment: Instant) throws {
    try connection.execute(IdempotencyStatements.deleteOld.sql, moment)
  }
}

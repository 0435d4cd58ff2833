import Engine

enum TokenStatements: Statements {
  case load
  case list
  case insert
  case revoke

  var sql: SQL {
    switch self {
    case .load:
      """
      SELECT hash, name, tenant, roles, created_by, created_at, expires_at, revoked_at FROM api_tokens WHERE hash = ?
      """
    case .list:
      """
      SELECT hash, name, tenant, roles, created_by, created_at, expires_at, revoked_at
      FROM api_tokens WHERE tenant = ? ORDER BY name
      """
    case .insert:
      """
      INSERT INTO api_tokens (hash, name, tenant, roles, created_by, created_at, expires_at, revoked_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant, name) DO NOTHING
      """
    case .revoke:
      "UPDATE api_tokens SET revoked_at = ?3 WHERE tenant = ?1 AND name = ?2 AND revoked_at IS NULL"
    }
  }
}

extension SQLiteTransaction {
  func token(hash: String) throws -> APIToken? {
    try connection.first(TokenStatements.load.sql, hash) { try token(from: &$0) }
  }

  func tokens(tenant: TenantID) throws -> [APIToken] {
    try connection.all(TokenStatements.list.sql, tenant) { try token(from: &$0) }
  }

  func insertToken(_ token: APIToken) throws -> Bool {
    try connection.execute(
      TokenStatements.insert.sql, token.hash, token.name, token.tenant, listColumn(token.roles), token.createdBy,
      token.createdAt, token.expiresAt, token.revokedAt) == 1
  }

  func revokeToken(name: String, tenant: TenantID, at now: Instant) throws -> Bool {
    try connection.execute(TokenStatements.revoke.sql, tenant, name, now) == 1
  }

  private func token(from row: inout Row) throws -> APIToken {
    var token = APIToken(
      hash: row.text(), name: row.text(), tenant: row.identifier(), roles: try texts(row.text()),
      createdBy: row.identifier(), createdAt: row.instant(), expiresAt: row.optionalInstant())
    token.revokedAt = row.optionalInstant()
    return token
  }
}

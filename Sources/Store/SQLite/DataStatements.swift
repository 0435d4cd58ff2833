import Engine
import JSON

enum DataStatements: Statements {
  case load
  case list
  case set
  case delete
  case deleteExpired
  case effect
  case keepEffect
  case forgetEffects

  var sql: SQL {
    switch self {
    case .load:
      """
      SELECT key, value, revision, expires_at FROM data_store
      WHERE tenant = ?1 AND key = ?2 AND (expires_at IS NULL OR expires_at > ?3)
      """
    case .list:
      """
      SELECT key, value, revision, expires_at FROM data_store
      WHERE tenant = ?1 AND key >= ?2 AND substr(key, 1, length(?2)) = ?2 AND (expires_at IS NULL OR expires_at > ?3)
      ORDER BY key LIMIT ?4
      """
    case .set:
      """
      INSERT INTO data_store (tenant, key, value, revision, expires_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (tenant, key) DO UPDATE SET
        value = excluded.value, revision = excluded.revision, expires_at = excluded.expires_at,
        updated_at = excluded.updated_at
      """
    case .delete: "DELETE FROM data_store WHERE tenant = ? AND key = ?"
    case .deleteExpired: "DELETE FROM data_store WHERE expires_at <= ?"
    case .effect: "SELECT answer FROM data_effects WHERE name = ?"
    case .keepEffect: "INSERT INTO data_effects (name, answer, at) VALUES (?, ?, ?)"
    case .forgetEffects: "DELETE FROM data_effects WHERE at < ?"
    }
  }
}

extension SQLiteTransaction {
  /// No attempt is delivered again after so long: its run's host would have to have stood still all the time.
  private static let effectsAreKept = TimeSpan.seconds(90 * 86_400 as Int64)

  func value(_ key: String, tenant: TenantID, at now: Instant) throws -> StoredValue? {
    try connection.first(DataStatements.load.sql, tenant, key, now) { try storedValue(from: &$0) }
  }

  func values(from prefix: String, tenant: TenantID, limit: Int, at now: Instant) throws -> [StoredValue] {
    try connection.all(DataStatements.list.sql, tenant, prefix, now, limit) { try storedValue(from: &$0) }
  }

  func setValue(_ value: StoredValue, tenant: TenantID, at now: Instant) throws {
    try connection.execute(DataStatements.deleteExpired.sql, now)
    try connection.execute(
      DataStatements.set.sql, tenant, value.key, try column(value.value), value.revision, value.expiresAt, now)
  }

  func deleteValue(_ key: String, tenant: TenantID) throws -> Bool {
    try connection.execute(DataStatements.delete.sql, tenant, key) == 1
  }

  func effect(_ name: String) throws -> JSONValue? {
    try connection.first(DataStatements.effect.sql, name) { try value($0.text()) }
  }

  func keepEffect(_ name: String, answer: JSONValue, at now: Instant) throws {
    let limit = Instant(milliseconds: now.milliseconds - Self.effectsAreKept.milliseconds)
    try connection.execute(DataStatements.forgetEffects.sql, limit)
    try connection.execute(DataStatements.keepEffect.sql, name, try column(answer), now)
  }

  private func storedValue(from row: inout Row) throws -> StoredValue {
    StoredValue(
      key: row.text(), value: try value(row.text()), revision: row.integer(),
      expiresAt: row.optionalInstant())
  }
}

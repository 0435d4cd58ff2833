import Engine

enum SourceStatements: Statements {
  case list
  case upsert
  case delete

  var sql: SQL {
    switch self {
    case .list: "SELECT tenant, path, kind, target, hash, synced_at FROM sources WHERE tenant = ? ORDER BY path"
    case .upsert:
      """
      INSERT INTO sources (tenant, path, kind, target, hash, synced_at) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (tenant, path) DO UPDATE SET
        kind = excluded.kind, target = excluded.target, hash = excluded.hash, synced_at = excluded.synced_at
      """
    case .delete: "DELETE FROM sources WHERE tenant = ? AND path = ?"
    }
  }
}

extension SQLiteTransaction {
  func sources(tenant: TenantID) throws -> [SyncedSource] {
    try connection.all(SourceStatements.list.sql, tenant) { row in
      SyncedSource(
        tenant: row.identifier(), path: row.text(), kind: try row.word(), target: row.text(), hash: row.text(),
        syncedAt: row.instant())
    }
  }

  func upsertSource(_ source: SyncedSource) throws {
    try connection.execute(
      SourceStatements.upsert.sql, source.tenant, source.path, source.kind, source.target, source.hash,
      source.syncedAt)
  }

  func deleteSource(path: String, tenant: TenantID) throws {
    try connection.execute(SourceStatements.delete.sql, tenant, path)
  }
}

import Engine
import JSON

/// Webhooks and what their senders sign with.
enum WebhookStatements: Statements {
  case insert
  case setEnabled
  case load
  case ofKey
  case list
  case delete
  case deleteSecrets
  case insertSecret
  case endSecrets
  case forgetSecrets
  case secrets

  var sql: SQL {
    switch self {
    case .insert:
      """
      INSERT INTO webhooks (id, tenant, name, key, settings, enabled, created_at, created_by)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant, name) DO NOTHING
      """
    case .setEnabled: "UPDATE webhooks SET enabled = ?2 WHERE id = ?1"
    case .load:
      """
      SELECT id, tenant, name, key, settings, enabled, created_at, created_by,
        (SELECT max(at) FROM webhook_requests r WHERE r.webhook = webhooks.id AND r.outcome <> 'refused')
      FROM webhooks WHERE tenant = ?1 AND (name = ?2 OR id = ?2) ORDER BY name = ?2 DESC LIMIT 1
      """
    case .ofKey:
      """
      SELECT id, tenant, name, key, settings, enabled, created_at, created_by, NULL FROM webhooks WHERE key = ?
      """
    case .list:
      """
      SELECT id, tenant, name, key, settings, enabled, created_at, created_by,
        (SELECT max(at) FROM webhook_requests r WHERE r.webhook = webhooks.id AND r.outcome <> 'refused')
      FROM webhooks WHERE tenant = ? ORDER BY name
      """
    case .delete: "DELETE FROM webhooks WHERE id = ?"
    case .deleteSecrets: "DELETE FROM webhook_secrets WHERE webhook = ?"
    case .insertSecret:
      """
      INSERT INTO webhook_secrets (webhook, number, sealed, created_at)
      VALUES (?1, (SELECT coalesce(max(number), 0) + 1 FROM webhook_secrets WHERE webhook = ?1), ?2, ?3)
      """
    case .endSecrets: "UPDATE webhook_secrets SET expires_at = ?2 WHERE webhook = ?1 AND expires_at IS NULL"
    case .forgetSecrets: "DELETE FROM webhook_secrets WHERE webhook = ?1 AND expires_at <= ?2"
    case .secrets:
      "SELECT number, sealed, created_at, expires_at FROM webhook_secrets WHERE webhook = ? ORDER BY number DESC"
    }
  }
}

extension SQLiteTransaction {
  func insertWebhook(_ webhook: Webhook) throws -> Bool {
    try connection.execute(
      WebhookStatements.insert.sql, webhook.id, webhook.tenant, webhook.name, webhook.key,
      JSONValue.object(webhook.settings).text, webhook.isEnabled, webhook.createdAt, webhook.createdBy) == 1
  }

  func setWebhook(_ id: String, enabled: Bool) throws -> Bool {
    try connection.execute(WebhookStatements.setEnabled.sql, id, enabled) == 1
  }

  func deleteWebhook(_ id: String) throws {
    try connection.execute(WebhookRequestStatements.deleteAll.sql, id)
    try connection.execute(WebhookStatements.deleteSecrets.sql, id)
    try connection.execute(WebhookStatements.delete.sql, id)
  }

  func webhook(_ nameOrID: String, tenant: TenantID) throws -> Webhook? {
    try connection.first(WebhookStatements.load.sql, tenant, nameOrID) { try webhook(from: &$0) }
  }

  func webhook(key: String) throws -> Webhook? {
    try connection.first(WebhookStatements.ofKey.sql, key) { try webhook(from: &$0) }
  }

  func webhooks(tenant: TenantID) throws -> [Webhook] {
    try connection.all(WebhookStatements.list.sql, tenant) { try webhook(from: &$0) }
  }

  func insertSecret(_ sealed: String, of webhook: String, at now: Instant) throws {
    try connection.execute(WebhookStatements.insertSecret.sql, webhook, sealed, now)
  }

  func endSecrets(of webhook: String, at end: Instant, now: Instant) throws {
    try connection.execute(WebhookStatements.forgetSecrets.sql, webhook, now)
    try connection.execute(WebhookStatements.endSecrets.sql, webhook, end)
  }

  func secrets(of webhook: String) throws -> [WebhookSecret] {
    try connection.all(WebhookStatements.secrets.sql, webhook) { row in
      WebhookSecret(
        number: row.int(), sealed: row.text(), createdAt: row.instant(), expiresAt: row.optionalInstant())
    }
  }

  private func webhook(from row: inout Row) throws -> Webhook {
    var webhook = Webhook(
      id: row.text(), tenant: row.identifier(), name: row.text(), key: row.text(), settings: try object(row.text()),
      isEnabled: row.bool(), createdAt: row.instant(), createdBy: row.identifier())
    webhook.lastTakenAt = row.optionalInstant()
    return webhook
  }
}

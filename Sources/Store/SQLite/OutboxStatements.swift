import Digest
import Engine
import JSON

enum OutboxStatements: Statements {
  case insert
  case address
  case delete

  var sql: SQL {
    switch self {
    case .insert:
      """
      INSERT INTO outbox (id, tenant, topic, subject, payload, at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
      """
    case .address:
      """
      INSERT INTO deliveries (message, endpoint, tenant, subject, status, due_at, created_at)
      VALUES (?1, ?2, ?3, ?4, 'PENDING', ?5, ?5)
      """
    case .delete:
      "DELETE FROM outbox WHERE seq = ?1 AND NOT EXISTS (SELECT 1 FROM deliveries WHERE message = ?1)"
    }
  }
}

extension SQLiteTransaction {
  func enqueue(_ message: OutboxMessage) throws -> Int {
    var listeners = try listeners(to: message.topic, tenant: message.tenant)
    for target in message.targets {
      guard let endpoint = try endpoint(for: target, of: message), endpoint.isEnabled,
        !listeners.contains(where: { $0.id == endpoint.id })
      else { continue }
      listeners.append(endpoint)
    }
    guard !listeners.isEmpty else { return 0 }
    let isNew = try connection.execute(
      OutboxStatements.insert.sql, message.id, message.tenant, message.topic, message.subject,
      try column(.object(message.payload)), message.at)
    guard isNew == 1 else { return 0 }
    let row = connection.lastInsertedRow
    for endpoint in listeners {
      try connection.execute(
        OutboxStatements.address.sql, row, endpoint.id, message.tenant, message.subject, message.at)
    }
    return listeners.count
  }

  func deleteIfUnaddressed(message row: Int64) throws { try connection.execute(OutboxStatements.delete.sql, row) }

  /// What a definition names by its address becomes an endpoint, so that it has a secret and its deliveries a log.
  private func endpoint(for target: NoticeTarget, of message: OutboxMessage) throws -> Endpoint? {
    switch target {
    case .endpoint(let name): try endpoint(named: name, tenant: message.tenant)
    case .webhook(let address): try endpoint(.webhook, at: address, of: message)
    case .mail(let address): try endpoint(.mail, at: address, of: message)
    }
  }

  private func endpoint(_ kind: Endpoint.Kind, at address: String, of message: OutboxMessage) throws -> Endpoint? {
    let hash = sha256Hex("endpoint\0\(message.tenant)\0\(kind.rawValue)\0\(address)")
    let id = EndpointID("\(hash.prefix(26))")
    if let known = try endpoint(id, tenant: message.tenant) { return known }
    let endpoint = Endpoint(
      id: id, tenant: message.tenant, name: "\(kind.rawValue)-\(hash.prefix(12))", kind: kind, target: address,
      topics: [], origin: .definition, createdBy: .system, createdAt: message.at)
    return try insertEndpoint(endpoint) ? endpoint : nil
  }
}

import Engine
import JSON

/// What is shown of deliveries, and their log.
enum DeliveryStatements: Statements {
  case load
  case list
  case attempts
  case insertAttempt
  case redeliver
  case finished
  case delete

  var sql: SQL {
    switch self {
    case .load:
      """
      SELECT d.seq, d.endpoint, e.name, m.id, m.tenant, m.topic, m.subject, m.payload, m.at, d.status, d.attempts,
        d.tries, d.due_at, d.created_at, d.finished_at, d.lease_owner, d.lease_epoch, d.lease_expires_at
      FROM deliveries d JOIN outbox m ON m.seq = d.message JOIN endpoints e ON e.id = d.endpoint
      WHERE d.seq = ?1 AND (?2 IS NULL OR d.tenant = ?2)
      """
    case .list:
      """
      SELECT d.seq, d.endpoint, e.name, m.id, m.tenant, m.topic, m.subject, m.payload, m.at, d.status, d.attempts,
        d.tries, d.due_at, d.created_at, d.finished_at, d.lease_owner, d.lease_epoch, d.lease_expires_at
      FROM deliveries d JOIN outbox m ON m.seq = d.message JOIN endpoints e ON e.id = d.endpoint
      WHERE d.tenant = ?1 AND d.seq < ?2 AND (?3 IS NULL OR d.endpoint = ?3) AND (?4 IS NULL OR d.status = ?4)
        AND (?5 IS NULL OR m.topic = ?5)
      ORDER BY d.seq DESC LIMIT ?6
      """
    case .attempts:
      """
      SELECT number, at, duration_ms, succeeded, status, error, excerpt FROM delivery_attempts
      WHERE delivery = ? ORDER BY number
      """
    case .insertAttempt:
      """
      INSERT INTO delivery_attempts (delivery, number, at, duration_ms, succeeded, status, error, excerpt)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """
    case .redeliver:
      """
      UPDATE deliveries SET status = 'PENDING', tries = 0, due_at = ?3, finished_at = NULL
      WHERE seq = ?1 AND tenant = ?2 AND finished_at IS NOT NULL
      """
    case .finished:
      """
      SELECT seq, message FROM deliveries INDEXED BY deliveries_finished
      WHERE finished_at IS NOT NULL AND finished_at < ?1 ORDER BY finished_at LIMIT ?2
      """
    case .delete:
      "DELETE FROM deliveries WHERE seq = ?"
    }
  }
}

extension SQLiteTransaction {
  func delivery(_ number: Int64, tenant: TenantID) throws -> Delivery? { try delivery(number, ofTenant: tenant) }

  func delivery(_ number: Int64, ofTenant tenant: TenantID?) throws -> Delivery? {
    try connection.first(DeliveryStatements.load.sql, number, tenant) { try delivery(from: &$0) }
  }

  func deliveries(_ filter: DeliveryFilter, page: PageRequest) throws -> Page<Delivery> {
    let rows = try connection.all(
      DeliveryStatements.list.sql, filter.tenant, page.cursor?.position ?? .max, filter.endpoint, filter.status,
      filter.topic, page.limit + 1
    ) { row in
      let delivery = try delivery(from: &row)
      return (item: delivery, cursor: PageCursor(position: delivery.number))
    }
    return Page(rows, limit: page.limit)
  }

  func attempts(of delivery: Int64) throws -> [DeliveryAttempt] {
    try connection.all(DeliveryStatements.attempts.sql, delivery) { row in
      DeliveryAttempt(
        number: row.int(), at: row.instant(), duration: TimeSpan(milliseconds: row.integer()), succeeded: row.bool(),
        status: row.optionalInteger().map(Int.init), error: row.optionalText(), excerpt: row.optionalText())
    }
  }

  func insertAttempt(_ attempt: DeliveryAttempt, of delivery: Int64) throws {
    try connection.execute(
      DeliveryStatements.insertAttempt.sql, delivery, attempt.number, attempt.at,
      TimeSpan(milliseconds: max(0, attempt.duration.milliseconds)), attempt.succeeded, attempt.status, attempt.error,
      attempt.excerpt)
  }

  func redeliver(_ number: Int64, tenant: TenantID, at now: Instant) throws -> Bool {
    try connection.execute(DeliveryStatements.redeliver.sql, number, tenant, now) == 1
  }

  func hasDeliveries(finishedBefore moment: Instant) throws -> Bool {
    try connection.first(DeliveryStatements.finished.sql, moment, 1) { $0.integer() } != nil
  }

  func pruneDeliveries(finishedBefore moment: Instant, limit: Int) throws -> Int {
    let old = try connection.all(DeliveryStatements.finished.sql, moment, limit) { ($0.integer(), $0.integer()) }
    for (number, message) in old {
      try connection.execute(DeliveryStatements.delete.sql, number)
      try deleteIfUnaddressed(message: message)
    }
    return old.count
  }

  private func delivery(from row: inout Row) throws -> Delivery {
    let number = row.integer()
    let endpoint: EndpointID = row.identifier()
    let name = row.text()
    let message = OutboxMessage(
      id: row.text(), tenant: row.identifier(), topic: row.text(), subject: row.text(),
      payload: try object(row.text()), at: row.instant())
    var delivery = Delivery(
      number: number, endpoint: endpoint, endpointName: name, message: message, status: try row.word(),
      attempts: row.int(), tries: row.int(), dueAt: row.instant(), createdAt: row.instant(),
      finishedAt: row.optionalInstant())
    let owner: WorkerID? = row.optionalIdentifier()
    let epoch = row.integer()
    let expiry = row.optionalInstant()
    if let owner, let expiry { delivery.lease = Lease(owner: owner, epoch: epoch, expiresAt: expiry) }
    return delivery
  }
}

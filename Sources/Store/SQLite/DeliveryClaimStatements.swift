import Engine

// Endpoints take turns as tenants do with steps: those that something waits for are found by jumping along the index,
// each offers what is due, and an endpoint that failed last is asked one thing at a time until it answers again.

enum DeliveryClaimStatements: Statements {
  case claim
  case finish
  case again
  case release
  case due
  case next

  var sql: SQL {
    switch self {
    case .claim:
      """
      WITH RECURSIVE
        waiting (endpoint) AS (
          SELECT (SELECT endpoint FROM deliveries INDEXED BY deliveries_due
                  WHERE status = 'PENDING' ORDER BY endpoint LIMIT 1)
          UNION ALL
          SELECT (SELECT endpoint FROM deliveries INDEXED BY deliveries_due
                  WHERE status = 'PENDING' AND endpoint > waiting.endpoint ORDER BY endpoint LIMIT 1)
          FROM waiting WHERE waiting.endpoint IS NOT NULL),
        busy (endpoint, deliveries) AS MATERIALIZED (
          SELECT endpoint, count(*) FROM deliveries INDEXED BY deliveries_leased
          WHERE lease_owner IS NOT NULL AND lease_expires_at > ?2 GROUP BY endpoint),
        offered (seq, allowed, place) AS (
          SELECT d.seq, CASE WHEN e.failures > 0 THEN 1 ELSE ?5 END,
            coalesce(busy.deliveries, 0) + row_number() OVER (PARTITION BY e.id ORDER BY d.due_at, d.seq)
          FROM waiting
          JOIN endpoints e ON e.id = waiting.endpoint AND e.enabled = 1 AND coalesce(e.resume_at, 0) <= ?2
          LEFT JOIN busy ON busy.endpoint = e.id
          JOIN deliveries d ON d.seq IN (
            SELECT c.seq FROM deliveries c INDEXED BY deliveries_due
            WHERE c.endpoint = e.id AND c.status = 'PENDING' AND c.due_at <= ?2
              AND (c.lease_owner IS NULL OR c.lease_expires_at <= ?2)
              AND NOT EXISTS (
                SELECT 1 FROM deliveries b INDEXED BY deliveries_in_order
                WHERE b.endpoint = c.endpoint AND b.subject = c.subject AND b.status = 'PENDING' AND b.seq < c.seq)
            ORDER BY c.due_at, c.seq LIMIT ?5))
      UPDATE deliveries SET lease_owner = ?1, lease_epoch = lease_epoch + 1, lease_expires_at = ?3
      WHERE seq IN (SELECT seq FROM offered WHERE place <= allowed ORDER BY place, seq LIMIT ?4)
      RETURNING seq
      """
    case .finish:
      """
      UPDATE deliveries SET
        status = ?4, attempts = attempts + 1, tries = tries + 1, finished_at = ?5,
        lease_owner = NULL, lease_expires_at = NULL
      WHERE seq = ?1 AND lease_owner = ?2 AND lease_epoch = ?3
      """
    case .again:
      """
      UPDATE deliveries SET
        attempts = attempts + 1, tries = tries + 1, due_at = ?4, lease_owner = NULL, lease_expires_at = NULL
      WHERE seq = ?1 AND lease_owner = ?2 AND lease_epoch = ?3
      """
    case .release:
      "UPDATE deliveries SET lease_owner = NULL, lease_expires_at = NULL WHERE lease_owner = ?"
    case .due:
      """
      SELECT EXISTS (
        SELECT 1 FROM endpoints e
        WHERE e.enabled = 1 AND coalesce(e.resume_at, 0) <= ?1 AND EXISTS (
          SELECT 1 FROM deliveries d INDEXED BY deliveries_due
          WHERE d.endpoint = e.id AND d.status = 'PENDING' AND d.due_at <= ?1
            AND (d.lease_owner IS NULL OR d.lease_expires_at <= ?1)
            AND NOT EXISTS (
              SELECT 1 FROM deliveries b INDEXED BY deliveries_in_order
              WHERE b.endpoint = d.endpoint AND b.subject = d.subject AND b.status = 'PENDING' AND b.seq < d.seq)))
      """
    case .next:
      """
      SELECT min(max(coalesce(e.resume_at, 0), (
        SELECT d.due_at FROM deliveries d INDEXED BY deliveries_due
        WHERE d.endpoint = e.id AND d.status = 'PENDING' AND d.lease_owner IS NULL ORDER BY d.due_at LIMIT 1)))
      FROM endpoints e WHERE e.enabled = 1
      """
    }
  }
}

extension SQLiteTransaction {
  func claimDeliveries(_ terms: ClaimTerms, perEndpoint: Int) throws -> [ClaimedDelivery] {
    guard terms.limit > 0 else { return [] }
    let numbers = try connection.all(
      DeliveryClaimStatements.claim.sql, terms.worker, terms.now, terms.until, terms.limit, perEndpoint
    ) { $0.integer() }
    return try numbers.sorted().map { number in
      guard let delivery = try delivery(number, ofTenant: nil),
        let endpoint = try endpoint(delivery.endpoint, tenant: delivery.message.tenant)
      else { throw InvariantViolation("the delivery \(number), which was just claimed, has no endpoint or message") }
      return ClaimedDelivery(delivery: delivery, endpoint: endpoint)
    }
  }

  func record(_ report: DeliveryReport) throws -> Bool {
    let end = report.attempt.at + report.attempt.duration
    guard try finish(report, at: end) else { return false }
    try insertAttempt(report.attempt, of: report.delivery)
    try note(report.standing, of: report.endpoint, at: end)
    return true
  }

  private func finish(_ report: DeliveryReport, at end: Instant) throws -> Bool {
    let (row, lease) = (report.delivery, report.lease)
    return switch report.verdict {
    case .delivered:
      try connection.execute(
        DeliveryClaimStatements.finish.sql, row, lease.owner, lease.epoch, DeliveryStatus.delivered, end) == 1
    case .dead:
      try connection.execute(
        DeliveryClaimStatements.finish.sql, row, lease.owner, lease.epoch, DeliveryStatus.dead, end) == 1
    case .again(let moment):
      try connection.execute(DeliveryClaimStatements.again.sql, row, lease.owner, lease.epoch, moment) == 1
    }
  }

  func releaseDeliveries(of worker: WorkerID) throws -> Int {
    try connection.execute(DeliveryClaimStatements.release.sql, worker)
  }

  func hasDueDeliveries(at now: Instant) throws -> Bool {
    try connection.first(DeliveryClaimStatements.due.sql, now) { $0.bool() } ?? false
  }

  func nextDelivery() throws -> Instant? {
    try connection.first(DeliveryClaimStatements.next.sql) { $0.optionalInstant() } ?? nil
  }
}

import Engine

// Claiming is one statement. Tenants take turns: every tenant that has queued steps is found by jumping along the index
// from one to the next (never by walking over all of its steps), each offers those of its highest rank (of equal
// priority the longest queued), and they are taken in the order of how many steps of their tenant would then be
// performed. So a tenant with a million queued steps delays another by one step, not by a million. Between equals the
// turn goes on from the tenant that had it last.

enum ClaimStatements: Statements {
  case claim
  case claimOfRun
  case renew
  case release
  case leasesOfWorker
  case countOfWorker
  case expired
  case overdue
  case queued

  var sql: SQL {
    switch self {
    case .claim:
      """
      WITH RECURSIVE
        waiting (tenant) AS (
          SELECT (SELECT tenant FROM steps INDEXED BY steps_queued
                  WHERE status = 'PENDING' AND held = 0 ORDER BY tenant LIMIT 1)
          UNION ALL
          SELECT (SELECT tenant FROM steps INDEXED BY steps_queued
                  WHERE status = 'PENDING' AND held = 0 AND tenant > waiting.tenant ORDER BY tenant LIMIT 1)
          FROM waiting WHERE waiting.tenant IS NOT NULL),
        performing (tenant, steps) AS MATERIALIZED (
          SELECT tenant, count(*) FROM steps INDEXED BY steps_leased
          WHERE lease_owner IS NOT NULL AND (SELECT count(tenant) FROM waiting) > 1 GROUP BY tenant),
        offered (seq, tenant, place) AS (
          SELECT steps.seq, waiting.tenant,
            coalesce(performing.steps, 0)
              + row_number() OVER (PARTITION BY waiting.tenant ORDER BY steps.queue_rank, steps.seq)
          FROM waiting LEFT JOIN performing ON performing.tenant = waiting.tenant
          JOIN steps ON steps.seq IN (
            SELECT seq FROM steps INDEXED BY steps_queued
            WHERE tenant = waiting.tenant AND status = 'PENDING' AND held = 0
            ORDER BY queue_rank, seq LIMIT ?4)
          WHERE waiting.tenant IS NOT NULL)
      UPDATE steps SET
        status = 'RUNNING', delivery = delivery + 1, started_at = coalesce(started_at, ?2), deadline_at = ?2 + timeout,
        lease_owner = ?1, lease_epoch = lease_epoch + 1, lease_expires_at = ?3
      WHERE seq IN (SELECT seq FROM offered ORDER BY place, tenant <= ?5, tenant LIMIT ?4)
      RETURNING run, id, frame, node, state, visit, path, type, status, attempt, delivery, executor, task, input,
        output, error, progress, timeout, created_at, started_at, finished_at, deadline_at,
        lease_owner, lease_epoch, lease_expires_at, child, tenant, queue_rank, seq
      """
    case .claimOfRun:
      """
      UPDATE steps SET
        status = 'RUNNING', delivery = delivery + 1, started_at = coalesce(started_at, ?2), deadline_at = ?2 + timeout,
        lease_owner = ?1, lease_epoch = lease_epoch + 1, lease_expires_at = ?3
      WHERE seq IN (
        SELECT seq FROM steps INDEXED BY steps_open
        WHERE run = ?5 AND finished_at IS NULL AND status = 'PENDING' AND held = 0
        ORDER BY queue_rank, seq LIMIT ?4)
      RETURNING run, id, frame, node, state, visit, path, type, status, attempt, delivery, executor, task, input,
        output, error, progress, timeout, created_at, started_at, finished_at, deadline_at,
        lease_owner, lease_epoch, lease_expires_at, child, tenant, queue_rank, seq
      """
    case .renew:
      "UPDATE steps SET lease_expires_at = ?2 WHERE lease_owner = ?1"
    case .release:
      """
      UPDATE steps SET
        status = 'PENDING', delivery = delivery - 1, deadline_at = NULL, lease_owner = NULL, lease_expires_at = NULL,
        started_at = CASE WHEN attempt = 1 AND delivery = 1 THEN NULL ELSE started_at END,
        held = EXISTS (
          SELECT 1 FROM runs
          WHERE runs.id = steps.run AND (runs.status IN ('PAUSED', 'PENDING') OR runs.finished_at IS NOT NULL))
      WHERE run = ?1 AND id = ?2 AND lease_owner = ?3 AND lease_epoch = ?4
      """
    case .leasesOfWorker:
      """
      SELECT run, id, frame, node, state, visit, path, type, status, attempt, delivery, executor, task, input, output,
        error, progress, timeout, created_at, started_at, finished_at, deadline_at,
        lease_owner, lease_epoch, lease_expires_at, child
      FROM steps WHERE lease_owner = ? ORDER BY seq
      """
    case .countOfWorker:
      "SELECT count(*) FROM steps WHERE lease_owner = ?"
    case .expired:
      """
      SELECT run, id, frame, node, state, visit, path, type, status, attempt, delivery, executor, task, input, output,
        error, progress, timeout, created_at, started_at, finished_at, deadline_at,
        lease_owner, lease_epoch, lease_expires_at, child
      FROM steps INDEXED BY steps_leased WHERE lease_owner IS NOT NULL AND lease_expires_at <= ?
      ORDER BY lease_expires_at LIMIT ?
      """
    case .overdue:
      """
      SELECT run, id, frame, node, state, visit, path, type, status, attempt, delivery, executor, task, input, output,
        error, progress, timeout, created_at, started_at, finished_at, deadline_at,
        lease_owner, lease_epoch, lease_expires_at, child
      FROM steps INDEXED BY steps_leased WHERE lease_owner IS NOT NULL AND deadline_at <= ?
      ORDER BY deadline_at LIMIT ?
      """
    case .queued:
      """
      SELECT count(*) FROM (
        SELECT 1 FROM steps INDEXED BY steps_queued WHERE status = 'PENDING' AND held = 0 LIMIT ?)
      """
    }
  }
}

extension SQLiteTransaction {
  /// "A thousand or more" is as good to know as the number, and doesn't cost more when a million wait.
  private static let countedQueue = 1_000

  func claimSteps(_ terms: ClaimTerms) throws -> [Step] {
    guard terms.limit > 0 else { return [] }
    var claimed = try terms.bounds.isEmpty ? claims(terms) : boundedClaims(terms)
    if terms.run == nil { noteTurn(of: claimed.map(\.tenant)) }
    // RETURNING has no order of its own.
    claimed.sort { ($0.rank, $0.sequence) < ($1.rank, $1.sequence) }
    let steps = claimed.map(\.step)
    if !terms.bounds.isEmpty { try noteStarts(of: steps, tenants: claimed.map(\.tenant), terms) }
    return steps
  }

  private func claims(_ terms: ClaimTerms) throws -> [Claim] {
    if let run = terms.run {
      return try connection.all(
        ClaimStatements.claimOfRun.sql, terms.worker, terms.now, terms.until, terms.limit, run
      ) { try claim(from: &$0) }
    }
    return try connection.all(
      ClaimStatements.claim.sql, terms.worker, terms.now, terms.until, terms.limit, lastTenant?.rawValue ?? ""
    ) { try claim(from: &$0) }
  }

  private func boundedClaims(_ terms: ClaimTerms) throws -> [Claim] {
    let rooms = try rooms(terms)
    if let run = terms.run {
      return try connection.all(
        BoundedClaimStatements.claimOfRun.sql, terms.worker, terms.now, terms.until, terms.limit, run, rooms
      ) { try claim(from: &$0) }
    }
    return try connection.all(
      BoundedClaimStatements.claim.sql, terms.worker, terms.now, terms.until, terms.limit,
      lastTenant?.rawValue ?? "", rooms
    ) { try claim(from: &$0) }
  }

  func renewLeases(of worker: WorkerID, until expiry: Instant) throws -> Int {
    try connection.execute(ClaimStatements.renew.sql, worker, expiry)
  }

  func releaseSteps(_ steps: [Step]) throws {
    for step in steps {
      guard let lease = step.lease else { continue }
      try connection.execute(ClaimStatements.release.sql, step.run, step.id, lease.owner, lease.epoch)
      try forgetStart(of: step, lease)
    }
  }

  func leases(of worker: WorkerID) throws -> [Step] {
    try connection.all(ClaimStatements.leasesOfWorker.sql, worker) { try step(from: &$0) }
  }

  func leaseCount(of worker: WorkerID) throws -> Int {
    try connection.first(ClaimStatements.countOfWorker.sql, worker) { $0.int() } ?? 0
  }

  func expiredLeases(at moment: Instant, limit: Int) throws -> [Step] {
    try connection.all(ClaimStatements.expired.sql, moment, limit) { try step(from: &$0) }
  }

  func overdueSteps(at moment: Instant, limit: Int) throws -> [Step] {
    try connection.all(ClaimStatements.overdue.sql, moment, limit) { try step(from: &$0) }
  }

  func queuedSteps() throws -> Int {
    try connection.first(ClaimStatements.queued.sql, Self.countedQueue) { $0.int() } ?? 0
  }

  /// The turn goes round: past the last tenant it begins with the first again.
  private func noteTurn(of tenants: [TenantID]) {
    let again = tenants.filter { $0 <= lastTenant ?? "" }
    lastTenant = again.max() ?? tenants.max() ?? lastTenant
  }

  private struct Claim {
    var step: Step
    var tenant: TenantID
    var rank: Instant
    var sequence: Int64
  }

  private func claim(from row: inout Row) throws -> Claim {
    Claim(step: try step(from: &row), tenant: row.identifier(), rank: row.instant(), sequence: row.integer())
  }
}

import Engine
import JSON

// The same turns as in `ClaimStatements`, with one more: agents of which only so much may go on offer as many steps as
// they have room for. Queued steps are found agent by agent, so that a million steps of a busy agent are not walked
// over to find one of another. Room is counted in the claiming transaction, from rows of steps that are at work and of
// deliveries that were begun: whoever claims next counts what this one claimed.

enum BoundedClaimStatements: Statements {
  case claim
  case claimOfRun
  case atWork
  case atWorkOfAll
  case begun
  case noteStart
  case forgetStart
  case forgetOld
  case opening
  case isQueued
  case queuedOfRun

  var sql: SQL {
    switch self {
    case .claim:
      """
      WITH RECURSIVE
        waiting (tenant) AS (
          SELECT (SELECT tenant FROM steps INDEXED BY steps_queued_of_agent
                  WHERE status = 'PENDING' AND held = 0 ORDER BY tenant LIMIT 1)
          UNION ALL
          SELECT (SELECT tenant FROM steps INDEXED BY steps_queued_of_agent
                  WHERE status = 'PENDING' AND held = 0 AND tenant > waiting.tenant ORDER BY tenant LIMIT 1)
          FROM waiting WHERE waiting.tenant IS NOT NULL),
        asked (tenant, agent) AS (
          SELECT tenant, (SELECT executor FROM steps INDEXED BY steps_queued_of_agent
                          WHERE tenant = waiting.tenant AND status = 'PENDING' AND held = 0 ORDER BY executor LIMIT 1)
          FROM waiting WHERE waiting.tenant IS NOT NULL
          UNION ALL
          SELECT tenant, (SELECT executor FROM steps INDEXED BY steps_queued_of_agent
                          WHERE tenant = asked.tenant AND status = 'PENDING' AND held = 0 AND executor > asked.agent
                          ORDER BY executor LIMIT 1)
          FROM asked WHERE asked.agent IS NOT NULL),
        rooms (tenant, agent, room) AS MATERIALIZED (
          SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?6)),
        performing (tenant, steps) AS MATERIALIZED (
          SELECT tenant, count(*) FROM steps INDEXED BY steps_leased WHERE lease_owner IS NOT NULL GROUP BY tenant),
        able (seq, tenant, queue_rank) AS (
          SELECT seq, tenant, queue_rank FROM (
            SELECT steps.seq, asked.tenant, steps.queue_rank, rooms.room,
              row_number() OVER (PARTITION BY asked.tenant, asked.agent ORDER BY steps.queue_rank, steps.seq) AS place
            FROM asked LEFT JOIN rooms ON rooms.tenant = asked.tenant AND rooms.agent = asked.agent
            JOIN steps ON steps.seq IN (
              SELECT seq FROM steps INDEXED BY steps_queued_of_agent
              WHERE tenant = asked.tenant AND executor = asked.agent AND status = 'PENDING' AND held = 0
              ORDER BY queue_rank, seq LIMIT ?4)
            WHERE asked.agent IS NOT NULL AND (rooms.room IS NULL OR rooms.room > 0))
          WHERE room IS NULL OR place <= room),
        offered (seq, tenant, place) AS (
          SELECT able.seq, able.tenant,
            coalesce(performing.steps, 0)
              + row_number() OVER (PARTITION BY able.tenant ORDER BY able.queue_rank, able.seq)
          FROM able LEFT JOIN performing ON performing.tenant = able.tenant)
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
      WITH rooms (tenant, agent, room) AS MATERIALIZED (
        SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?6))
      UPDATE steps SET
        status = 'RUNNING', delivery = delivery + 1, started_at = coalesce(started_at, ?2), deadline_at = ?2 + timeout,
        lease_owner = ?1, lease_epoch = lease_epoch + 1, lease_expires_at = ?3
      WHERE seq IN (
        SELECT seq FROM (
          SELECT queued.seq, queued.queue_rank, rooms.room,
            row_number() OVER (PARTITION BY queued.executor ORDER BY queued.queue_rank, queued.seq) AS place
          FROM steps AS queued INDEXED BY steps_open
          LEFT JOIN rooms ON rooms.tenant = queued.tenant AND rooms.agent = queued.executor
          WHERE queued.run = ?5 AND queued.finished_at IS NULL AND queued.status = 'PENDING' AND queued.held = 0)
        WHERE room IS NULL OR place <= room
        ORDER BY queue_rank, seq LIMIT ?4)
      RETURNING run, id, frame, node, state, visit, path, type, status, attempt, delivery, executor, task, input,
        output, error, progress, timeout, created_at, started_at, finished_at, deadline_at,
        lease_owner, lease_epoch, lease_expires_at, child, tenant, queue_rank, seq
      """
    case .atWork:
      """
      SELECT count(*) FROM steps INDEXED BY steps_leased
      WHERE lease_owner IS NOT NULL AND tenant = ? AND executor = ?
      """
    case .atWorkOfAll:
      """
      SELECT tenant, executor, count(*) FROM steps INDEXED BY steps_leased
      WHERE lease_owner IS NOT NULL AND executor IS NOT NULL GROUP BY tenant, executor
      """
    // A clock that was set back must not stop an agent: what lies ahead doesn't count.
    case .begun: "SELECT count(*) FROM agent_starts WHERE tenant = ? AND agent = ? AND at > ? AND at <= ?"
    case .noteStart:
      """
      INSERT INTO agent_starts (tenant, agent, run, step, epoch, at) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (run, step, epoch) DO NOTHING
      """
    case .forgetStart: "DELETE FROM agent_starts WHERE run = ? AND step = ? AND epoch = ?"
    case .forgetOld: "DELETE FROM agent_starts WHERE tenant = ? AND agent = ? AND at <= ?"
    case .opening:
      "SELECT at FROM agent_starts WHERE tenant = ? AND agent = ? ORDER BY at DESC LIMIT 1 OFFSET ?"
    case .isQueued:
      """
      SELECT 1 FROM steps INDEXED BY steps_queued_of_agent
      WHERE tenant = ? AND executor = ? AND status = 'PENDING' AND held = 0 LIMIT 1
      """
    case .queuedOfRun:
      """
      SELECT path, executor FROM steps INDEXED BY steps_open
      WHERE run = ? AND finished_at IS NULL AND status = 'PENDING' AND held = 0 AND executor IS NOT NULL
      ORDER BY queue_rank, seq LIMIT ?
      """
    }
  }
}

extension SQLiteTransaction {
  /// How many more steps of each bounded agent may be begun now, as JSON: `[[tenant, agent, room], …]`.
  func rooms(_ terms: ClaimTerms) throws -> String {
    var atWork: [TenantID: [AgentID: Int]] = [:]
    let counted = try connection.all(BoundedClaimStatements.atWorkOfAll.sql) { row in
      (tenant: row.identifier() as TenantID, agent: row.identifier() as AgentID, count: row.int())
    }
    for line in counted { atWork[line.tenant, default: [:]][line.agent] = line.count }
    let rooms = try terms.bounds.map { bounded -> JSONValue in
      var room = Int.max
      if let most = bounded.bounds.maxConcurrency { room = most - (atWork[bounded.tenant]?[bounded.agent] ?? 0) }
      if let rate = bounded.bounds.rate {
        room = min(room, rate.count - (try begun(bounded, within: rate, at: terms.now)))
      }
      return [.string(bounded.tenant.rawValue), .string(bounded.agent.rawValue), .integer(Int64(max(0, room)))]
    }
    return JSONValue.array(rooms).text
  }

  private func begun(_ bounded: BoundedAgent, within rate: AgentBounds.Rate, at now: Instant) throws -> Int {
    let since = Instant(milliseconds: now.milliseconds - rate.per.milliseconds)
    return try connection.first(BoundedClaimStatements.begun.sql, bounded.tenant, bounded.agent, since, now) {
      $0.int()
    } ?? 0
  }

  /// Writes down which deliveries were begun, for as long as they count.
  func noteStarts(of steps: [Step], tenants: [TenantID], _ terms: ClaimTerms) throws {
    let rates = terms.bounds.filter { $0.bounds.rate != nil }
    for (step, tenant) in zip(steps, tenants) {
      guard let lease = step.lease,
        let bounded = rates.first(where: { $0.agent == step.executor && $0.tenant == tenant }),
        let rate = bounded.bounds.rate
      else { continue }
      try connection.execute(
        BoundedClaimStatements.noteStart.sql, tenant, bounded.agent, step.run, step.id, lease.epoch, terms.now)
      let old = Instant(milliseconds: terms.now.milliseconds - rate.per.milliseconds)
      try connection.execute(BoundedClaimStatements.forgetOld.sql, tenant, bounded.agent, old)
    }
  }

  /// The delivery was not begun after all.
  func forgetStart(of step: Step, _ lease: Lease) throws {
    try connection.execute(BoundedClaimStatements.forgetStart.sql, step.run, step.id, lease.epoch)
  }

  func nextOpening(of bounds: [BoundedAgent]) throws -> Instant? {
    try bounds.compactMap { bounded -> Instant? in
      guard let rate = bounded.bounds.rate,
        try connection.first(BoundedClaimStatements.isQueued.sql, bounded.tenant, bounded.agent, read: { $0.int() })
          != nil
      else { return nil }
      return try connection.first(
        BoundedClaimStatements.opening.sql, bounded.tenant, bounded.agent, rate.count - 1,
        read: { $0.instant() + rate.per })
    }.min()
  }

  func load(of bounded: BoundedAgent, at now: Instant) throws -> AgentLoad {
    let atWork = try connection.first(BoundedClaimStatements.atWork.sql, bounded.tenant, bounded.agent) { $0.int() }
    let recent = try bounded.bounds.rate.map { rate in try begun(bounded, within: rate, at: now) }
    return AgentLoad(atWork: atWork ?? 0, begun: recent ?? 0)
  }

  func queuedSteps(of run: RunID) throws -> [(path: String, agent: AgentID)] {
    try connection.all(BoundedClaimStatements.queuedOfRun.sql, run, Self.shownSteps) { row in
      (path: row.text(), agent: row.identifier())
    }
  }

  /// A few tell what it is about.
  private static let shownSteps = 5
}

import Engine

// A slot is a number from 1 to the run's limit, and the index `slots_held` lets no two runs hold the same. Whoever frees
// one gives it to the next in the same transaction, so that there is never a free slot and somebody who could have it.

enum ConcurrencyStatements: Statements {
  case insert
  case ofWaitingRun
  case next
  case count
  case smallestFree
  case grant
  case free
  case oldest
  case leave
  case load
  case place
  case waiting
  case holders
  case takeGrant

  var sql: SQL {
    switch self {
    case .insert:
      """
      INSERT INTO concurrency_slots (run, tenant, key, number, most, shared, queue_rank, asked_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """
    case .ofWaitingRun:
      """
      WITH RECURSIVE waiting (run) AS (
        SELECT ?1
        UNION
        SELECT runs.parent_run FROM waiting JOIN runs ON runs.id = waiting.run WHERE runs.parent_run IS NOT NULL)
      SELECT held.number FROM waiting JOIN concurrency_slots AS held ON held.run = waiting.run
      WHERE held.tenant = ?2 AND held.key = ?3 AND held.number IS NOT NULL LIMIT 1
      """
    case .next:
      """
      SELECT run, most FROM concurrency_slots INDEXED BY slots_awaited
      WHERE tenant = ? AND key = ? AND number IS NULL AND leaving = 0 ORDER BY queue_rank, seq LIMIT 1
      """
    case .count:
      """
      SELECT count(DISTINCT number) FROM concurrency_slots INDEXED BY slots_taken
      WHERE tenant = ? AND key = ? AND number IS NOT NULL
      """
    case .smallestFree:
      """
      SELECT min(candidate) FROM (
        SELECT 1 AS candidate
        UNION ALL
        SELECT number + 1 FROM concurrency_slots INDEXED BY slots_taken
        WHERE tenant = ?1 AND key = ?2 AND number IS NOT NULL)
      WHERE NOT EXISTS (
        SELECT 1 FROM concurrency_slots AS taken INDEXED BY slots_taken
        WHERE taken.tenant = ?1 AND taken.key = ?2 AND taken.number = candidate)
      """
    case .grant: "UPDATE concurrency_slots SET number = ?2 WHERE run = ?1 AND number IS NULL"
    case .free: "DELETE FROM concurrency_slots WHERE run = ? RETURNING tenant, key"
    case .oldest:
      """
      SELECT run FROM concurrency_slots
      WHERE tenant = ?1 AND key = ?2 AND shared = 0 AND leaving = 0 AND run <> ?3
        AND seq IN (
          SELECT seq FROM concurrency_slots INDEXED BY slots_taken
          WHERE tenant = ?1 AND key = ?2 AND number IS NOT NULL
          UNION ALL
          SELECT seq FROM concurrency_slots INDEXED BY slots_awaited
          WHERE tenant = ?1 AND key = ?2 AND number IS NULL)
      ORDER BY seq
      """
    case .leave: "UPDATE concurrency_slots SET leaving = 1 WHERE run = ?"
    case .load: "SELECT tenant, key, number, most, queue_rank, seq FROM concurrency_slots WHERE run = ?"
    case .place:
      """
      SELECT count(*) FROM concurrency_slots INDEXED BY slots_awaited
      WHERE tenant = ? AND key = ? AND number IS NULL AND (queue_rank, seq) <= (?, ?)
      """
    case .waiting:
      """
      SELECT count(*) FROM concurrency_slots INDEXED BY slots_awaited WHERE tenant = ? AND key = ? AND number IS NULL
      """
    case .holders:
      """
      SELECT run FROM concurrency_slots INDEXED BY slots_taken
      WHERE tenant = ? AND key = ? AND number IS NOT NULL ORDER BY number, seq LIMIT ?
      """
    case .takeGrant: "DELETE FROM stimuli WHERE run = ? AND kind = ?"
    }
  }
}

extension SQLiteTransaction {
  /// A run whose parent holds a slot of the key, and waits for it, shares that slot: it would wait for its own end.
  func requestSlot(_ request: SlotRequest, for run: Run, at now: Instant) throws {
    let shared = try run.parent.flatMap { parent in
      try connection.first(ConcurrencyStatements.ofWaitingRun.sql, parent.run, run.tenant, request.key) { $0.int() }
    }
    try connection.execute(
      ConcurrencyStatements.insert.sql, run.id, run.tenant, request.key, shared, request.limit, shared != nil,
      Priority.rank(run.priority, since: now), now)
    if shared != nil {
      _ = try enqueueStimulus(.slotGranted, for: run.id, at: now)
      return
    }
    let granted = try grantSlots(of: request.key, run.tenant, at: now)
    if request.onLimit == .cancelOldest, !granted.contains(run.id) { try makeRoom(for: run, request, at: now) }
  }

  /// Frees what the run holds, or its place in the queue.
  func freeSlot(of run: RunID, at now: Instant) throws {
    let freed = try connection.first(ConcurrencyStatements.free.sql, run) { row in
      (tenant: row.identifier() as TenantID, key: row.text())
    }
    guard let freed else { return }
    try grantSlots(of: freed.key, freed.tenant, at: now)
  }

  /// Gives what is free to those whose turn it is. Nobody overtakes: as long as the first has to wait, all do.
  @discardableResult
  private func grantSlots(of key: String, _ tenant: TenantID, at now: Instant) throws -> [RunID] {
    var granted: [RunID] = []
    while let next = try connection.first(
      ConcurrencyStatements.next.sql, tenant, key, read: { (run: $0.identifier() as RunID, most: $0.int()) })
    {
      let taken = try connection.first(ConcurrencyStatements.count.sql, tenant, key) { $0.int() } ?? 0
      guard taken < next.most,
        let number = try connection.first(ConcurrencyStatements.smallestFree.sql, tenant, key, read: { $0.int() })
      else { break }
      try connection.execute(ConcurrencyStatements.grant.sql, next.run, number)
      _ = try enqueueStimulus(.slotGranted, for: next.run, at: now)
      granted.append(next.run)
    }
    return granted
  }

  /// Has the oldest runs of the key cancelled, so that with this one there are no more than there may be.
  private func makeRoom(for run: Run, _ request: SlotRequest, at now: Instant) throws {
    let others: [RunID] = try connection.all(ConcurrencyStatements.oldest.sql, run.tenant, request.key, run.id) {
      $0.identifier()
    }
    let reason = "the run \(run.id) takes its place under the concurrency key '\(request.key)'"
    let cancellation = Run.Cancellation(by: .system, reason: reason, policy: request.policy, at: now)
    for other in others.prefix(max(0, others.count + 1 - request.limit)) {
      try connection.execute(ConcurrencyStatements.leave.sql, other)
      _ = try enqueueStimulus(.cancelRequested(cancellation), for: other, at: now)
    }
  }

  func takeSlotGrant(of run: RunID) throws -> Bool {
    try connection.execute(ConcurrencyStatements.takeGrant.sql, run, StoredStimulus(.slotGranted).kind) > 0
  }

  func slot(of run: RunID) throws -> SlotStanding? {
    let found = try connection.first(ConcurrencyStatements.load.sql, run) { row in
      (
        tenant: row.identifier() as TenantID, key: row.text(), number: row.optionalInteger().map { Int($0) },
        limit: row.int(), rank: row.integer(), sequence: row.integer()
      )
    }
    guard let found else { return nil }
    let place =
      found.number == nil
      ? try connection.first(
        ConcurrencyStatements.place.sql, found.tenant, found.key, found.rank, found.sequence, read: { $0.int() }) : nil
    let waiting = try connection.first(ConcurrencyStatements.waiting.sql, found.tenant, found.key) { $0.int() } ?? 0
    let holders: [RunID] = try connection.all(
      ConcurrencyStatements.holders.sql, found.tenant, found.key, Self.shownHolders
    ) {
      $0.identifier()
    }
    return SlotStanding(
      key: found.key, limit: found.limit, number: found.number, place: place, waiting: waiting, holders: holders)
  }

  /// A few tell what it is about.
  private static let shownHolders = 5
}

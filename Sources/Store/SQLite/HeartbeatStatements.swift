import Engine
import JSON

enum HeartbeatStatements: Statements {
  case load
  case named
  case list
  case due
  case ended
  case nextWatch
  case insert
  case update
  case delete

  var sql: SQL {
    switch self {
    case .load:
      """
      SELECT id, tenant, spec, file, paused, next_beat, last_beat, run, epoch, memory, problem, version, created_at,
        created_by, updated_at
      FROM heartbeats WHERE id = ? AND tenant = ?
      """
    case .named:
      """
      SELECT id, tenant, spec, file, paused, next_beat, last_beat, run, epoch, memory, problem, version, created_at,
        created_by, updated_at
      FROM heartbeats WHERE name = ? AND tenant = ?
      """
    case .list:
      """
      SELECT id, tenant, spec, file, paused, next_beat, last_beat, run, epoch, memory, problem, version, created_at,
        created_by, updated_at
      FROM heartbeats WHERE tenant = ? AND name > ? ORDER BY name LIMIT ?
      """
    case .due:
      """
      SELECT id, tenant, spec, file, paused, next_beat, last_beat, run, epoch, memory, problem, version, created_at,
        created_by, updated_at
      FROM heartbeats INDEXED BY heartbeats_due
      WHERE paused = 0 AND run IS NULL AND next_beat <= ? ORDER BY next_beat LIMIT ?
      """
    case .ended:
      """
      SELECT h.id, h.tenant, h.spec, h.file, h.paused, h.next_beat, h.last_beat, h.run, h.epoch, h.memory, h.problem,
        h.version, h.created_at, h.created_by, h.updated_at
      FROM heartbeats h INDEXED BY heartbeats_beating LEFT JOIN runs r ON r.id = h.run
      WHERE h.run IS NOT NULL AND (r.id IS NULL OR r.finished_at IS NOT NULL) LIMIT ?
      """
    case .nextWatch:
      """
      SELECT min(at) FROM (
        SELECT min(next_beat) AS at FROM heartbeats INDEXED BY heartbeats_due WHERE paused = 0 AND run IS NULL
        UNION ALL SELECT min(alert_at) FROM monitors INDEXED BY monitors_overdue WHERE alert_at IS NOT NULL)
      """
    case .insert:
      """
      INSERT INTO heartbeats (
        id, tenant, name, spec, file, paused, next_beat, epoch, memory, version, created_at, created_by, updated_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, 0, '{}', 1, ?, ?, ?)
      ON CONFLICT (tenant, name) DO NOTHING
      """
    case .update:
      """
      UPDATE heartbeats SET
        name = ?3, spec = ?4, file = ?5, paused = ?6, next_beat = ?7, last_beat = ?8, run = ?9, memory = ?10,
        problem = ?11, version = ?12, updated_at = ?13, epoch = epoch + 1
      WHERE id = ?1 AND epoch = ?2
      """
    case .delete: "DELETE FROM heartbeats WHERE id = ?"
    }
  }
}

extension SQLiteTransaction {
  func heartbeat(_ id: HeartbeatID, tenant: TenantID) throws -> Heartbeat? {
    try connection.first(HeartbeatStatements.load.sql, id, tenant) { try heartbeat(from: &$0) }
  }

  func heartbeat(named name: String, tenant: TenantID) throws -> Heartbeat? {
    try connection.first(HeartbeatStatements.named.sql, name, tenant) { try heartbeat(from: &$0) }
  }

  func heartbeats(tenant: TenantID, page: PageRequest) throws -> Page<Heartbeat> {
    let rows = try connection.all(
      HeartbeatStatements.list.sql, tenant, page.cursor?.id ?? "", page.limit + 1
    ) { try heartbeat(from: &$0) }
    return Page(rows.map { ($0, PageCursor(position: 0, id: $0.spec.name)) }, limit: page.limit)
  }

  func dueHeartbeats(at now: Instant, limit: Int) throws -> [Heartbeat] {
    try connection.all(HeartbeatStatements.due.sql, now, limit) { try heartbeat(from: &$0) }
  }

  func endedHeartbeats(limit: Int) throws -> [Heartbeat] {
    try connection.all(HeartbeatStatements.ended.sql, limit) { try heartbeat(from: &$0) }
  }

  func nextWatch() throws -> Instant? {
    try connection.first(HeartbeatStatements.nextWatch.sql) { $0.optionalInstant() } ?? nil
  }

  func insertHeartbeat(_ heartbeat: Heartbeat) throws -> Bool {
    try connection.execute(
      HeartbeatStatements.insert.sql, heartbeat.id, heartbeat.tenant, heartbeat.spec.name,
      JSONValue.object(heartbeat.spec.json).text, heartbeat.file, heartbeat.isPaused, heartbeat.nextBeat,
      heartbeat.createdAt, heartbeat.createdBy, heartbeat.updatedAt) == 1
  }

  func updateHeartbeat(_ heartbeat: Heartbeat) throws -> Bool {
    var memory = JSONObject()
    for (check, entry) in heartbeat.memory { memory[check] = entry.json }
    return try connection.execute(
      HeartbeatStatements.update.sql, heartbeat.id, heartbeat.epoch, heartbeat.spec.name,
      JSONValue.object(heartbeat.spec.json).text, heartbeat.file, heartbeat.isPaused, heartbeat.nextBeat,
      heartbeat.lastBeat, heartbeat.run, JSONValue.object(memory).text, heartbeat.problem, heartbeat.version,
      heartbeat.updatedAt) == 1
  }

  func deleteHeartbeat(_ id: HeartbeatID) throws { try connection.execute(HeartbeatStatements.delete.sql, id) }

  private func heartbeat(from row: inout Row) throws -> Heartbeat {
    let id: HeartbeatID = row.identifier()
    let tenant: TenantID = row.identifier()
    guard let spec = HeartbeatSpec(json: try object(row.text())) else {
      throw InvariantViolation("the stored spec of the heartbeat \(id) can't be read")
    }
    let file = row.optionalText()
    let isPaused = row.bool()
    var heartbeat = Heartbeat(
      id: id, tenant: tenant, spec: spec, file: file, nextBeat: row.instant(), createdBy: .system,
      at: Instant(milliseconds: 0))
    heartbeat.isPaused = isPaused
    heartbeat.lastBeat = row.optionalInstant()
    heartbeat.run = row.optionalIdentifier()
    heartbeat.epoch = row.integer()
    for (check, entry) in try object(row.text()) { heartbeat.memory[check] = CheckMemory(json: entry) }
    heartbeat.problem = row.optionalText()
    heartbeat.version = row.integer()
    heartbeat.createdAt = row.instant()
    heartbeat.createdBy = row.identifier()
    heartbeat.updatedAt = row.instant()
    return heartbeat
  }
}

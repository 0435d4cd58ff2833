import Engine

enum MonitorStatements: Statements {
  case load
  case named
  case ofKey
  case list
  case overdue
  case insert
  case update
  case delete

  var sql: SQL {
    switch self {
    case .load:
      """
      SELECT id, tenant, name, key, every, cron, timezone, grace, note, status, paused, started_at, last_ping,
        last_duration, expected_at, alert_at, epoch, version, created_at, created_by, updated_at
      FROM monitors WHERE id = ? AND tenant = ?
      """
    case .named:
      """
      SELECT id, tenant, name, key, every, cron, timezone, grace, note, status, paused, started_at, last_ping,
        last_duration, expected_at, alert_at, epoch, version, created_at, created_by, updated_at
      FROM monitors WHERE name = ? AND tenant = ?
      """
    case .ofKey:
      """
      SELECT id, tenant, name, key, every, cron, timezone, grace, note, status, paused, started_at, last_ping,
        last_duration, expected_at, alert_at, epoch, version, created_at, created_by, updated_at
      FROM monitors WHERE key = ?
      """
    case .list:
      """
      SELECT id, tenant, name, key, every, cron, timezone, grace, note, status, paused, started_at, last_ping,
        last_duration, expected_at, alert_at, epoch, version, created_at, created_by, updated_at
      FROM monitors WHERE tenant = ? AND name > ? ORDER BY name LIMIT ?
      """
    case .overdue:
      """
      SELECT id, tenant, name, key, every, cron, timezone, grace, note, status, paused, started_at, last_ping,
        last_duration, expected_at, alert_at, epoch, version, created_at, created_by, updated_at
      FROM monitors INDEXED BY monitors_overdue WHERE alert_at <= ? ORDER BY alert_at LIMIT ?
      """
    case .insert:
      """
      INSERT INTO monitors (
        id, tenant, name, key, every, cron, timezone, grace, note, status, paused, expected_at, alert_at, epoch, version,
        created_at, created_by, updated_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 1, ?, ?, ?)
      ON CONFLICT (tenant, name) DO NOTHING
      """
    case .update:
      """
      UPDATE monitors SET
        name = ?3, key = ?4, every = ?5, cron = ?6, timezone = ?7, grace = ?8, note = ?9, status = ?10, paused = ?11,
        started_at = ?12, last_ping = ?13, last_duration = ?14, expected_at = ?15, alert_at = ?16, version = ?17,
        updated_at = ?18, epoch = epoch + 1
      WHERE id = ?1 AND epoch = ?2
      """
    case .delete: "DELETE FROM monitors WHERE id = ?"
    }
  }
}

extension SQLiteTransaction {
  func monitor(_ id: MonitorID, tenant: TenantID) throws -> Monitor? {
    try connection.first(MonitorStatements.load.sql, id, tenant) { try monitor(from: &$0) }
  }

  func monitor(named name: String, tenant: TenantID) throws -> Monitor? {
    try connection.first(MonitorStatements.named.sql, name, tenant) { try monitor(from: &$0) }
  }

  func monitor(key: String) throws -> Monitor? {
    try connection.first(MonitorStatements.ofKey.sql, key) { try monitor(from: &$0) }
  }

  func monitors(tenant: TenantID, page: PageRequest) throws -> Page<Monitor> {
    let rows = try connection.all(
      MonitorStatements.list.sql, tenant, page.cursor?.id ?? "", page.limit + 1
    ) { try monitor(from: &$0) }
    return Page(rows.map { ($0, PageCursor(position: 0, id: $0.spec.name)) }, limit: page.limit)
  }

  func overdueMonitors(at now: Instant, limit: Int) throws -> [Monitor] {
    try connection.all(MonitorStatements.overdue.sql, now, limit) { try monitor(from: &$0) }
  }

  func insertMonitor(_ monitor: Monitor) throws -> Bool {
    let spec = monitor.spec
    return try connection.execute(
      MonitorStatements.insert.sql, monitor.id, monitor.tenant, spec.name, monitor.key, spec.every, spec.cron,
      spec.timezone, spec.grace, spec.note, monitor.status, monitor.isPaused, monitor.expectedAt, monitor.alertAt,
      monitor.createdAt, monitor.createdBy, monitor.updatedAt) == 1
  }

  func updateMonitor(_ monitor: Monitor) throws -> Bool {
    let spec = monitor.spec
    return try connection.execute(
      MonitorStatements.update.sql, monitor.id, monitor.epoch, spec.name, monitor.key, spec.every, spec.cron,
      spec.timezone, spec.grace, spec.note, monitor.status, monitor.isPaused, monitor.startedAt, monitor.lastPing,
      monitor.lastDuration, monitor.expectedAt, monitor.alertAt, monitor.version, monitor.updatedAt) == 1
  }

  func deleteMonitor(_ id: MonitorID) throws { try connection.execute(MonitorStatements.delete.sql, id) }

  private func monitor(from row: inout Row) throws -> Monitor {
    let id: MonitorID = row.identifier()
    let tenant: TenantID = row.identifier()
    let name = row.text()
    let key = row.text()
    let (every, cron, timezone) = (row.optionalSpan(), row.text(), row.text())
    let spec = MonitorSpec(
      name: name, expectation: every.map { .every($0) } ?? .cron(cron, timezone: timezone),
      grace: TimeSpan(milliseconds: row.integer()), note: row.optionalText())
    let status: Monitor.Status = try row.word()
    var monitor = Monitor(
      id: id, tenant: tenant, key: key, spec: spec, createdBy: .system, at: Instant(milliseconds: 0))
    monitor.status = status
    monitor.isPaused = row.bool()
    monitor.startedAt = row.optionalInstant()
    monitor.lastPing = row.optionalInstant()
    monitor.lastDuration = row.optionalSpan()
    monitor.expectedAt = row.optionalInstant()
    monitor.alertAt = row.optionalInstant()
    monitor.epoch = row.integer()
    monitor.version = row.integer()
    monitor.createdAt = row.instant()
    monitor.createdBy = row.identifier()
    monitor.updatedAt = row.instant()
    return monitor
  }
}

extension MonitorSpec {
  fileprivate var every: TimeSpan? { if case .every(let span) = expectation { span } else { nil } }

  fileprivate var cron: String? { if case .cron(let text, _) = expectation { text } else { nil } }

  fileprivate var timezone: String? { if case .cron(_, let zone) = expectation { zone } else { nil } }
}

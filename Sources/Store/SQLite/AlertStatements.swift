import Engine

enum AlertStatements: Statements {
  case load
  case standing
  case list
  case waiting
  case insert
  case update

  var sql: SQL {
    switch self {
    case .load:
      """
      SELECT seq, id, tenant, kind, source, source_name, subject, details, run, raised_at, last_seen_at, occurrences,
        resolved_at, acknowledged_at, acknowledged_by, comment
      FROM alerts WHERE id = ? AND tenant = ?
      """
    case .standing:
      """
      SELECT seq, id, tenant, kind, source, source_name, subject, details, run, raised_at, last_seen_at, occurrences,
        resolved_at, acknowledged_at, acknowledged_by, comment
      FROM alerts
      WHERE tenant = ? AND kind = ? AND source = ? AND subject = ? AND (acknowledged_at IS NULL OR resolved_at IS NULL)
      """
    case .list:
      """
      SELECT seq, id, tenant, kind, source, source_name, subject, details, run, raised_at, last_seen_at, occurrences,
        resolved_at, acknowledged_at, acknowledged_by, comment
      FROM alerts
      WHERE tenant = ?1 AND seq < ?2 AND (?3 IS NULL OR source = ?3)
        AND (?4 <> 'waiting' OR acknowledged_at IS NULL) AND (?4 <> 'open' OR resolved_at IS NULL)
      ORDER BY seq DESC LIMIT ?5
      """
    case .waiting:
      "SELECT count(*) FROM alerts INDEXED BY alerts_waiting WHERE tenant = ? AND acknowledged_at IS NULL"
    case .insert:
      """
      INSERT INTO alerts (
        id, tenant, kind, source, source_name, subject, details, run, raised_at, last_seen_at, occurrences)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    case .update:
      """
      UPDATE alerts SET
        source_name = ?2, details = ?3, run = ?4, last_seen_at = ?5, occurrences = ?6, resolved_at = ?7,
        acknowledged_at = ?8, acknowledged_by = ?9, comment = ?10
      WHERE id = ?1
      """
    }
  }
}

extension SQLiteTransaction {
  func alert(_ id: AlertID, tenant: TenantID) throws -> Alert? {
    try connection.first(AlertStatements.load.sql, id, tenant) { try alert(from: &$0).alert }
  }

  func standingAlert(_ key: AlertKey, tenant: TenantID) throws -> Alert? {
    try connection.first(AlertStatements.standing.sql, tenant, key.kind, key.source, key.subject) {
      try alert(from: &$0).alert
    }
  }

  func alerts(_ filter: AlertFilter, page: PageRequest) throws -> Page<Alert> {
    let rows = try connection.all(
      AlertStatements.list.sql, filter.tenant, page.cursor?.position ?? .max, filter.source, filter.view.rawValue,
      page.limit + 1
    ) { row in
      let (sequence, alert) = try alert(from: &row)
      return (item: alert, cursor: PageCursor(position: sequence))
    }
    return Page(rows, limit: page.limit)
  }

  func waitingAlerts(tenant: TenantID) throws -> Int {
    try connection.first(AlertStatements.waiting.sql, tenant) { $0.int() } ?? 0
  }

  func insertAlert(_ alert: Alert) throws {
    let notice = alert.notice
    try connection.execute(
      AlertStatements.insert.sql, alert.id, alert.tenant, notice.kind, notice.source, notice.sourceName, notice.subject,
      notice.details, notice.run, alert.raisedAt, alert.lastSeenAt, alert.occurrences)
  }

  func updateAlert(_ alert: Alert) throws {
    let changed = try connection.execute(
      AlertStatements.update.sql, alert.id, alert.notice.sourceName, alert.notice.details, alert.notice.run,
      alert.lastSeenAt, alert.occurrences, alert.resolvedAt, alert.acknowledgement?.at, alert.acknowledgement?.by,
      alert.acknowledgement?.comment)
    guard changed == 1 else { throw InvariantViolation("the alert \(alert.id) to be changed is missing") }
  }

  private func alert(from row: inout Row) throws -> (sequence: Int64, alert: Alert) {
    let sequence = row.integer()
    let id: AlertID = row.identifier()
    let tenant: TenantID = row.identifier()
    let notice = AlertNotice(
      try row.word(), source: row.text(), sourceName: row.text(), subject: row.text(), details: row.text(),
      run: row.optionalIdentifier())
    var alert = Alert(id: id, tenant: tenant, notice: notice, at: row.instant())
    alert.lastSeenAt = row.instant()
    alert.occurrences = row.int()
    alert.resolvedAt = row.optionalInstant()
    if let at = row.optionalInstant() {
      alert.acknowledgement = Alert.Acknowledgement(by: row.identifier(), at: at, comment: row.optionalText())
    }
    return (sequence, alert)
  }
}

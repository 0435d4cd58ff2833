import Engine
import JSON

/// The tenant's events.
enum InboundEventStatements: Statements {
  case insert
  case since
  case load
  case list

  var sql: SQL {
    switch self {
    case .insert:
      """
      INSERT INTO inbound_events (id, tenant, name, payload, correlation, published_by, at) VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO NOTHING
      """
    case .since:
      """
      SELECT seq, id, name, payload, correlation, published_by, at FROM inbound_events
      WHERE tenant = ?1 AND name = ?2 AND at >= ?3 AND (?4 IS NULL OR correlation = ?4)
      ORDER BY seq LIMIT ?5
      """
    case .load:
      """
      SELECT seq, id, name, payload, correlation, published_by, at FROM inbound_events WHERE id = ?1 AND tenant = ?2
      """
    case .list:
      """
      SELECT seq, id, name, payload, correlation, published_by, at FROM inbound_events
      WHERE tenant = ?1 AND seq < ?2 AND (?3 IS NULL OR name = ?3) AND (?4 IS NULL OR correlation = ?4)
      ORDER BY seq DESC LIMIT ?5
      """
    }
  }
}

extension SQLiteTransaction {
  /// False when there is an event of this id already.
  func insertInboundEvent(_ event: PublishedEvent, tenant: TenantID) throws -> Bool {
    try connection.execute(
      InboundEventStatements.insert.sql, event.id, tenant, event.name, try column(event.payload), event.correlation,
      event.by, event.at) == 1
  }

  /// What came since, the oldest first.
  func inboundEvents(
    named name: String, correlation: String?, tenant: TenantID, since: Instant, limit: Int
  ) throws -> [PublishedEvent] {
    try connection.all(InboundEventStatements.since.sql, tenant, name, since, correlation, limit) {
      try inboundEvent(from: &$0).event
    }
  }

  func inboundEvent(_ id: String, tenant: TenantID) throws -> InboundEvent? {
    try connection.first(InboundEventStatements.load.sql, id, tenant) { try inboundEvent(from: &$0) }
  }

  func inboundEvents(_ filter: InboundEventFilter, page: PageRequest) throws -> Page<InboundEvent> {
    let rows = try connection.all(
      InboundEventStatements.list.sql, filter.tenant, page.cursor?.position ?? .max, filter.name, filter.correlation,
      page.limit + 1
    ) { row in
      let event = try inboundEvent(from: &row)
      return (item: event, cursor: PageCursor(position: event.sequence))
    }
    return Page(rows, limit: page.limit)
  }

  private func inboundEvent(from row: inout Row) throws -> InboundEvent {
    let sequence = row.integer()
    let event = PublishedEvent(
      id: row.text(), name: row.text(), payload: try value(row.text()), correlation: row.optionalText(),
      by: row.identifier(), at: row.instant())
    return InboundEvent(sequence: sequence, event: event)
  }
}

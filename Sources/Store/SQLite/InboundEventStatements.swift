import Engine
import JSON

/// The tenant's events.
enum InboundEventStatements: Statements {
  case insert
  case since
  case load
  case list
  case listOfName
  case toMatch

  var sql: SQL {
    switch self {
    case .insert:
      """
      INSERT INTO inbound_events (
        id, tenant, name, payload, correlation, published_by, at, depth, webhook, replay_of, matched_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
      """
    case .since:
      """
      SELECT seq, tenant, id, name, payload, correlation, published_by, at, depth, webhook, replay_of, matched_at,
        matches
      FROM inbound_events WHERE tenant = ?1 AND name = ?2 AND at >= ?3 AND (?4 IS NULL OR correlation = ?4)
      ORDER BY seq LIMIT ?5
      """
    case .load:
      """
      SELECT seq, tenant, id, name, payload, correlation, published_by, at, depth, webhook, replay_of, matched_at,
        matches
      FROM inbound_events WHERE id = ?1 AND tenant = ?2
      """
    case .list:
      """
      SELECT seq, tenant, id, name, payload, correlation, published_by, at, depth, webhook, replay_of, matched_at,
        matches
      FROM inbound_events
      WHERE tenant = ?1 AND seq < ?2 AND (?3 IS NULL OR name = ?3) AND (?4 IS NULL OR correlation = ?4)
        AND (?5 IS NULL OR webhook = ?5) AND (?6 IS NULL OR (matches > 0) = ?6)
        AND (?7 IS NULL OR at >= ?7) AND (?8 IS NULL OR at < ?8)
        AND (?9 IS NULL OR id = ?9 OR instr(lower(CASE WHEN payload LIKE 'blob:%'
          THEN (SELECT content FROM blobs WHERE hash = substr(payload, 6)) ELSE payload END), lower(?9)))
      ORDER BY seq DESC LIMIT ?10
      """
    case .listOfName:
      // The same by the other index: a rare type isn't looked for among all events.
      """
      SELECT seq, tenant, id, name, payload, correlation, published_by, at, depth, webhook, replay_of, matched_at,
        matches
      FROM inbound_events INDEXED BY inbound_events_list_of_name
      WHERE tenant = ?1 AND seq < ?2 AND name = ?3 AND (?4 IS NULL OR correlation = ?4)
        AND (?5 IS NULL OR webhook = ?5) AND (?6 IS NULL OR (matches > 0) = ?6)
        AND (?7 IS NULL OR at >= ?7) AND (?8 IS NULL OR at < ?8)
        AND (?9 IS NULL OR id = ?9 OR instr(lower(CASE WHEN payload LIKE 'blob:%'
          THEN (SELECT content FROM blobs WHERE hash = substr(payload, 6)) ELSE payload END), lower(?9)))
      ORDER BY seq DESC LIMIT ?10
      """
    case .toMatch:
      """
      SELECT seq, tenant, id, name, payload, correlation, published_by, at, depth, webhook, replay_of, matched_at,
        matches
      FROM inbound_events WHERE matched_at IS NULL ORDER BY seq LIMIT ?
      """
    }
  }
}

extension SQLiteTransaction {
  /// False when there is an event of this id already.
  func insertInboundEvent(
    _ event: PublishedEvent, tenant: TenantID, from provenance: EventProvenance, matchedAt: Instant?
  ) throws -> Bool {
    try connection.execute(
      InboundEventStatements.insert.sql, event.id, tenant, event.name, try column(event.payload), event.correlation,
      event.by, event.at, event.depth, provenance.webhook, provenance.replayOf, matchedAt) == 1
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
    let statement = filter.name == nil ? InboundEventStatements.list : .listOfName
    let rows = try connection.all(
      statement.sql, filter.tenant, page.cursor?.position ?? .max, filter.name, filter.correlation, filter.webhook,
      filter.isMatched, filter.since, filter.until, filter.text, page.limit + 1
    ) { row in
      let event = try inboundEvent(from: &row)
      return (item: event, cursor: PageCursor(position: event.sequence))
    }
    return Page(rows, limit: page.limit)
  }

  func eventsToMatch(limit: Int) throws -> [InboundEvent] {
    try connection.all(InboundEventStatements.toMatch.sql, limit) { try inboundEvent(from: &$0) }
  }

  private func inboundEvent(from row: inout Row) throws -> InboundEvent {
    let sequence = row.integer()
    let tenant: TenantID = row.identifier()
    let event = PublishedEvent(
      id: row.text(), name: row.text(), payload: try value(row.text()), correlation: row.optionalText(),
      by: row.identifier(), at: row.instant(), depth: row.int())
    let provenance = EventProvenance(webhook: row.optionalText(), replayOf: row.optionalText())
    return InboundEvent(
      sequence: sequence, tenant: tenant, event: event, provenance: provenance, matchedAt: row.optionalInstant(),
      matches: row.int())
  }
}

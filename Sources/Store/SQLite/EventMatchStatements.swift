import Engine

/// What became of events.
enum EventMatchStatements: Statements {
  case insert
  case count
  case finish
  case ofEvent
  case taken

  var sql: SQL {
    switch self {
    case .insert:
      """
      INSERT INTO event_matches (event, kind, target, name, outcome, run, reason, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (event, kind, target, name) DO NOTHING
      """
    case .count: "UPDATE inbound_events SET matches = matches + 1 WHERE id = ?"
    case .finish: "UPDATE inbound_events SET matched_at = ?2 WHERE id = ?1 AND matched_at IS NULL"
    case .ofEvent:
      """
      SELECT event, kind, target, name, outcome, run, reason, at FROM event_matches WHERE event = ?1
      ORDER BY CASE outcome WHEN 'started' THEN 0 WHEN 'brought' THEN 1 WHEN 'refused' THEN 2 ELSE 3 END, target, name
      LIMIT ?2
      """
    case .taken:
      """
      SELECT 1 FROM events
      WHERE run = ?1 AND type = 'event.received'
        AND CASE WHEN detail LIKE 'blob:%' THEN 0 ELSE json_extract(detail, '$.id') = ?2 END
      LIMIT 1
      """
    }
  }
}

extension SQLiteTransaction {
  func record(_ match: EventMatch) throws -> Bool {
    let isNew =
      try connection.execute(
        EventMatchStatements.insert.sql, match.event, match.kind, match.target, match.name, match.outcome, match.run,
        match.reason, match.at) == 1
    if isNew, match.run != nil { try connection.execute(EventMatchStatements.count.sql, match.event) }
    return isNew
  }

  func finishMatching(of event: String, at now: Instant) throws {
    try connection.execute(EventMatchStatements.finish.sql, event, now)
  }

  func matches(of event: String, limit: Int) throws -> [EventMatch] {
    try connection.all(EventMatchStatements.ofEvent.sql, event, limit) { row in
      EventMatch(
        event: row.text(), kind: try row.word(), target: row.text(), name: row.text(), outcome: try row.word(),
        run: row.optionalIdentifier(), reason: row.optionalText(), at: row.instant())
    }
  }

  func hasTaken(_ event: String, run: RunID) throws -> Bool {
    try connection.first(EventMatchStatements.taken.sql, run, event) { $0.bool() } ?? false
  }

  /// The event is on its way to a run that waits for it.
  func noteDelivery(of event: String, to run: RunID, at now: Instant) throws {
    _ = try record(
      EventMatch(event: event, kind: .wait, target: run.rawValue, outcome: .brought, run: run, at: now))
  }
}

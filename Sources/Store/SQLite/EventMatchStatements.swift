import Engine

/// What became of events.
enum EventMatchStatements: Statements {
  case insert
  case count
  case finish
  case ofEvent
  case take

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
      ORDER BY CASE outcome WHEN 'started' THEN 0 WHEN 'taken' THEN 1 WHEN 'refused' THEN 2 WHEN 'brought' THEN 3 ELSE 4 END, target, name
      LIMIT ?2
      """
    case .take:
      """
      UPDATE event_matches SET outcome = 'taken', at = ?3
      WHERE event = ?1 AND kind = 'wait' AND target = ?2 AND name = '' AND outcome = 'brought'
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
    if isNew, match.outcome == .started { try connection.execute(EventMatchStatements.count.sql, match.event) }
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

  /// A decision lets a state take an event: the log of events learns it in the same commit.
  func noteTaking(of event: String, by run: RunID, at now: Instant) throws {
    guard try connection.execute(EventMatchStatements.take.sql, event, run, now) == 1 else { return }
    try connection.execute(EventMatchStatements.count.sql, event)
  }

  /// The event is on its way to a run that waits for it.
  func noteDelivery(of event: String, to run: RunID, at now: Instant) throws {
    _ = try record(
      EventMatch(event: event, kind: .wait, target: run.rawValue, outcome: .brought, run: run, at: now))
  }
}

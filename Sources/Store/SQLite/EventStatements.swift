import Engine
import JSON

enum EventStatements: Statements {
  case insert
  case ofRun
  case ofRunFromNumber
  case ofTenant
  case number
  case last

  var sql: SQL {
    switch self {
    case .insert:
      """
      INSERT INTO events (run, number, tenant, at, type, actor, step, payload, detail)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    case .ofRun:
      """
      SELECT seq, run, number, at, type, actor, step, payload, detail
      FROM events WHERE run = ? AND number > ? ORDER BY number
      """
    case .ofRunFromNumber:
      """
      SELECT seq, run, number, at, type, actor, step, payload, detail
      FROM events WHERE run = ? AND number > ? ORDER BY number LIMIT ?
      """
    case .ofTenant:
      """
      SELECT seq, run, number, at, type, actor, step, payload, detail
      FROM events WHERE seq > ? AND tenant = ? ORDER BY seq LIMIT ?
      """
    case .number:
      "SELECT coalesce(max(number), 0) FROM events WHERE run = ? AND seq <= ?"
    case .last:
      "SELECT coalesce(max(seq), 0) FROM events"
    }
  }
}

extension SQLiteTransaction {
  func insertEvent(_ event: Event, tenant: TenantID) throws {
    try connection.execute(
      EventStatements.insert.sql, event.run, event.number, tenant, event.at, event.type, event.actor, event.step,
      try column(event.payload), try column(.object(event.detail)))
  }

  func eachEvent(of run: RunID, after number: Int64, _ body: (Event) throws -> Void) throws {
    _ = try connection.all(EventStatements.ofRun.sql, run, number) { try body(try event(from: &$0).event) }
  }

  func events(of run: RunID, after number: Int64, limit: Int) throws -> [StoredEvent] {
    try connection.all(EventStatements.ofRunFromNumber.sql, run, number, limit) { try event(from: &$0) }
  }

  func events(in tenant: TenantID, after sequence: Int64, limit: Int) throws -> [StoredEvent] {
    try connection.all(EventStatements.ofTenant.sql, sequence, tenant, limit) { try event(from: &$0) }
  }

  func eventNumber(of run: RunID, upTo sequence: Int64) throws -> Int64 {
    try connection.first(EventStatements.number.sql, run, sequence) { $0.integer() } ?? 0
  }

  func lastSequence() throws -> Int64 {
    try connection.first(EventStatements.last.sql) { $0.integer() } ?? 0
  }

  private func event(from row: inout Row) throws -> StoredEvent {
    let sequence = row.integer()
    let run: RunID = row.identifier()
    let number = row.integer()
    let at = row.instant()
    let type: EventType = try row.word()
    let actor: Actor = row.identifier()
    let step: StepID? = row.optionalIdentifier()
    let payload = try value(row.optionalText())
    let detail = try object(row.text())
    return StoredEvent(
      sequence: sequence,
      event: Event(
        run: run, number: number, at: at, type: type, actor: actor, step: step, payload: payload, detail: detail))
  }
}

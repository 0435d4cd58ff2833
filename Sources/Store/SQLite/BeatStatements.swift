import Engine
import JSON

enum BeatStatements: Statements {
  case insert
  case forget
  case list
  case load

  var sql: SQL {
    switch self {
    case .insert:
      """
      INSERT INTO heartbeat_results (id, heartbeat, run, cause, outcome, checks, started_at, finished_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """
    case .forget:
      """
      DELETE FROM heartbeat_results WHERE heartbeat = ?1 AND seq <= (
        SELECT seq FROM heartbeat_results WHERE heartbeat = ?1 ORDER BY seq DESC LIMIT 1 OFFSET ?2)
      """
    case .list:
      """
      SELECT seq, id, heartbeat, run, cause, checks, started_at, finished_at FROM heartbeat_results
      WHERE heartbeat = ? AND seq < ? ORDER BY seq DESC LIMIT ?
      """
    case .load:
      """
      SELECT seq, id, heartbeat, run, cause, checks, started_at, finished_at FROM heartbeat_results
      WHERE id = ? AND heartbeat = ?
      """
    }
  }
}

extension SQLiteTransaction {
  /// Three weeks of a beat each half hour; runs keep the rest.
  private static let keptBeats = 1_000

  func insertBeat(_ beat: BeatResult) throws {
    try connection.execute(
      BeatStatements.insert.sql, beat.id, beat.heartbeat, beat.run, beat.cause, beat.outcome,
      JSONValue.array(beat.checks.map(\.json)).text, beat.startedAt, beat.finishedAt)
    try connection.execute(BeatStatements.forget.sql, beat.heartbeat, Self.keptBeats)
  }

  func beats(of heartbeat: HeartbeatID, page: PageRequest) throws -> Page<BeatResult> {
    let rows = try connection.all(
      BeatStatements.list.sql, heartbeat, page.cursor?.position ?? .max, page.limit + 1
    ) { row in
      let cursor = PageCursor(position: row.integer())
      return (item: try beat(from: &row), cursor: cursor)
    }
    return Page(rows, limit: page.limit)
  }

  func beat(_ id: BeatID, of heartbeat: HeartbeatID) throws -> BeatResult? {
    try connection.first(BeatStatements.load.sql, id, heartbeat) { row in
      _ = row.integer()
      return try beat(from: &row)
    }
  }

  private func beat(from row: inout Row) throws -> BeatResult {
    let id: BeatID = row.identifier()
    let heartbeat: HeartbeatID = row.identifier()
    let run: RunID? = row.optionalIdentifier()
    let cause: BeatResult.Cause = try row.word()
    let checks = (try value(row.text()) as JSONValue).arrayValue ?? []
    return BeatResult(
      id: id, heartbeat: heartbeat, run: run, cause: cause, checks: checks.compactMap(CheckResult.init(json:)),
      startedAt: row.instant(), finishedAt: row.instant())
  }
}

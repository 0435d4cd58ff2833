import Engine

enum PingStatements: Statements {
  case insert
  case forget
  case list

  var sql: SQL {
    switch self {
    case .insert:
      "INSERT INTO monitor_pings (monitor, kind, exit, body, at, duration, address) VALUES (?, ?, ?, ?, ?, ?, ?)"
    case .forget:
      """
      DELETE FROM monitor_pings WHERE monitor = ?1 AND seq <= (
        SELECT seq FROM monitor_pings WHERE monitor = ?1 ORDER BY seq DESC LIMIT 1 OFFSET ?2)
      """
    case .list:
      """
      SELECT seq, kind, exit, body, at, duration, address FROM monitor_pings
      WHERE monitor = ? AND seq < ? ORDER BY seq DESC LIMIT ?
      """
    }
  }
}

extension SQLiteTransaction {
  /// Half a year of a nightly job, and no more than 2 MB of whoever knows the address.
  private static let keptPings = 200

  func insertPing(_ ping: Ping, of monitor: MonitorID) throws {
    try connection.execute(
      PingStatements.insert.sql, monitor, ping.kind, ping.exit, ping.body, ping.at, ping.duration, ping.address)
    try connection.execute(PingStatements.forget.sql, monitor, Self.keptPings)
  }

  func pings(of monitor: MonitorID, page: PageRequest) throws -> Page<Ping> {
    let rows = try connection.all(
      PingStatements.list.sql, monitor, page.cursor?.position ?? .max, page.limit + 1
    ) { row in
      let cursor = PageCursor(position: row.integer())
      let ping = Ping(
        try row.word(), exit: row.optionalInteger().map { Int($0) }, body: row.optionalText(), at: row.instant(),
        duration: row.optionalSpan(), address: row.text())
      return (item: ping, cursor: cursor)
    }
    return Page(rows, limit: page.limit)
  }
}

import Engine

enum SessionStatements: Statements {
  case load
  case insert
  case delete
  case deleteOfUser
  case deleteExpired

  var sql: SQL {
    switch self {
    case .load: "SELECT hash, user, created_at, expires_at FROM sessions WHERE hash = ?"
    case .insert: "INSERT INTO sessions (hash, user, created_at, expires_at) VALUES (?, ?, ?, ?)"
    case .delete: "DELETE FROM sessions WHERE hash = ?"
    case .deleteOfUser: "DELETE FROM sessions WHERE user = ?"
    case .deleteExpired: "DELETE FROM sessions WHERE expires_at <= ?"
    }
  }
}

extension SQLiteTransaction {
  func session(hash: String) throws -> Session? {
    try connection.first(SessionStatements.load.sql, hash) { row in
      Session(hash: row.text(), user: row.text(), createdAt: row.instant(), expiresAt: row.instant())
    }
  }

  func insertSession(_ session: Session) throws {
    try connection.execute(
      SessionStatements.insert.sql, session.hash, session.user, session.createdAt, session.expiresAt)
  }

  func deleteSession(hash: String) throws -> Bool {
    try connection.execute(SessionStatements.delete.sql, hash) == 1
  }

  func deleteSessions(of user: String) throws { try connection.execute(SessionStatements.deleteOfUser.sql, user) }

  func deleteSessions(expiredAt now: Instant) throws {
    try connection.execute(SessionStatements.deleteExpired.sql, now)
  }
}

import Engine
import GRDB
import Logging
import Synchronization

/// Presence in a small database of its own, `presence.db`.
///
/// A process that serves one request only can't collect uses in memory, so each use asks the file whether the minute is
/// noted already; a process that stays remembers that it is.
final class SQLitePresence: PresenceBook {
  private static let precision = TimeSpan.seconds(60)
  /// What wasn't used for longer than any session or token list cares about is forgotten.
  private static let memory = TimeSpan.seconds(400 * 86_400)

  private let path: String
  private let logger = Logger(label: "escapement.presence")
  private let state = Mutex(State())

  private struct State {
    var queue: DatabaseQueue?
    var noted: [String: Instant] = [:]
  }

  init(path: String) { self.path = path }

  func touch(_ key: String, at now: Instant) {
    state.withLock { state in
      if let noted = state.noted[key], now - noted < Self.precision { return }
      // Noted also when writing fails, so that a full disk isn't asked with every request.
      state.noted[key] = now
      do { try note(key, at: now, in: try open(&state, at: now)) } catch {
        logger.warning("a use could not be noted", metadata: ["error": "\(error)"])
      }
    }
  }

  func lastSeen(_ key: String) -> Instant? {
    state.withLock { state in
      let stored = try? state.queue?.inDatabase { try seen(key, in: $0) } ?? readOnce(key)
      return [stored ?? nil, state.noted[key]].compactMap { $0 }.max()
    }
  }

  private func note(_ key: String, at now: Instant, in queue: DatabaseQueue) throws {
    try queue.inDatabase { database in
      if let seen = try seen(key, in: database), now - seen < Self.precision { return }
      try database.execute(
        sql: "INSERT INTO presence (key, at) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET at = excluded.at",
        arguments: [key, now.milliseconds])
    }
  }

  private func seen(_ key: String, in database: Database) throws -> Instant? {
    try Int64.fetchOne(database, sql: "SELECT at FROM presence WHERE key = ?", arguments: [key])
      .map(Instant.init(milliseconds:))
  }

  private func open(_ state: inout State, at now: Instant) throws -> DatabaseQueue {
    if let queue = state.queue { return queue }
    let queue = try DatabaseQueue(path: path, configuration: ConnectionKind.presence.configuration)
    try queue.inDatabase { database in
      try database.execute(
        sql: "CREATE TABLE IF NOT EXISTS presence (key TEXT NOT NULL PRIMARY KEY, at INTEGER NOT NULL) STRICT")
      try database.execute(
        sql: "DELETE FROM presence WHERE at < ?", arguments: [now.milliseconds - Self.memory.milliseconds])
    }
    state.queue = queue
    return queue
  }

  /// Looks without making the file.
  private func readOnce(_ key: String) throws -> Instant? {
    var configuration = ConnectionKind.presence.configuration
    configuration.readonly = true
    return try DatabaseQueue(path: path, configuration: configuration).inDatabase { try seen(key, in: $0) }
  }
}

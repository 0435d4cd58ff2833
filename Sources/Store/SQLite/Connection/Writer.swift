import GRDB
import GRDBSQLite

/// The connection that writes. Threads of this process queue for it in order, then for `write.lock` among processes.
final class Writer: Sendable {
  /// From here on the one who committed moves the log into the main file, so that readers' look-ups stay short.
  private static let checkpointPages: Int32 = (4 << 20) / 4_096

  private let queue: DatabaseQueue
  private let lock: WriteLock
  private let state: OnQueue<State>

  private final class State {
    let transaction: SQLiteTransaction
    /// Pages in the log after the last commit of this connection.
    let loggedPages = UnsafeMutablePointer<Int32>.allocate(capacity: 1)

    init(_ transaction: SQLiteTransaction) {
      self.transaction = transaction
      loggedPages.initialize(to: 0)
    }

    deinit { loggedPages.deallocate() }
  }

  init(path: String, lock: WriteLock) throws {
    queue = try DatabaseQueue(path: path, configuration: ConnectionKind.writing.configuration)
    self.lock = lock
    state = OnQueue(queue.inDatabase { State(SQLiteTransaction(Connection($0, path: path))) })
    _ = queue.inDatabase { [state] database in
      // Called by SQLite within each commit; it only notes a number.
      sqlite3_wal_hook(
        database.sqliteConnection,
        { pages, _, _, count in
          pages?.assumingMemoryBound(to: Int32.self).pointee = count
          return SQLITE_OK
        }, state.value.loggedPages)
    }
  }

  /// Runs `body` in a transaction that holds the database from its beginning.
  func write<Value>(_ body: (SQLiteTransaction) throws -> Value) throws -> Value {
    try queue.inDatabase { _ in
      try lock.hold {
        let value = try commit(state.value.transaction, body)
        if state.value.loggedPages.pointee > Self.checkpointPages { try moveLog() }
        return value
      }
    }
  }

  /// Moves the log into the main file as far as readers allow.
  func checkpoint() throws {
    try queue.inDatabase { _ in try lock.hold { try moveLog() } }
  }

  private func commit<Value>(
    _ transaction: SQLiteTransaction, _ body: (SQLiteTransaction) throws -> Value
  ) throws -> Value {
    let connection = transaction.connection
    try connection.execute("BEGIN IMMEDIATE")
    do {
      let value = try body(transaction)
      try connection.execute("COMMIT")
      return value
    } catch {
      // SQLite has rolled back by itself after a full disk, for example; then there is nothing left to undo.
      if connection.isInTransaction { try connection.execute("ROLLBACK") }
      throw error
    }
  }

  private func moveLog() throws {
    try state.value.transaction.connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
    state.value.loggedPages.pointee = 0
  }

  /// For what is neither a transaction of the store nor a checkpoint: migrations. Holds the lock.
  func exclusively<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try queue.inDatabase { database in try lock.hold { try body(database) } }
  }
}

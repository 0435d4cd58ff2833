import Engine

/// What can be asked and done on one connection, while a transaction is open on it. Its abilities are the files beside
/// this one, each with its statements; writing ones are refused by SQLite on a reading connection.
///
/// It lives as long as its connection and is used on the connection's queue only.
final class SQLiteTransaction: StorageWriter {
  let connection: Connection

  /// The tenant whose turn it was last.
  var lastTenant: TenantID?

  init(_ connection: Connection) { self.connection = connection }

  @discardableResult
  func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
    try connection.execute("SAVEPOINT piece")
    do {
      let value = try body()
      try connection.execute("RELEASE piece")
      return value
    } catch {
      // After a full disk, for example, SQLite has rolled back the whole transaction by itself.
      if connection.isInTransaction {
        try connection.execute("ROLLBACK TO piece")
        try connection.execute("RELEASE piece")
      }
      throw meaning(of: error, at: connection.path)
    }
  }
}

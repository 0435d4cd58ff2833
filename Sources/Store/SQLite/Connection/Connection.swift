import GRDB
import GRDBSQLite

/// One open connection and its prepared statements, which live as long as it does.
///
/// GRDB opens and configures connections and prepares statements; binding and stepping go to SQLite directly, column by
/// column: the general ways cost more than what SQLite itself does for a small row. Used on its queue only.
final class Connection {
  let database: Database
  /// Where the database is, for messages.
  let path: String
  private var prepared: [UInt: Statement] = [:]

  init(_ database: Database, path: String) {
    self.database = database
    self.path = path
  }

  /// Runs a statement to its end. Returns how many rows it changed, triggers not counted.
  @discardableResult
  func execute(_ sql: SQL, _ parameters: any Bindable...) throws -> Int {
    try each(sql, parameters) { _ in }
    return Int(sqlite3_changes(handle))
  }

  /// The first row, if there is one.
  func first<Value>(_ sql: SQL, _ parameters: any Bindable..., read: (inout Row) throws -> Value) throws -> Value? {
    var found: Value?
    try each(sql, parameters) { row in if found == nil { found = try read(&row) } }
    return found
  }

  /// All rows.
  func all<Value>(_ sql: SQL, _ parameters: any Bindable..., read: (inout Row) throws -> Value) throws -> [Value] {
    var values: [Value] = []
    try each(sql, parameters) { row in values.append(try read(&row)) }
    return values
  }

  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }

  /// Rows inserted, updated and deleted since the connection was opened, by triggers too.
  var totalChanges: Int64 { sqlite3_total_changes64(handle) }

  private func each(_ sql: SQL, _ parameters: [any Bindable], _ body: (inout Row) throws -> Void) throws {
    let statement = try statement(for: sql).sqliteStatement
    defer {
      // Ends the statement's hold on the database; its result was looked at already.
      sqlite3_reset(statement)
      sqlite3_clear_bindings(statement)
    }
    try bind(parameters, to: statement, of: sql)
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_DONE: return
      case SQLITE_ROW:
        var row = Row(statement)
        try body(&row)
      case let code: throw failure(code, sql)
      }
    }
  }

  private func bind(_ parameters: [any Bindable], to statement: OpaquePointer, of sql: SQL) throws {
    precondition(
      sqlite3_bind_parameter_count(statement) == Int32(parameters.count),
      "a statement takes other parameters than it is given: \(sql.text)")
    for (offset, parameter) in parameters.enumerated() {
      let code = parameter.bind(to: statement, at: Int32(offset + 1))
      guard code == SQLITE_OK else { throw failure(code, sql) }
    }
  }

  private func statement(for sql: SQL) throws -> Statement {
    if let statement = prepared[sql.identity] { return statement }
    let statement = try database.makeStatement(sql: "\(sql.text)")
    prepared[sql.identity] = statement
    return statement
  }

  private func failure(_ code: Int32, _ sql: SQL) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(handle)), sql: "\(sql.text)")
  }

  private var handle: OpaquePointer? { database.sqliteConnection }
}

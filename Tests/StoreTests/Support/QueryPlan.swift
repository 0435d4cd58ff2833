import GRDB

@testable import Store

extension TestStore {
  /// What SQLite does for a statement, a line for each table that it looks at.
  func plan(of text: String) throws -> [String] {
    try storage.look { connection in
      let statement = try connection.database.makeStatement(sql: "EXPLAIN QUERY PLAN \(text)")
      return try GRDB.Row.fetchAll(statement, arguments: StatementArguments()).map { $0["detail"] as String }
    }
  }
}

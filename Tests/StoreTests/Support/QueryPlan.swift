import GRDB

@testable import Store

extension TestStore {
  /// What SQLite does for a statement, a line for each table that it looks at.
  func plan(of text: String) throws -> [String] {
    let numbered = text.matches(of: /\?(\d+)/).compactMap { Int($0.output.1) }.max()
    let count = numbered ?? text.count { $0 == "?" }
    let arguments = StatementArguments(Array(repeating: DatabaseValue.null, count: count))
    return try storage.look { connection in
      let rows = try GRDB.Row.fetchAll(connection.database, sql: "EXPLAIN QUERY PLAN \(text)", arguments: arguments)
      return rows.map { $0["detail"] as String }
    }
  }
}

import Glibc
import GRDB

/// What a store says about itself when it is asked whether all is well.
public struct StoreDiagnosis: Hashable, Sendable {
  public var sqliteVersion: String
  /// `PRAGMA synchronous`, read back on each kind of connection; 2 is FULL.
  public var synchronous: [String: Int]
  /// `wal`, unless something has changed it.
  public var journalMode: String
  public var schema: Int
  /// The database file, and what isn't moved into it yet.
  public var databaseBytes: Int64
  public var logBytes: Int64

  /// SQLite before 3.51.3 can damage a database when a checkpoint and a commit race (https://sqlite.org/wal.html); the
  /// write lock keeps them apart.
  public var needsWriteLock: Bool {
    let numbers = sqliteVersion.split(separator: ".").compactMap { Int($0) }
    return numbers.lexicographicallyPrecedes([3, 51, 3])
  }
}

extension SQLiteStorage {
  /// Asks without changing anything. Waits for the write lock, as every writer does.
  public func diagnosis() throws -> StoreDiagnosis {
    try look { connection in
      let reading = try connection.first("PRAGMA synchronous") { $0.integer() } ?? -1
      let writing = try openWriter().exclusively { try Int64.fetchOne($0, sql: "PRAGMA synchronous") } ?? -1
      return StoreDiagnosis(
        sqliteVersion: try connection.first("SELECT sqlite_version()") { $0.text() } ?? "unknown",
        synchronous: ["reading": Int(reading), "writing": Int(writing)],
        journalMode: try connection.first("PRAGMA journal_mode") { $0.text() } ?? "unknown",
        schema: Int(try connection.first("PRAGMA user_version") { $0.integer() } ?? 0),
        databaseBytes: size(of: path), logBytes: size(of: "\(path)-wal"))
    }
  }

  /// What SQLite finds wrong with the file, at most ten lines; empty when nothing is. Reads the whole file.
  public func damage() throws -> [String] {
    try look { connection in
      try connection.all("PRAGMA quick_check(10)") { $0.text() }.filter { $0 != "ok" }
    }
  }

  private func size(of path: String) -> Int64 {
    var status = stat()
    return stat(path, &status) == 0 ? Int64(status.st_size) : 0
  }
}

import CStore
import Engine
import GRDB

/// One step from a schema to the next: a file of `Sources/Store/Migrations`, compiled in.
struct Migration: Sendable {
  let number: Int
  let name: String
  let sql: String

  /// All that this version knows, first to last.
  static let all: [Migration] = {
    var migrations: [Migration] = []
    var length = 0
    var name: UnsafePointer<CChar>?
    while let text = escapement_migration(Int32(migrations.count + 1), &length, &name) {
      let bytes = UnsafeRawBufferPointer(start: text, count: length)
      migrations.append(
        Migration(
          number: migrations.count + 1, name: name.map { String(cString: $0) } ?? "",
          sql: String(decoding: bytes, as: UTF8.self)))
    }
    return migrations
  }()
}

/// Brings a database's schema up to what this version knows. The schema's number is SQLite's `user_version`.
struct Migrator {
  var migrations = Migration.all

  var known: Int { migrations.count }

  /// Refuses databases that this version can't work with.
  func check(found: Int, at path: String) throws {
    if found > known {
      throw StorageError(
        .newerSchema(found: found, known: known),
        cause: "\(path) has schema \(found), and this version of Escapement knows schemas up to \(known)",
        advice: "Use the version that made it, or a newer one; nothing was changed.")
    }
    if found < known {
      throw StorageError(
        .olderSchema(found: found, known: known),
        cause: "\(path) has schema \(found), and this version of Escapement needs schema \(known)",
        advice: "Run `escapement migrate`; it makes a backup first.")
    }
  }

  func version(of database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
  }

  /// Applies what is missing, each migration in a transaction of its own.
  func migrate(_ database: Database, from found: Int) throws {
    for migration in migrations.dropFirst(found) {
      try database.inTransaction(.immediate) {
        try database.execute(sql: migration.sql)
        try database.execute(sql: "PRAGMA user_version = \(migration.number)")
        return .commit
      }
    }
  }
}

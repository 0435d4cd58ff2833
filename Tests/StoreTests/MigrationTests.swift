import Engine
import Foundation
import GRDB
import Testing

@testable import Store

/// From one schema to the next.
struct MigrationTests {
  private let later = TestStore.birth + .seconds(5)

  /// This version and one more migration, as the next version will be.
  private let nextVersion = Migrator(
    migrations: Migration.all + [
      Migration(
        number: Migration.all.count + 1, name: "next",
        sql: "ALTER TABLE settings ADD COLUMN note TEXT; CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT;")
    ])

  @Test func `the migrations are numbered files in order, each compiled in whole`() throws {
    let folder = URL(filePath: #filePath).appending(path: "../../../Sources/Store/Migrations").standardized
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(Migration.all.map { $0.name + ".sql" } == files)
    for migration in Migration.all {
      let text = try String(contentsOf: folder.appending(path: migration.name + ".sql"), encoding: .utf8)
      #expect(migration.sql == text)
      #expect(migration.name.hasPrefix(String(format: "m%04d_", migration.number)))
    }
  }

  @Test func `a store of an older schema is refused until it is migrated, with a backup of what it was`() throws {
    let store = try TestStore()
    try store.tell { try $0.setSetting("a", to: "b") }
    let known = nextVersion.known
    let error = #expect(throws: StorageError.self) {
      try SQLiteStorage(directory: store.directory, migrator: nextVersion)
    }
    #expect(error?.kind == .olderSchema(found: known - 1, known: known))

    let report = try SQLiteStorage.migrate(
      directory: store.directory, at: later, largest: nil, with: nextVersion)
    #expect(report.from == known - 1)
    #expect(report.to == known)
    let migrated = try SQLiteStorage(directory: store.directory, migrator: nextVersion)
    #expect(try migrated.read { try $0.setting("a") } == "b")

    let backup = try DatabaseQueue(path: try required(report.backup))
    let copied = try backup.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
    #expect(copied == known - 1)
    #expect(try backup.read { try String.fetchOne($0, sql: "SELECT value FROM settings") } == "b")
  }

  @Test func `a store of a newer schema is refused and left alone`() throws {
    let store = try TestStore()
    _ = try SQLiteStorage.migrate(directory: store.directory, at: later, largest: nil, with: nextVersion)
    let opening = #expect(throws: StorageError.self) { try SQLiteStorage(directory: store.directory) }
    #expect(opening?.kind == .newerSchema(found: nextVersion.known, known: Migrator().known))
    #expect(opening?.description.contains("newer") == true)
    let migrating = #expect(throws: StorageError.self) {
      try SQLiteStorage.migrate(directory: store.directory, at: later)
    }
    #expect(migrating?.kind == opening?.kind)
  }

  @Test func `a migration that fails leaves the schema before it`() throws {
    let store = try TestStore()
    let broken = Migrator(
      migrations: nextVersion.migrations + [
        Migration(
          number: nextVersion.known + 1, name: "broken", sql: "CREATE TABLE other (id INTEGER); SELECT nonsense;")
      ])
    #expect(throws: StorageError.self) {
      try SQLiteStorage.migrate(directory: store.directory, at: later, largest: nil, with: broken)
    }
    let storage = try SQLiteStorage(directory: store.directory, migrator: nextVersion)
    let tables = try storage.look {
      try $0.first("SELECT count(*) FROM sqlite_schema WHERE name = 'other'") { $0.int() }
    }
    #expect(tables == 0)
  }

  @Test func `a store that is up to date is left alone, one that is too large for the moment is refused`() throws {
    let store = try TestStore()
    let report = try SQLiteStorage.migrate(directory: store.directory, at: later)
    #expect(report == MigrationReport(from: Migrator().known, to: Migrator().known, backup: nil))
    #expect(throws: StorageError.self) {
      try SQLiteStorage.migrate(directory: store.directory, at: later, largest: 1, with: nextVersion)
    }
    #expect(throws: StorageError.self) { try SQLiteStorage.create(directory: store.directory, at: later) }
  }
}

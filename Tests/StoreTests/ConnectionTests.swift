import Engine
import Foundation
import GRDB
import Testing

@testable import Store

/// How connections are set up: what durability and fairness rest on.
struct ConnectionTests {
  private static let full: Int64 = 2

  @Test(arguments: [ConnectionKind.reading, .writing, .presence])
  func `every kind of connection flushes each commit and checks foreign keys`(kind: ConnectionKind) throws {
    let store = try TestStore()
    let queue = try DatabaseQueue(path: store.path, configuration: kind.configuration)
    let pragmas = try queue.inDatabase { database in
      try ["synchronous", "foreign_keys", "wal_autocheckpoint"].map {
        try Int64.fetchOne(database, sql: "PRAGMA \($0)")
      }
    }
    #expect(pragmas == [Self.full, 1, 0])
  }

  @Test func `the connections in use are of that kind`() throws {
    let store = try TestStore()
    let reading = try store.storage.look { try $0.first("PRAGMA synchronous") { $0.integer() } }
    let writing = try store.storage.openWriter().exclusively { try Int64.fetchOne($0, sql: "PRAGMA synchronous") }
    #expect(reading == Self.full)
    #expect(writing == Self.full)
  }

  @Test func `the journal is a write-ahead log, set when the store is made`() throws {
    let store = try TestStore()
    #expect(try store.storage.look { try $0.first("PRAGMA journal_mode") { $0.text() } } == "wal")
  }

  @Test func `a reading connection can't write`() throws {
    let store = try TestStore()
    let error = #expect(throws: StorageError.self) {
      try store.storage.look { try $0.execute("INSERT INTO settings (name, value) VALUES ('a', 'b')") }
    }
    #expect(error?.kind == .readOnly)
  }

  @Test func `closing the last connection leaves the log as it is`() throws {
    let store = try TestStore()
    let folder = store.directory + "/closed"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try SQLiteStorage.create(directory: folder, at: TestStore.birth)
    try SQLiteStorage(directory: folder).write { try $0.setSetting("a", to: "b") }
    let log = try FileManager.default.attributesOfItem(atPath: folder + "/escapement.db-wal")[.size] as? Int
    #expect(try required(log) > 0)
    #expect(try SQLiteStorage(directory: folder).read { try $0.setting("a") } == "b")
  }

  @Test func `a writer that sees a log above four megabytes moves it into the main file`() throws {
    let store = try TestStore()
    let text = String(repeating: "x", count: 1 << 20)
    for number in 0..<12 { try store.tell { try $0.setSetting("s\(number)", to: text) } }
    let log = try FileManager.default.attributesOfItem(atPath: store.path + "-wal")[.size] as? Int
    #expect(try required(log) < 7 << 20)
    let main = try FileManager.default.attributesOfItem(atPath: store.path)[.size] as? Int
    #expect(try required(main) > 4 << 20)
  }

  @Test func `files of the store are for their owner only`() throws {
    let store = try TestStore()
    try store.tell { try $0.setSetting("a", to: "b") }
    store.storage.presence.touch("k", at: TestStore.birth)
    let files = try FileManager.default.contentsOfDirectory(atPath: store.directory)
    #expect(Set(files).isSuperset(of: ["escapement.db", "escapement.db-wal", "write.lock", "presence.db"]))
    for file in files {
      let mode = try FileManager.default.attributesOfItem(atPath: store.directory + "/" + file)[.posixPermissions]
      #expect(mode as? Int == 0o600, "\(file)")
    }
  }

  @Test func `the data version changes when somebody else commits, and only then`() throws {
    let store = try TestStore()
    let other = try store.reopened()
    let before = try store.storage.dataVersion
    #expect(try store.storage.dataVersion == before)
    try other.write { try $0.setSetting("a", to: "b") }
    let after = try store.storage.dataVersion
    #expect(after != before)
    try store.tell { try $0.setSetting("a", to: "c") }
    #expect(try store.storage.dataVersion != after)
  }

  @Test func `what a transaction throws undoes all of it`() throws {
    let store = try TestStore()
    #expect(throws: Missing.self) {
      try store.tell { writer in
        try writer.setSetting("a", to: "b")
        throw Missing()
      }
    }
    #expect(try store.ask { try $0.setting("a") } == nil)
    try store.tell { try $0.setSetting("a", to: "c") }
    #expect(try store.ask { try $0.setting("a") } == "c")
  }

  @Test func `threads read while another writes`() async throws {
    let store = try TestStore()
    let storage = store.storage
    try await withThrowingTaskGroup(of: Void.self) { group in
      for thread in 0..<16 {
        group.addTask {
          for round in 0..<20 {
            if thread == 0 { try storage.write { try $0.setSetting("n", to: "\(round)") } }
            _ = try storage.read { try $0.setting("n") }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try store.ask { try $0.setting("n") } == "19")
  }

  @Test func `a missing database, one that is none and one that is locked say so`() throws {
    let store = try TestStore()
    let missing = #expect(throws: StorageError.self) { try SQLiteStorage(directory: store.directory + "/nowhere") }
    #expect(missing?.kind == .missing)

    let folder = store.directory + "/other"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(repeating: 7, count: 9_000).write(to: URL(filePath: folder + "/escapement.db"))
    let corrupt = #expect(throws: StorageError.self) { try SQLiteStorage(directory: folder) }
    #expect(corrupt?.kind == .corrupt)
    #expect(corrupt?.advice.isEmpty == false)
  }
}

import Glibc
import GRDB
import Synchronization

/// The store in one SQLite file, `escapement.db` in the data directory. Several processes of one host may have it open.
///
/// Connections are opened when they are first needed: a request that only reads never opens the writing one. The file
/// is opened by nothing but SQLite, since closing any other descriptor of it would drop SQLite's locks.
public final class SQLiteStorage: Storage {
  let path: String
  private let lockPath: String
  private let readers: ReaderPool
  private let writer = Mutex<Writer?>(nil)
  /// A connection of its own: only its own earlier answer makes `data_version` mean something.
  private let watcher = Mutex<Reader?>(nil)
  public let presence: any PresenceBook

  /// Opens the store of a data directory.
  ///
  /// Sets the process's umask to 077: SQLite makes files beside the database when it likes.
  ///
  /// - Throws: ``StorageError``; kinds `missing`, `olderSchema` and `newerSchema` say what a person has to do first.
  public convenience init(directory: String) throws { try self.init(directory: directory, migrator: Migrator()) }

  init(directory: String, migrator: Migrator) throws {
    umask(0o077)
    path = directory + "/escapement.db"
    lockPath = directory + "/write.lock"
    readers = ReaderPool(path: path)
    presence = SQLitePresence(path: directory + "/presence.db")
    guard access(path, F_OK) == 0 else {
      throw StorageError(.missing, cause: "\(path) is missing", advice: "Run `escapement init` to make it.")
    }
    let found = try mapped { try readers.withReader { try $0.look { try migrator.version(of: $0.database) } } }
    try migrator.check(found: found, at: path)
  }

  public func read<Value>(_ body: (any StorageReader) throws -> Value) throws -> Value {
    try mapped { try readers.withReader { try $0.read(body) } }
  }

  @discardableResult
  public func write<Value>(_ body: (any StorageWriter) throws -> Value) throws -> Value {
    try mapped { try openWriter().write(body) }
  }

  public func checkpoint() throws { try mapped { try openWriter().checkpoint() } }

  public var dataVersion: Int64 {
    get throws {
      try mapped {
        try watcher.withLock { watcher in
          let open = try watcher ?? Reader(path: path)
          watcher = open
          return try open.look { try $0.first("PRAGMA data_version") { $0.integer() } ?? 0 }
        }
      }
    }
  }

  func openWriter() throws -> Writer {
    try writer.withLock { writer in
      let open = try writer ?? Writer(path: path, lock: WriteLock(path: lockPath))
      writer = open
      return open
    }
  }

  /// For tests: runs `body` on a reading connection.
  func look<Value>(_ body: (Connection) throws -> Value) throws -> Value {
    try mapped { try readers.withReader { try $0.look(body) } }
  }

  private func mapped<Value>(_ body: () throws -> Value) throws -> Value {
    do { return try body() } catch { throw meaning(of: error, at: path) }
  }
}

public import Engine
import Glibc
import GRDB

extension SQLiteStorage {
  /// Makes the store of a new data directory: the only place that sets the database's journal mode.
  ///
  /// - Throws: ``StorageError``; kind `failed` when there is one already.
  public static func create(directory: String, at now: Instant) throws {
    let place = Place(directory: directory)
    guard !place.exists else {
      throw StorageError(
        .failed, cause: "\(place.path) exists already", advice: "Use it as it is, or choose another data directory.")
    }
    try place.exclusively { database in
      let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
      guard mode == "wal" else {
        throw StorageError(
          .cannotOpen, cause: "\(place.path): the file system can't share memory between processes",
          advice: "Put the data directory on a local disk.")
      }
      let migrator = Migrator()
      try migrator.migrate(database, from: try migrator.version(of: database))
      try database.execute(
        sql: "INSERT INTO tenants (id, created_at) VALUES (?, ?) ON CONFLICT (id) DO NOTHING",
        arguments: [TenantID.standard.rawValue, now.milliseconds])
    }
  }

  /// Brings an existing store up to this version. A copy of the database is put into `backups/` first.
  ///
  /// - Parameter largest: refuses (with `olderSchema`) when the database file has more bytes: the tick migrates only
  ///   what takes a moment. Nil migrates whatever its size.
  public static func migrate(directory: String, at now: Instant, largest: Int64? = nil) throws -> MigrationReport {
    try migrate(directory: directory, at: now, largest: largest, with: Migrator())
  }

  static func migrate(
    directory: String, at now: Instant, largest: Int64?, with migrator: Migrator
  ) throws -> MigrationReport {
    let place = Place(directory: directory)
    guard place.exists else {
      throw StorageError(.missing, cause: "\(place.path) is missing", advice: "Run `escapement init` to make it.")
    }
    return try place.exclusively { database in
      let found = try migrator.version(of: database)
      var report = MigrationReport(from: found, to: migrator.known)
      guard found != migrator.known else { return report }
      if found > migrator.known || largest.map({ place.size > $0 }) == true {
        try migrator.check(found: found, at: place.path)
      }
      report.backup = try place.backUp(database, schema: found, at: now)
      try migrator.migrate(database, from: found)
      return report
    }
  }
}

/// What migrating did.
public struct MigrationReport: Hashable, Sendable {
  public var from: Int
  public var to: Int
  /// The copy of the database as it was; nil when nothing had to be done.
  public var backup: String?
}

/// Where a store's files are.
private struct Place {
  let directory: String

  var path: String { directory + "/escapement.db" }
  var exists: Bool { access(path, F_OK) == 0 }

  var size: Int64 {
    var status = stat()
    return stat(path, &status) == 0 ? Int64(status.st_size) : 0
  }

  /// Runs `body` on a connection while no other process writes.
  func exclusively<Value>(_ body: (Database) throws -> Value) throws -> Value {
    umask(0o077)
    do {
      let writer = try Writer(path: path, lock: WriteLock(path: directory + "/write.lock"))
      return try writer.exclusively(body)
    } catch { throw meaning(of: error, at: path) }
  }

  /// Copies the database as one file and returns its path.
  func backUp(_ database: Database, schema: Int, at now: Instant) throws -> String {
    let folder = directory + "/backups"
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
      throw StorageError(
        .cannotOpen, cause: "\(folder): \(String(cString: strerror(errno)))",
        advice: "The data directory must belong to the user that runs this program.")
    }
    let moment = now.description.filter { $0 != ":" }
    let copy = "\(folder)/escapement-schema\(schema)-\(moment).db"
    try database.execute(sql: "VACUUM INTO ?", arguments: [copy])
    return copy
  }
}

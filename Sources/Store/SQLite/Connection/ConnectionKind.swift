import CStore
import GRDB

/// How connections are opened. Every kind flushes each commit (`synchronous=FULL`), which a test reads back.
enum ConnectionKind {
  case reading
  case writing
  /// `presence.db`: a file of its own with SQLite's ordinary journal.
  case presence

  /// A belt: writers wait for `write.lock`, readers of a WAL never wait. Seconds.
  private static let busyTimeout = 10.0

  /// Kibibytes of pages that a writer keeps, used as needed: a group commit of hundreds of decisions should not have to
  /// write its pages out before it ends. Others have SQLite's own 2 MB.
  private static let writersCache = 16_384

  private static let configured: Void = escapement_configure_sqlite()

  var configuration: Configuration {
    _ = Self.configured
    var configuration = Configuration()
    // GRDB's other choice sets `synchronous=NORMAL` and writes while it opens.
    configuration.journalMode = .default
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(Self.busyTimeout)
    configuration.label = "escapement.\(self)"
    configuration.prepareDatabase { [self] database in try prepare(database) }
    return configuration
  }

  private func prepare(_ database: Database) throws {
    try database.execute(
      sql: """
        PRAGMA synchronous = FULL;
        PRAGMA wal_autocheckpoint = 0;
        PRAGMA journal_size_limit = 8388608;
        PRAGMA temp_store = MEMORY;
        """)
    if self == .writing { try database.execute(sql: "PRAGMA cache_size = -\(Self.writersCache)") }
    // Told to SQLite, since readers are lent to code that only sees a protocol.
    if self == .reading { try database.execute(sql: "PRAGMA query_only = ON") }
    let code = escapement_no_checkpoint_on_close(UnsafeMutableRawPointer(database.sqliteConnection))
    guard code == 0 else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }
}

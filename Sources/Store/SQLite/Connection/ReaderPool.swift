import Dispatch
import GRDB
import Synchronization

/// Connections that only read. Opened when they are needed, kept, lent to one thread at a time.
final class ReaderPool: Sendable {
  /// More threads than this wait for each other: each connection has a page cache of its own.
  private static let maximumCount = 8

  private let path: String
  private let idle = Mutex<[Reader]>([])
  private let free = DispatchSemaphore(value: maximumCount)

  init(path: String) { self.path = path }

  func withReader<Value>(_ body: (Reader) throws -> Value) throws -> Value {
    free.wait()
    defer { free.signal() }
    let reader = try idle.withLock { $0.popLast() } ?? Reader(path: path)
    defer { idle.withLock { $0.append(reader) } }
    return try body(reader)
  }
}

/// One connection that only reads.
final class Reader: Sendable {
  private let queue: DatabaseQueue
  private let transaction: OnQueue<SQLiteTransaction>

  init(path: String) throws {
    queue = try DatabaseQueue(path: path, configuration: ConnectionKind.reading.configuration)
    transaction = OnQueue(queue.inDatabase { SQLiteTransaction(Connection($0, path: path)) })
  }

  /// Runs `body` on one state of the database.
  func read<Value>(_ body: (SQLiteTransaction) throws -> Value) throws -> Value {
    try queue.inDatabase { _ in
      try transaction.value.connection.execute("BEGIN DEFERRED")
      defer { _ = try? transaction.value.connection.execute("COMMIT") }
      return try body(transaction.value)
    }
  }

  /// Runs `body` without a transaction around it.
  func look<Value>(_ body: (Connection) throws -> Value) throws -> Value {
    try queue.inDatabase { _ in try body(transaction.value.connection) }
  }
}

/// A value that belongs to a connection's queue: whoever takes it out is on that queue.
struct OnQueue<Value>: @unchecked Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
}

public import Engine
import Synchronization

/// What was made from a text, by the hash of its content: made once in a process, however often it is used.
public final class ContentCache<Value: Sendable>: Sendable {
  private let values = Mutex<[String: Value]>([:])

  /// Values kept. A host with more in use at a time makes some of them again.
  private static var capacity: Int { 256 }

  public init() {}

  /// The value of the content with this hash; `make` makes it when it isn't there.
  ///
  /// Two threads may make the same value at the same time; nobody waits for the other, and the results are equal.
  public func value(hash: String, make: () throws -> Value) rethrows -> Value {
    if let known = values.withLock({ $0[hash] }) { return known }
    let value = try make()
    values.withLock { values in
      if values.count >= Self.capacity { values.removeAll() }
      values[hash] = value
    }
    return value
  }
}

/// Compiled workflows.
public typealias ProgramCache = ContentCache<Program>

import Glibc

/// The file lock that puts the writers of all processes in one fair queue.
///
/// SQLite's own waiting polls, so that with many writers some wait for seconds and some for ever; the kernel's queue
/// for `flock` doesn't. The lock also keeps checkpoints and commits apart: SQLite before 3.51.3 can lose data when they
/// race. One process holds it through one descriptor, so its threads queue before it (the writer's own queue).
final class WriteLock: Sendable {
  private let descriptor: Int32

  /// - Parameter path: made when it is missing, readable by its owner only.
  init(path: String) throws {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw StorageError(
        errno == EACCES ? .readOnly : .cannotOpen, cause: "\(path): \(String(cString: strerror(errno)))",
        advice: "The data directory and its files must belong to the user that runs this program.")
    }
  }

  deinit { close(descriptor) }

  /// Waits for the lock, runs `body`, and lets go.
  func hold<Value>(_ body: () throws -> Value) throws -> Value {
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else {
        throw StorageError(
          .inputOutput, cause: "write.lock: \(String(cString: strerror(errno)))",
          advice: "The data directory must be on a file system that has file locks.")
      }
    }
    defer { flock(descriptor, LOCK_UN) }
    return try body()
  }
}

import Engine
import Glibc
import Orchestrator
import Store

/// The database, its lock, and what the last ticks left in it.
struct DatabaseChecks {
  let directory: DataDirectory
  /// Also reads the whole database.
  let isDeep: Bool

  func findings() -> [Finding] {
    let lock = writeLock()
    // Whatever else asks the database would wait behind the one who holds the lock.
    guard lock.level != .failure else { return [lock] }
    do { return [lock] + (try database(try SQLiteStorage(directory: directory.path))) } catch let error as StorageError
    {
      return [lock, .failure("database", error.cause, error.advice)]
    } catch {
      return [lock, .failure("database", "\(error)", "put back the last backup, and keep the damaged files")]
    }
  }

  /// How long a healthy writer may hold the lock: far more than any transaction takes.
  private static let patience = 3_000_000
  private static let pause = 20_000

  private func writeLock() -> Finding {
    let name = "write lock"
    let descriptor = open(directory.writeLock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      return .failure(
        name, "\(directory.writeLock): \(String(cString: strerror(errno)))", "check the file's owner and mode")
    }
    defer { close(descriptor) }
    for _ in 0..<(Self.patience / Self.pause) {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return .ok(name, "free") }
      usleep(UInt32(Self.pause))
    }
    return .failure(
      name, "\(directory.writeLock) is held for more than \(Self.patience / 1_000_000) s, so nobody can write",
      "find who holds it: fuser -v \(directory.writeLock)")
  }

  private func database(_ storage: SQLiteStorage) throws -> [Finding] {
    let diagnosis = try storage.diagnosis()
    var findings = [
      version(diagnosis), durability(diagnosis), journal(diagnosis),
      .ok("schema", "version \(diagnosis.schema), \(diagnosis.databaseBytes >> 10) KiB"),
    ]
    if isDeep { findings.append(integrity(try storage.damage())) }
    return findings
  }

  private func version(_ diagnosis: StoreDiagnosis) -> Finding {
    let note = diagnosis.needsWriteLock ? "; older than 3.51.3, so checkpoints only happen under the write lock" : ""
    return .ok("SQLite", diagnosis.sqliteVersion + note)
  }

  private func durability(_ diagnosis: StoreDiagnosis) -> Finding {
    let name = "durability"
    let wrong = diagnosis.synchronous.filter { $0.value != 2 }.keys.sorted()
    guard wrong.isEmpty else {
      return .failure(
        name, "connections for \(wrong.joined(separator: ", ")) don't flush commits (synchronous isn't FULL)",
        "this build of SQLite ignores PRAGMA synchronous; use another")
    }
    return .ok(name, "every commit is flushed (synchronous is FULL)")
  }

  private func journal(_ diagnosis: StoreDiagnosis) -> Finding {
    let name = "journal"
    guard diagnosis.journalMode == "wal" else {
      return .failure(
        name, "the journal mode is \(diagnosis.journalMode), not wal: readers and writers stop each other",
        "stop all programs, then: sqlite3 \(directory.database) 'PRAGMA journal_mode=WAL'")
    }
    let size = diagnosis.logBytes >> 20
    guard size < Self.largeLog else {
      return .warning(name, "the log has \(size) MiB: nobody moves it into the database", "see whether ticks end well")
    }
    return .ok(name, "WAL, \(diagnosis.logBytes >> 10) KiB")
  }

  /// MiB: writers move the log from 4 MiB on.
  private static let largeLog: Int64 = 64

  private func integrity(_ damage: [String]) -> Finding {
    damage.isEmpty
      ? .ok("integrity", "quick_check found nothing")
      : .failure("integrity", damage.joined(separator: "; "), "put back the last backup, and keep the damaged files")
  }
}

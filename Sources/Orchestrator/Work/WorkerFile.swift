import Engine
import Glibc

/// The file that tells whether a worker lives: it holds an exclusive flock on it for as long as it does. The kernel lets
/// go of the lock when the process dies, however it dies, so that being able to take the lock decides.
///
/// The file's content names the run or schedule that the worker is deciding at the moment: what two dead workers name is
/// poison.
final class WorkerFile: DecisionWitness, @unchecked Sendable {
  let path: String
  private let descriptor: Int32
  /// A page of the file in memory: writing it costs nothing and survives the process.
  private let note: UnsafeMutableRawPointer

  private static let noteLength = 64

  /// Makes and locks a new file.
  ///
  /// A rescuer that tidies up might take the lock between creation and locking, and unlink the file; then nil is
  /// answered, and another name is to be tried.
  static func make(at path: String) throws(HostFile.Failure) -> WorkerFile? {
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw HostFile.Failure(path: path, action: "create", code: errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, isSame(descriptor, path),
      ftruncate(descriptor, off_t(noteLength)) == 0,
      let note = mmap(nil, noteLength, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0), note != MAP_FAILED
    else {
      close(descriptor)
      return nil
    }
    return WorkerFile(path: path, descriptor: descriptor, note: note)
  }

  private init(path: String, descriptor: Int32, note: UnsafeMutableRawPointer) {
    self.path = path
    self.descriptor = descriptor
    self.note = note
  }

  deinit {
    munmap(note, WorkerFile.noteLength)
    close(descriptor)
  }

  func remove() { unlink(path) }

  // MARK: DecisionWitness

  func willDecide(_ run: RunID) { write(run.rawValue) }

  func willDecide(_ schedule: ScheduleID) { write(Self.scheduleMark + schedule.rawValue) }

  private static let scheduleMark = "schedule:"

  private func write(_ name: String) {
    var text = Array(name.utf8.prefix(WorkerFile.noteLength - 1))
    text.append(0)
    note.copyMemory(from: text, byteCount: text.count)
  }

  func didDecide() { note.storeBytes(of: 0, as: UInt8.self) }

  // MARK: Other workers' files

  /// What a dead worker left: its file under our lock, until the value is gone.
  final class Remains {
    let path: String
    private let descriptor: Int32

    init(path: String, descriptor: Int32) {
      self.path = path
      self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// The run that the worker was deciding when it died; nil when it was doing something else.
    var decidedRun: RunID? {
      note.flatMap { $0.hasPrefix(WorkerFile.scheduleMark) ? nil : RunID(rawValue: $0) }
    }

    /// The schedule, likewise.
    var decidedSchedule: ScheduleID? {
      note.flatMap { note in
        note.hasPrefix(WorkerFile.scheduleMark)
          ? ScheduleID(rawValue: String(note.dropFirst(WorkerFile.scheduleMark.count))) : nil
      }
    }

    private var note: String? {
      var buffer = [UInt8](repeating: 0, count: WorkerFile.noteLength)
      let count = pread(descriptor, &buffer, buffer.count, 0)
      let text = buffer.prefix(max(0, count)).prefix { $0 != 0 }
      return text.isEmpty ? nil : String(validating: text, as: UTF8.self)
    }

    func remove() { unlink(path) }
  }

  enum Examination {
    case alive
    case dead(Remains)
    case missing
  }

  static func examine(_ path: String) -> Examination {
    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return errno == ENOENT ? .missing : .alive }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return .alive
    }
    return .dead(Remains(path: path, descriptor: descriptor))
  }

  private static func isSame(_ descriptor: Int32, _ path: String) -> Bool {
    var open = stat()
    var named = stat()
    return fstat(descriptor, &open) == 0 && stat(path, &named) == 0 && open.st_ino == named.st_ino
      && open.st_dev == named.st_dev
  }
}

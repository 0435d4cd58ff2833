import Glibc
import Orchestrator

/// `web.lock` in the data directory: held by the one supervisor, released by the kernel however it ends.
struct SupervisorLock {
  private let descriptor: Int32

  /// Nil while another supervisor holds it.
  static func take(in directory: DataDirectory) throws(StartupError) -> SupervisorLock? {
    let path = directory.file("web.lock")
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw StartupError(.files, "can't open \(path): \(String(cString: strerror(errno)))")
    }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return SupervisorLock(descriptor: descriptor) }
    let code = errno
    close(descriptor)
    guard code == EWOULDBLOCK else {
      throw StartupError(.files, "can't lock \(path): \(String(cString: strerror(code)))")
    }
    return nil
  }

  func release() { close(descriptor) }
}

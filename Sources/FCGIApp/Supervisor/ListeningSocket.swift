// Whichever module the compiler reads <sys/socket.h> through first owns SOCK_STREAM; the build order decides.
import CFastCGI
import Glibc
import Orchestrator

/// The Unix socket that the web server connects to.
enum ListeningSocket {
  /// Connections that may wait while all threads are busy; the kernel's usual bound.
  private static let backlog: Int32 = 511

  /// Makes the socket. One that a supervisor before us left behind is replaced; the caller holds the lock that says
  /// that nobody serves it.
  static func open(at path: String, mode: SocketMode) throws(StartupError) -> Int32 {
    var address = try socketAddress(path)
    try removeLeftover(path)
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0, fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else { throw failure("make a socket", path) }
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard bound == 0 else { throw failure("bind", path) }
    guard chmod(path, mode.bits) == 0 else { throw failure("set the mode of", path) }
    guard listen(descriptor, backlog) == 0 else { throw failure("listen on", path) }
    return descriptor
  }

  private static func socketAddress(_ path: String) throws(StartupError) -> sockaddr_un {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard path.utf8.count < room else {
      throw StartupError(.configuration, "the path of a socket has at most \(room - 1) bytes; this has more: \(path)")
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    return address
  }

  private static func removeLeftover(_ path: String) throws(StartupError) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFSOCK else {
      throw StartupError(.configuration, "\(path) is there and is no socket; give --listen another path, or remove it")
    }
    guard unlink(path) == 0 else { throw failure("replace", path) }
  }

  private static func failure(_ action: String, _ path: String) -> StartupError {
    StartupError(.files, "can't \(action) \(path): \(String(cString: strerror(errno)))")
  }
}

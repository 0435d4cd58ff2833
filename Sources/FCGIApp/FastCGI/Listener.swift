import CFastCGI
import Glibc

/// A listening socket that several threads and processes accept from.
///
/// Threads wait with poll(2), so that they can be told to stop; shutting the socket down would stop every process that
/// shares it.
struct Listener: Sendable {
  private let descriptor: Int32
  /// Both ends of a pipe that becomes readable, and stays so, when it is time to stop.
  private let stopEvent: Int32
  private let stopSignal: Int32

  init(descriptor: Int32) {
    self.descriptor = descriptor
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    (stopEvent, stopSignal) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // Two threads may see one connection; who comes second must not wait for another.
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  /// The next connection; nil when it is time to stop or the socket is unusable.
  func next() -> Int32? {
    while true {
      var waited = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: stopEvent, events: Int16(POLLIN), revents: 0),
      ]
      if poll(&waited, 2, -1) < 0 && errno != EINTR { return nil }
      if waited[1].revents != 0 { return nil }
      let connection = escapement_accept(descriptor)
      if connection >= 0 { return connection }
      guard recovered(from: errno) else { return nil }
    }
  }

  func stop() {
    close(stopSignal)
  }

  /// Whether accepting may work the next time.
  private func recovered(from code: Int32) -> Bool {
    switch code {
    case EAGAIN, EINTR, ECONNABORTED, EPROTO: return true
    case EMFILE, ENFILE, ENOBUFS, ENOMEM:
      // Others give back what is missing; asking again at once would only burn time.
      usleep(50_000)
      return true
    default:
      report("can't accept connections on descriptor 0: \(String(cString: strerror(code)))")
      return false
    }
  }
}

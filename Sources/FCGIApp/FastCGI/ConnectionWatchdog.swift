import Glibc
import Synchronization

/// Cuts connections that take too long, so that a slow or broken peer costs a thread a bounded time. Time limits of the
/// socket alone would let one byte every few seconds pass for ever.
final class ConnectionWatchdog: Sendable {
  /// For a whole exchange, or for one piece of a stream. Longer than the database may be locked.
  static let exchangeSeconds = 60
  /// For one read or write on a socket.
  static let stallSeconds = 20

  private let deadlines = Mutex<[Int32: Int]>([:])

  /// Gives the connection its time, counted from now.
  func watch(_ connection: Int32) {
    let deadline = Self.monotonicSeconds() + Self.exchangeSeconds
    deadlines.withLock { $0[connection] = deadline }
  }

  func forget(_ connection: Int32) {
    deadlines.withLock { $0[connection] = nil }
  }

  /// Ends the connections whose time is over; their threads see the end of their input and close them.
  func cutOverdue() {
    let now = Self.monotonicSeconds()
    deadlines.withLock { deadlines in
      for (connection, deadline) in deadlines where deadline <= now { shutdown(connection, Int32(SHUT_RDWR)) }
    }
  }

  /// A stalled read or write on the socket fails instead of waiting.
  static func limitStalls(of connection: Int32) {
    var time = timeval(tv_sec: stallSeconds, tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(connection, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size))
    }
  }

  private static func monotonicSeconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec
  }
}

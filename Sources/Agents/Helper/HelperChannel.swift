import CSupervisor
import Glibc
import Synchronization

/// Our end of the socket to a helper. One thread reads; any thread may send an order.
final class HelperChannel: Sendable {
  private let socket: Int32
  /// Orders come from other threads, and must never reach a descriptor that was closed and given away again.
  private let isOpen = Mutex(true)

  init(socket: Int32) { self.socket = socket }

  /// False when the helper is gone.
  func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// SIGTERM now, SIGKILL after the grace.
  func orderTermination() { order(SUPERVISOR_TERMINATE) }

  /// SIGKILL now.
  func orderKill() { order(SUPERVISOR_KILL) }

  private func order(_ order: Int) {
    isOpen.withLock { isOpen in
      guard isOpen else { return }
      var byte = UInt8(order)
      // A full socket means that the helper has orders enough.
      _ = Glibc.send(socket, &byte, 1, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
    }
  }

  /// Waits for the next message; nil when the helper closed the channel, or talks nonsense.
  func next() -> HelperMessage? {
    guard let header = read(5) else { return nil }
    let length = header[1...].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= Self.longestMessage, let payload = read(length) else { return nil }
    return HelperMessage(kind: header[0], payload: payload)
  }

  /// Longer than the helper's pieces of output (`MESSAGE_CAPACITY`).
  private static let longestMessage = 1 << 20

  private func read(_ count: Int) -> [UInt8]? {
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = Glibc.read(socket, buffer.baseAddress.map { $0 + filled }, count - filled)
        if got < 0 && errno == EINTR { continue }
        guard got > 0 else {
          failed = true
          return
        }
        filled += got
      }
    }
    return failed ? nil : bytes
  }

  func close() {
    isOpen.withLock { isOpen in
      if isOpen { Glibc.close(socket) }
      isOpen = false
    }
  }
}

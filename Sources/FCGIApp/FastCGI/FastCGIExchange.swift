import CFastCGI
import Glibc
import Web

/// Serves connections from the web server, one after another, in one thread.
///
/// We accept connections ourselves and hand them to libfcgi. Its own accept would read the request's head while it holds
/// what other threads wait for, without a bound in time, on a socket that every program we start would inherit. It takes
/// a connection of ours when it believes to have kept it from the request before.
final class FastCGIExchange {
  private let request = UnsafeMutablePointer<FCGX_Request>.allocate(capacity: 1)
  private let site: Site
  private let watchdog: ConnectionWatchdog

  init(site: Site, watchdog: ConnectionWatchdog) {
    self.site = site
    self.watchdog = watchdog
    // No socket to accept from: when a connection breaks, libfcgi's own accept fails at once and we are asked again.
    FCGX_InitRequest(request, -1, 0)
  }

  deinit {
    FCGX_Free(request, 1)
    request.deallocate()
  }

  /// Answers the one request of a connection and closes it. One request a connection, also when the server would keep
  /// it: a thread that waits for a kept connection's next request is missing where others wait.
  func serve(_ connection: Int32) {
    watchdog.watch(connection)
    request.pointee.ipcFd = connection
    request.pointee.keepConnection = 1
    guard FCGX_Accept_r(request) == 0 else {
      // libfcgi has closed the connection.
      watchdog.forget(connection)
      return
    }
    request.pointee.keepConnection = 0
    let response = site.answer(GatewayParameters(parameters())) { [request] in Self.read(request, into: $0) }
    try? send(response, on: connection)
    // Before it is closed: the number may belong to another connection right after.
    watchdog.forget(connection)
    FCGX_Finish_r(request)
    response.afterwards?()
  }

  private func parameters() -> [String: String] {
    var result: [String: String] = [:]
    guard var entry = request.pointee.envp else { return result }
    while let text = entry.pointee {
      let bytes = UnsafeBufferPointer(start: text, count: strlen(text)).lazy.map(UInt8.init(bitPattern:))
      if let equals = bytes.firstIndex(of: UInt8(ascii: "=")) {
        result[String(decoding: bytes[..<equals], as: UTF8.self)] = String(
          decoding: bytes[(equals + 1)...], as: UTF8.self)
      }
      entry += 1
    }
    return result
  }

  private static func read(_ request: UnsafeMutablePointer<FCGX_Request>, into buffer: UnsafeMutableRawBufferPointer)
    -> Int
  {
    let count = FCGX_GetStr(buffer.bindMemory(to: CChar.self).baseAddress, Int32(buffer.count), request.pointee.in)
    return count == 0 && FCGX_GetError(request.pointee.in) != 0 ? -1 : Int(count)
  }

  private func send(_ response: WebResponse, on connection: Int32) throws {
    let output = FastCGIOutput(stream: request.pointee.out)
    switch response.body {
    case .bytes(let body): try output.put(ResponseHead.bytes(of: response) + body)
    case .stream(let produce):
      try output.put(ResponseHead.bytes(of: response))
      try produce(StreamedOutput(output: output, watchdog: watchdog, connection: connection))
    }
  }
}

/// The stream that libfcgi cuts into records.
private struct FastCGIOutput {
  let stream: UnsafeMutablePointer<FCGX_Stream>?

  struct ClientGone: Error {}

  func put(_ bytes: [UInt8]) throws {
    guard !bytes.isEmpty else { return }
    let written = bytes.withUnsafeBytes {
      FCGX_PutStr($0.bindMemory(to: CChar.self).baseAddress, Int32($0.count), stream)
    }
    guard written == bytes.count else { throw ClientGone() }
  }

  func flush() throws {
    guard FCGX_FFlush(stream) == 0 else { throw ClientGone() }
  }
}

/// Each piece goes out at once and gets the whole time that an exchange has.
private struct StreamedOutput: BodyWriter {
  let output: FastCGIOutput
  let watchdog: ConnectionWatchdog
  let connection: Int32

  func write(_ bytes: [UInt8]) throws {
    watchdog.watch(connection)
    try output.put(bytes)
    try output.flush()
  }
}

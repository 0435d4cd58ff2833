import Foundation

/// Asks over a Unix socket as a web server does (FastCGI 1.0), one request a connection.
struct FastCGIClient {
  let socket: String

  struct NobodyListens: Error {}

  /// The answer's text: head and body as the program wrote them; empty when it closed without one.
  func ask(_ path: String, method: String = "GET", body: String = "", _ more: [String: String] = [:]) throws -> String {
    let connection = try begin(path, method: method, body: body, more)
    defer { close(connection) }
    return output(in: receive(from: connection))
  }

  /// Sends a request, and leaves its answer to whoever has the connection.
  func begin(_ path: String, method: String, body: String, _ more: [String: String]) throws -> Int32 {
    let parameters = [
      "REQUEST_METHOD": method, "REQUEST_URI": path, "PATH_INFO": path, "SCRIPT_NAME": "", "HTTP_HOST": "localhost",
      "CONTENT_LENGTH": body.isEmpty ? "" : "\(body.utf8.count)",
    ].merging(more) { $1 }
    let connection = try connect()
    send(
      record(1, [0, 1, 0, 0, 0, 0, 0, 0]) + record(4, Array(parameters.flatMap { pair($0.key, $0.value) }))
        + record(4, [])
        + record(5, Array(body.utf8)) + (body.isEmpty ? [] : record(5, [])), to: connection)
    return connection
  }

  /// Opens a connection and sends nothing that could be a request.
  func connect() throws -> Int32 {
    let connection = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: socket.utf8) }
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(connection, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard connected == 0 else {
      // No failed expectation: tests ask until somebody listens.
      close(connection)
      throw NobodyListens()
    }
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    return connection
  }

  func send(_ bytes: [UInt8], to connection: Int32) {
    _ = bytes.withUnsafeBytes { Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
  }

  func receive(from connection: Int32) -> [UInt8] {
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return received }
      received += buffer[..<count]
    }
  }

  private func record(_ type: UInt8, _ content: [UInt8]) -> [UInt8] {
    [1, type, 0, 1, UInt8(content.count >> 8), UInt8(content.count & 255), 0, 0] + content
  }

  private func pair(_ name: String, _ value: String) -> [UInt8] {
    length(name.utf8.count) + length(value.utf8.count) + Array(name.utf8) + Array(value.utf8)
  }

  private func length(_ count: Int) -> [UInt8] {
    count < 128
      ? [UInt8(count)]
      : [UInt8(count >> 24) | 128, UInt8(count >> 16 & 255), UInt8(count >> 8 & 255), UInt8(count & 255)]
  }

  /// What the records of type FCGI_STDOUT hold.
  private func output(in bytes: [UInt8]) -> String {
    var rest = bytes[...]
    var result: [UInt8] = []
    while rest.count >= 8 {
      let head = Array(rest.prefix(8))
      let length = Int(head[4]) << 8 | Int(head[5])
      if head[1] == 6 { result += rest.dropFirst(8).prefix(length) }
      rest = rest.dropFirst(8 + length + Int(head[6]))
    }
    return String(decoding: result, as: UTF8.self)
  }
}

import Foundation
import Synchronization

/// A web server on a port of its own of the loopback address: it keeps what it was asked and answers as it is told.
final class HTTPSink: Sendable {
  struct Request: Sendable {
    var line: String
    /// Names in lower case.
    var headers: [String: String]
    var body: [UInt8]
  }

  let port: Int
  private let listener: Int32
  private let requests = Mutex<[Request]>([])

  /// - Parameter answer: the whole answer to a request, which is the n-th from 1 on. Nil closes without one.
  init(_ answer: @escaping @Sendable (Request, Int) -> String?) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(listener, pointer, length) + listen(listener, 64) + getsockname(listener, pointer, &length)
      }
    }
    guard code == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
    self.listener = listener
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread { [self] in serve(answer) }
  }

  deinit { close(listener) }

  static func status(_ status: String, headers: String = "", body: String = "") -> String {
    "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\(headers)\r\n\(body)"
  }

  var received: [Request] { requests.withLock { $0 } }
  var address: String { "http://127.0.0.1:\(port)/" }

  /// Accepts no more, so that the object can go.
  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  private func serve(_ answer: @escaping @Sendable (Request, Int) -> String?) {
    while true {
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else { return }
      Thread.detachNewThread { [self] in
        if let request = Self.read(connection) {
          let number = requests.withLock { requests in
            requests.append(request)
            return requests.count
          }
          if let text = answer(request, number) { Self.write(text, to: connection) }
        }
        close(connection)
      }
    }
  }

  private static func write(_ text: String, to connection: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  private static func read(_ connection: Int32) -> Request? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var request: Request?
    var expected = Int.max
    while bytes.count < expected {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      bytes += buffer.prefix(count)
      guard request == nil, let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { continue }
      let parsed = head(String(decoding: bytes[..<end.lowerBound], as: UTF8.self))
      request = parsed
      expected = end.upperBound + (parsed.headers["content-length"].flatMap { Int($0) } ?? 0)
      bytes.removeFirst(end.upperBound)
      expected -= end.upperBound
    }
    request?.body = bytes
    return request
  }

  private static func head(_ text: String) -> Request {
    let lines = text.components(separatedBy: "\r\n")
    let fields = lines.dropFirst().compactMap { line -> (String, String)? in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      return (line[..<colon].lowercased(), value)
    }
    return Request(line: lines.first ?? "", headers: Dictionary(fields) { $1 }, body: [])
  }
}

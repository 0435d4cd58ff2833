import Glibc
import Orchestrator
import Web

/// One request as a CGI program gets it: parameters in the environment, the body on standard input (RFC 3875).
enum CGIExchange {
  static func answer(with site: Site) {
    let response = site.answer(GatewayParameters(HostProgram.environment)) { buffer in
      read(STDIN_FILENO, buffer.baseAddress, buffer.count)
    }
    let output = StandardOutput()
    try? output.send(response)
    // The server passes the answer on when nobody holds the output any more, so let go of it before other work.
    close(STDOUT_FILENO)
    response.afterwards?()
  }
}

/// Standard output as a place for a response.
private struct StandardOutput: BodyWriter {
  struct ClientGone: Error {}

  func send(_ response: WebResponse) throws {
    switch response.body {
    case .bytes(let body): try write(ResponseHead.bytes(of: response) + body)
    case .stream(let produce):
      try write(ResponseHead.bytes(of: response))
      try produce(self)
    }
  }

  func write(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw ClientGone() }
      rest = rest.dropFirst(count)
    }
  }
}

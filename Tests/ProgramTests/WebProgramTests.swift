import Foundation
import JSON
import Testing

/// The web program as it was built, over a real socket and as a CGI program.
@Suite(.timeLimit(.minutes(3))) struct WebProgramTests {
  private let desk: Desk
  private let client: FastCGIClient

  init() throws {
    desk = try Desk.ready()
    client = FastCGIClient(socket: "\(desk.folder)/web.sock")
  }

  private func start(_ more: String...) throws -> BuiltProgram {
    let program = try BuiltProgram(
      "escapement.fcgi", ["--data", desk.data, "--listen", client.socket, "--processes", "1", "--threads", "2"] + more,
      scratch: desk.folder)
    try #require(eventually { (try? client.ask("/ready"))?.hasPrefix("Status: 200") ?? false }, "\(program.errors)")
    return program
  }

  private func end(_ program: BuiltProgram) throws {
    program.send(SIGTERM)
    #expect(try program.wait() == 0)
  }

  private func children(of parent: Int32) -> [Int32] {
    let text = (try? String(contentsOfFile: "/proc/\(parent)/task/\(parent)/children", encoding: .utf8)) ?? ""
    return text.split(separator: " ").compactMap { Int32($0) }
  }

  @Test func `it answers over FastCGI, and ends with its socket and its processes`() throws {
    let program = try start()
    let answer = try client.ask("/health")
    #expect(answer.contains("Content-Length: 15\r\n") && answer.hasSuffix("\r\n\r\n{\"status\":\"ok\"}"))
    let responders = children(of: program.id)
    #expect(responders.count == 1)
    try end(program)
    #expect(!FileManager.default.fileExists(atPath: client.socket))
    #expect(responders.allSatisfy { kill($0, 0) != 0 })
  }

  @Test func `the socket lets in its owner and group only, unless told otherwise`() throws {
    for (arguments, mode) in [([String](), 0o660), (["--mode", "0600"], 0o600)] {
      let program = try BuiltProgram(
        "escapement.fcgi", ["--data", desk.data, "--listen", client.socket, "--processes", "1"] + arguments,
        scratch: desk.folder)
      #expect(
        eventually {
          let attributes = try? FileManager.default.attributesOfItem(atPath: client.socket)
          return attributes?[.posixPermissions] as? Int == mode
        })
      try end(program)
    }
  }

  @Test func `a responder that is killed is replaced, and none outlives a killed supervisor`() throws {
    let program = try start()
    let first = try #require(children(of: program.id).first)
    kill(first, SIGKILL)
    #expect(eventually { (children(of: program.id).first ?? first) != first })
    #expect(eventually { (try? client.ask("/ready"))?.hasPrefix("Status: 200") ?? false })
    let second = try #require(children(of: program.id).first)
    program.send(SIGKILL)
    #expect(eventually { kill(second, 0) != 0 })
    // The socket that it left behind is no obstacle for the next.
    try end(try start())
  }

  @Test func `a request whose answer got lost with its process is sent again and starts nothing twice`() throws {
    let token = try desk.type("token", "create", "again", "--role", "operator").output
      .split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("esc_") }
    let program = try start()
    let headers = [
      "HTTP_AUTHORIZATION": "Bearer \(try #require(token))", "HTTP_IDEMPOTENCY_KEY": "k1",
      "CONTENT_TYPE": "application/json",
    ]
    let body = #"{"workflowId": "hello"}"#
    for round in 1...3 {
      let lost = try client.begin("/api/v1/workflow-runs", method: "POST", body: body, headers)
      // A little later each time: before the commit, about it, after it.
      usleep(UInt32(round * 2_000))
      children(of: program.id).forEach { kill($0, SIGKILL) }
      close(lost)
      try #require(eventually { (try? client.ask("/ready"))?.hasPrefix("Status: 200") ?? false })
    }
    let answer = try client.ask("/api/v1/workflow-runs", method: "POST", body: body, headers)
    #expect(answer.hasPrefix("Status: 20"))
    #expect(try desk.json("runs").arrayValue?.count == 1)
    try end(program)
  }

  @Test func `what is no request costs nobody else anything`() throws {
    let program = try start()
    let broken = try client.connect()
    client.send(Array("GET / HTTP/1.1\r\n\r\n".utf8), to: broken)
    #expect(client.receive(from: broken).isEmpty)
    close(broken)
    // One thread is held by a connection that says nothing; the other goes on.
    let silent = try client.connect()
    for _ in 0..<20 { #expect(try client.ask("/health").hasPrefix("Status: 200")) }
    close(silent)
    #expect(children(of: program.id).count == 1)
    try end(program)
  }

  @Test func `a body over the bound, a long address and a wrong method are told apart`() throws {
    let program = try start()
    let body = String(repeating: "x", count: 40_000)
    #expect(try client.ask("/health", method: "POST", body: body).hasPrefix("Status: 405"))
    #expect(
      try client.ask("/health", method: "POST", body: body, ["CONTENT_LENGTH": "9999999"]).hasPrefix("Status: 413"))
    #expect(try client.ask("/" + String(repeating: "a", count: 9_000)).hasPrefix("Status: 414"))
    try end(program)
  }

  @Test func `a second supervisor refuses, and --ensure ends at once`() throws {
    let program = try start()
    let second = try BuiltProgram(
      "escapement.fcgi", ["--data", desk.data, "--listen", "\(desk.folder)/other.sock"], scratch: desk.folder)
    #expect(try second.wait() == 78)
    #expect(second.errors.contains("web.lock"))
    let ensured = try BuiltProgram(
      "escapement.fcgi", ["--data", desk.data, "--listen", client.socket, "--ensure"], scratch: desk.folder)
    #expect(try ensured.wait(seconds: 10) == 0)
    #expect(children(of: program.id).count == 1)
    try end(program)
  }

  @Test func `as a CGI program it answers one request from the environment, and reads no arguments`() throws {
    // A server may hand a visitor's query to the program as arguments; they must not become its options.
    let program = try BuiltProgram(
      "escapement.fcgi", ["--data", "/nowhere", "--listen", client.socket],
      environment: [
        "ESCAPEMENT_DATA": desk.data, "GATEWAY_INTERFACE": "CGI/1.1", "REQUEST_METHOD": "GET",
        "REQUEST_URI": "/cgi-bin/escapement.fcgi/ready",
        "SCRIPT_NAME": "/cgi-bin/escapement.fcgi", "PATH_INFO": "/ready",
      ], scratch: desk.folder)
    #expect(try program.wait() == 0)
    #expect(program.output.hasPrefix("Status: 200 OK\r\n") && program.output.contains("\"status\":\"ok\""))
  }

  @Test func `without a data directory it says what to do and exits with 66`() throws {
    let program = try BuiltProgram(
      "escapement.fcgi", ["--data", "\(desk.folder)/nowhere", "--listen", client.socket], scratch: desk.folder)
    #expect(try program.wait() == 66)
    #expect(program.errors.contains("escapement init"))
  }
}

import HTTPTypes
import Orchestrator
import Testing

@testable import Web

struct GatewayTests {
  private static let ordinary = [
    "REQUEST_METHOD": "GET", "REQUEST_URI": "/health", "PATH_INFO": "/health", "SCRIPT_NAME": "",
    "HTTP_HOST": "localhost",
  ]

  /// Answers a request as a web server passes it; the body is given in pieces of at most seven bytes.
  private func answer(_ changes: [String: String], body: String = "") throws -> WebResponse {
    let test = try TestSite()
    var rest = Array(body.utf8)[...]
    return test.site.answer(GatewayParameters(Self.ordinary.merging(changes) { $1 })) { buffer in
      let piece = rest.prefix(min(7, buffer.count))
      rest = rest.dropFirst(piece.count)
      buffer.copyBytes(from: piece)
      return piece.count
    }
  }

  @Test func `a request is read from the gateway's parameters`() throws {
    #expect(try answer([:]).text == #"{"status":"ok"}"#)
  }

  @Test func `HEAD has the head of GET and no body`() throws {
    let response = try answer(["REQUEST_METHOD": "HEAD"])
    #expect(response.status == .ok && response.text.isEmpty)
    #expect(response.headers[.contentLength] == "15")
  }

  @Test func `a body over the bound is refused before it is read`() throws {
    let test = try TestSite()
    let parameters = Self.ordinary.merging(["REQUEST_METHOD": "POST", "CONTENT_LENGTH": "99999999"]) { $1 }
    let response = test.site.answer(GatewayParameters(parameters)) { _ in
      Issue.record("the body was read")
      return 0
    }
    #expect(response.status == .contentTooLarge)
  }

  @Test func `a body without a length ends at the bound too`() throws {
    let test = try TestSite()
    let parameters = Self.ordinary.merging(["REQUEST_METHOD": "POST"]) { $1 }
    let response = test.site.answer(GatewayParameters(parameters)) { $0.count }
    #expect(response.status == .contentTooLarge)
  }

  @Test func `a body that breaks off is refused`() throws {
    let response = try answer(["REQUEST_METHOD": "POST", "CONTENT_LENGTH": "100"], body: "only this")
    #expect(response.status == .badRequest)
  }

  @Test(arguments: [
    (["REQUEST_URI": "/" + String(repeating: "a", count: 9_000)], HTTPResponse.Status.uriTooLong),
    (["HTTP_X": String(repeating: "a", count: 20_000)], .requestHeaderFieldsTooLarge),
    (Dictionary(uniqueKeysWithValues: (0..<150).map { ("HTTP_X\($0)", "1") }), .requestHeaderFieldsTooLarge),
    (["QUERY_STRING": "a=%zz"], .badRequest), (["QUERY_STRING": "a=%ff"], .badRequest),
    (["QUERY_STRING": "a=%00"], .badRequest),
    (["REQUEST_METHOD": ""], .badRequest), (["REQUEST_METHOD": "GE T"], .badRequest),
    (["CONTENT_LENGTH": "-1"], .badRequest),
    (["CONTENT_LENGTH": "many"], .badRequest),
    (["QUERY_STRING": String(repeating: "a=1&", count: 1_100)], .badRequest),
  ])
  func `a request that no client of ours makes is refused`(
    changes: [String: String], status: HTTPResponse.Status
  ) throws {
    #expect(try answer(changes).status == status)
  }

  @Test func `the Proxy header goes no further`() throws {
    let request = try GatewayParameters(Self.ordinary.merging(["HTTP_PROXY": "http://evil.example"]) { $1 })
      .head(limits: Configuration().limits)
    #expect(!request.headers.contains { $0.value.contains("evil") })
  }

  @Test func `links go where the program is mounted, whatever Host says`() throws {
    let response = try answer([
      "REQUEST_URI": "/cgi-bin/escapement.fcgi/runs", "SCRIPT_NAME": "/cgi-bin/escapement.fcgi", "PATH_INFO": "/runs",
      "HTTP_HOST": "evil.example",
    ])
    #expect(response.headers[.location] == "/cgi-bin/escapement.fcgi/login?next=%2Fruns")
  }
}

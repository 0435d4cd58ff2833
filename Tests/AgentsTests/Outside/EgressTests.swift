import Engine
import Foundation
import Synchronization
import Testing

@testable import Agents
@testable import Orchestrator

/// The one door to other hosts.
struct EgressTests {
  private let loopback = EgressPolicy(allowing: [EgressRule("127.0.0.0/8")].compactMap(\.self))

  private func error(_ body: () throws -> EgressResponse) -> EgressError? {
    do {
      _ = try body()
      return nil
    } catch {
      return error as? EgressError
    }
  }

  @Test func `what is sent arrives and what is answered comes back`() throws {
    let sink = try HTTPSink { _, _ in HTTPSink.status("201 Created", headers: "X-One: 1\r\n", body: "made") }
    defer { sink.stop() }
    let request = EgressRequest(
      "POST", sink.address + "a?b=c", headers: [("X-Two", "2"), ("X-Empty", "")], body: Array("{}".utf8))
    let response = try Egress(policy: loopback).send(request)
    #expect(response.status == 201)
    #expect(response.header("x-one") == "1")
    #expect(String(decoding: response.body, as: UTF8.self) == "made")
    let received = try #require(sink.received.first)
    #expect(received.line == "POST /a?b=c HTTP/1.1")
    #expect(received.headers["x-two"] == "2")
    #expect(received.headers["x-empty"] == "")
    #expect(received.body == Array("{}".utf8))
  }

  /// Spellings of this very host, of other private places, and of clouds' metadata.
  @Test(arguments: [
    "http://127.0.0.1:PORT/", "http://127.1:PORT/", "http://2130706433:PORT/", "http://0177.0.0.1:PORT/",
    "http://0x7f.0.0.1:PORT/", "http://0x7f000001:PORT/", "http://017700000001:PORT/",
    "http://0:PORT/", "http://0.0.0.0:PORT/", "http://localhost:PORT/", "http://LOCALHOST:PORT/", "http://[::1]:PORT/",
    "http://[::ffff:127.0.0.1]:PORT/", "http://[::ffff:7f00:1]:PORT/", "http://[0:0:0:0:0:ffff:7f00:0001]:PORT/",
    "http://[::]:PORT/", "http://[64:ff9b::7f00:1]:PORT/", "http://[2002:7f00:1::]:PORT/", "http://[fe80::1]:PORT/",
    "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://100.100.100.200/",
    "http://168.63.129.16/", "http://10.0.0.1/", "http://172.31.255.255/", "http://192.168.1.1/", "http://224.0.0.1/",
    "http://255.255.255.255/", "http://%31%32%37.0.0.1:PORT/",
  ])
  func `an address that leads inwards gets no connection, however it is spelled`(address: String) throws {
    let sink = try HTTPSink { _, _ in HTTPSink.status("200 OK") }
    defer { sink.stop() }
    let target = address.replacing("PORT", with: "\(sink.port)")
    let refused = error { try Egress(policy: EgressPolicy()).send(EgressRequest("GET", target)) }
    #expect(refused?.kind == .refused)
    #expect(sink.received.isEmpty)
  }

  @Test(arguments: [
    "file:///etc/passwd", "gopher://127.0.0.1/", "ftp://example.com/", "//example.com/", "http://", "http://a b/",
    "http://user:secret@example.com/", "http://①②⑦.0.0.1/", "http://example.com\\@127.0.0.1/",
    "http://example.com/\r\nX: y", "dict://127.0.0.1:11211/", "http:/example.com",
  ])
  func `what is no address of the web is refused`(address: String) {
    #expect(error { try Egress(policy: EgressPolicy()).send(EgressRequest("GET", address)) }?.kind == .invalid)
  }

  @Test func `a name is judged by what it resolves to, each time`() throws {
    let sink = try HTTPSink { _, _ in HTTPSink.status("200 OK") }
    defer { sink.stop() }
    let calls = Mutex(0)
    // Answers well at first and inwards afterwards, as in DNS rebinding: there is no second question to answer.
    let egress = Egress(policy: EgressPolicy(), perHost: 4) { _ in
      calls.withLock { calls in
        calls += 1
        return calls == 1 ? ["127.0.0.1", "10.0.0.1"] : ["192.168.0.1"]
      }
    }
    let first = error { try egress.send(EgressRequest("GET", "http://rebind.example:\(sink.port)/")) }
    #expect(first?.kind == .refused)
    #expect(first?.description.contains("127.0.0.1 (loopback)") == true)
    #expect(calls.withLock { $0 } == 1)
    #expect(error { try egress.send(EgressRequest("GET", "http://rebind.example/")) }?.kind == .refused)
    #expect(sink.received.isEmpty)
  }

  @Test(arguments: [
    ("127.0.0.0/8", true), ("hooks.example", true), ("HOOKS.example:PORT", true), ("*.example", true),
    ("hooks.example:1", false), ("*.hooks.example", false), ("10.0.0.0/8", false), ("other.example", false),
  ])
  func `the owner of the host opens networks and names`(rule: String, opens: Bool) throws {
    let sink = try HTTPSink { _, _ in HTTPSink.status("200 OK") }
    defer { sink.stop() }
    let parsed = try #require(EgressRule(rule.replacing("PORT", with: "\(sink.port)")))
    let egress = Egress(policy: EgressPolicy(allowing: [parsed]), perHost: 4) { _ in ["127.0.0.1"] }
    let refused = error { try egress.send(EgressRequest("GET", "http://hooks.example:\(sink.port)/")) }
    #expect(refused?.kind == (opens ? nil : .refused))
    #expect(sink.received.count == (opens ? 1 : 0))
  }

  @Test func `a redirect is an answer and isn't followed`() throws {
    let sink = try HTTPSink { _, _ in
      HTTPSink.status("302 Found", headers: "Location: http://169.254.169.254/\r\n")
    }
    defer { sink.stop() }
    let response = try Egress(policy: loopback).send(EgressRequest("GET", sink.address))
    #expect(response.status == 302)
    #expect(response.header("location") == "http://169.254.169.254/")
  }

  @Test func `a proxy of the environment is not asked`() throws {
    let proxy = try HTTPSink { _, _ in HTTPSink.status("200 OK") }
    let sink = try HTTPSink { _, _ in HTTPSink.status("204 No Content") }
    defer {
      unsetenv("http_proxy")
      proxy.stop()
      sink.stop()
    }
    setenv("http_proxy", proxy.address, 1)
    #expect(try Egress(policy: loopback).send(EgressRequest("GET", sink.address)).status == 204)
    #expect(proxy.received.isEmpty)
  }

  @Test func `an answer is as large as may be, or cut, or an error`() throws {
    let sink = try HTTPSink { _, _ in HTTPSink.status("200 OK", body: String(repeating: "x", count: 100_000)) }
    defer { sink.stop() }
    var request = EgressRequest("GET", sink.address)
    request.limits.bodyBytes = 100_000
    #expect(try Egress(policy: loopback).send(request).body.count == 100_000)
    request.limits.bodyBytes = 999
    #expect(error { try Egress(policy: loopback).send(request) }?.kind == .tooLarge)
    request.limits.cutsBody = true
    let response = try Egress(policy: loopback).send(request)
    #expect(response.body.count == 999 && response.isCut)
  }

  @Test func `headers without end are an error`() throws {
    let headers = (0..<3_000).map { "X-\($0): \(String(repeating: "y", count: 40))\r\n" }.joined()
    let sink = try HTTPSink { _, _ in HTTPSink.status("200 OK", headers: headers) }
    defer { sink.stop() }
    #expect(error { try Egress(policy: loopback).send(EgressRequest("GET", sink.address)) }?.kind == .tooLarge)
  }

  @Test func `who never answers is left after the time that there is`() throws {
    let release = DispatchSemaphore(value: 0)
    let sink = try HTTPSink { _, _ in
      release.wait()
      return nil
    }
    defer {
      release.signal()
      sink.stop()
    }
    var request = EgressRequest("GET", sink.address)
    request.limits.total = TimeSpan(milliseconds: 200)
    #expect(error { try Egress(policy: loopback).send(request) }?.kind == .timeout)
  }

  @Test func `a request that is cancelled ends`() throws {
    let release = DispatchSemaphore(value: 0)
    let cancellation = Cancellation()
    let sink = try HTTPSink { _, _ in
      cancellation.request(.interrupted)
      release.wait()
      return nil
    }
    defer {
      release.signal()
      sink.stop()
    }
    let ended = error {
      try Egress(policy: loopback).send(EgressRequest("GET", sink.address), cancellation: cancellation)
    }
    #expect(ended?.kind == .cancelled)
  }

  @Test func `one host gets so many connections at a time, and others don't wait for it`() throws {
    let release = DispatchSemaphore(value: 0)
    let arrived = DispatchSemaphore(value: 0)
    let sink = try HTTPSink { request, _ in
      if request.line.contains("/slow") {
        arrived.signal()
        release.wait()
      }
      return HTTPSink.status("200 OK")
    }
    defer { sink.stop() }
    let egress = Egress(policy: loopback, perHost: 1) { _ in ["127.0.0.1"] }
    let done = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      _ = try? egress.send(EgressRequest("GET", sink.address + "slow"))
      done.signal()
    }
    arrived.wait()
    var quick = EgressRequest("GET", sink.address)
    quick.limits.total = TimeSpan(milliseconds: 100)
    #expect(error { try egress.send(quick) }?.kind == .timeout)
    #expect(try egress.send(EgressRequest("GET", "http://other.example:\(sink.port)/")).status == 200)
    release.signal()
    done.wait()
    #expect(try egress.send(quick).status == 200)
  }

  @Test(arguments: [("X-A", "b\r\nX-C: d"), ("X-A\r\nX-B", "c"), ("X A", "b"), ("", "b"), ("X-A", "b\0c")])
  func `a header can't become two`(name: String, value: String) {
    let request = EgressRequest("GET", "http://127.0.0.1:1/", headers: [(name, value)])
    #expect(error { try Egress(policy: loopback).send(request) }?.kind == .invalid)
  }

  @Test func `nobody there is an error that names the host`() {
    let failed = error { try Egress(policy: loopback).send(EgressRequest("GET", "http://127.0.0.1:1/")) }
    #expect(failed?.kind == .connection)
    #expect(failed?.description.contains("127.0.0.1") == true)
  }
}

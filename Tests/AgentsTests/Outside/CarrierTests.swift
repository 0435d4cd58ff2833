import Engine
import Testing

@testable import Agents
@testable import Orchestrator

/// What a webhook's answer means.
struct CarrierTests {
  private func carry(_ answer: String?, cancellation: Cancellation = Cancellation()) throws -> (Receipt, HTTPSink) {
    let sink = try HTTPSink { _, _ in answer }
    defer { sink.stop() }
    let policy = EgressPolicy(allowing: [EgressRule("127.0.0.0/8")].compactMap(\.self))
    let carrier = Carrier(egress: Egress(policy: policy), mail: MailProgram(configured: nil))
    let request = WebhookPost(address: sink.address, headers: [("webhook-id", "m1")], body: Array("{}".utf8))
    return (carrier.carry(.webhook(request), cancellation: cancellation), sink)
  }

  @Test func `a good answer is delivery`() throws {
    let (receipt, sink) = try carry(HTTPSink.status("202 Accepted", body: "thanks\u{7}"))
    #expect(receipt.result == .delivered)
    #expect(receipt.status == 202)
    #expect(receipt.excerpt == "thanks ")
    #expect(sink.received.map(\.line) == ["POST / HTTP/1.1"])
    #expect(sink.received.first?.headers["webhook-id"] == "m1")
  }

  @Test(arguments: ["500 Oh", "404 No", "302 Found", "429 Slow"])
  func `any other answer is a failure that is tried again`(status: String) throws {
    let (receipt, _) = try carry(HTTPSink.status(status, headers: "Retry-After: 120\r\n"))
    #expect(receipt.result == .failed("it answered \(status.prefix(3))", retryAfter: .seconds(120)))
  }

  @Test func `410 is a receiver that wants no more`() throws {
    guard case .gone = try carry(HTTPSink.status("410 Gone")).0.result else {
      Issue.record("it would be asked again")
      return
    }
  }

  @Test func `no answer is a failure, an interruption is none`() throws {
    guard case .failed(_, nil) = try carry(nil).0.result else {
      Issue.record("no failure")
      return
    }
    let cancellation = Cancellation()
    cancellation.request(.interrupted)
    #expect(try carry(nil, cancellation: cancellation).0.result == .interrupted)
  }

  @Test func `an answer without end is cut, and counts`() throws {
    let (receipt, _) = try carry(HTTPSink.status("200 OK", body: String(repeating: "x", count: 1_000_000)))
    #expect(receipt.result == .delivered)
    #expect(receipt.excerpt?.count == 1_000)
  }
}

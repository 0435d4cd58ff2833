import Digest
import Engine
import JSON
import Store
import Testing

@testable import Orchestrator

/// What comes by webhooks, and what is refused.
struct HookTests {
  @Test func `a signed request becomes an event, which starts runs by its webhook or its type`() throws {
    let hook = try HookWorld()
    try hook.world.publish(
      "{id: a, on: {webhook: shop, input: {n: '{{ event.payload.n }}', w: '{{ event.webhook }}'}}, states: [{name: a, type: succeed}]}"
    )
    try hook.world.publish("{id: b, on: {event: webhook.shop}, states: [{name: a, type: succeed}]}")
    let outcome = try hook.send(hook.signed(#"{"n": 1}"#))
    #expect(outcome.event.event.name == "webhook.shop" && outcome.event.event.by == "webhook:shop")
    #expect(outcome.event.provenance.webhook == "shop")
    let runs = try hook.world.runs()
    let first = try #require(runs.first { $0.workflow == "a" })
    #expect(first.input == ["n": 1, "w": "shop"])
    #expect(first.trigger["kind"] == "webhook" && first.trigger["webhook"] == "shop")
    #expect(runs.first { $0.workflow == "b" }?.trigger["kind"] == "event")
    #expect(try hook.log().map(\.outcome) == [.accepted])
    #expect(try hook.world.installation.webhook("shop", for: hook.world.admin).lastTakenAt == hook.world.now)
  }

  @Test func `a request that is sent again is the earlier event, and starts nothing`() throws {
    let hook = try HookWorld()
    try hook.world.publish("{id: a, on: {webhook: shop}, states: [{name: a, type: succeed}]}")
    let first = try hook.send(hook.signed("{}", id: "m1"))
    hook.world.pass(seconds: 10)
    let again = try hook.send(hook.signed("{}", id: "m1", ago: 10))
    #expect(again.isRepeated && again.runs.isEmpty && again.event.event.id == first.event.event.id)
    #expect(try !hook.send(hook.signed("{}", id: "m2")).isRepeated)
    #expect(try hook.world.runs().count == 2)
    #expect(try hook.log().map(\.outcome) == [.accepted, .repeated, .accepted])
  }

  @Test func `a wrong signature is refused, with a row that says why`() throws {
    let hook = try HookWorld()
    var changed = hook.signed(#"{"n": 1}"#)
    changed.body = Array(#"{"n": 2}"#.utf8)
    var renamed = hook.signed("{}")
    renamed.headers["webhook-id"] = "m2"
    let other = "whsec_" + Base64.text(of: [UInt8](repeating: 1, count: 32))
    for request in [changed, renamed, hook.signed("{}", secret: other)] {
      let refusal = try #require(hook.refusal(of: request))
      #expect(refusal.status == 401 && refusal.reason.hasPrefix("the signature is wrong"))
    }
    #expect(try hook.log().allSatisfy { $0.outcome == .refused && $0.status == 401 && $0.event == nil })
    #expect(try hook.log().count == 3)
    #expect(
      try hook.world.installation.storage.read { try $0.inboundEvents(.init(tenant: .standard), page: .first) }
        .items.isEmpty)
  }

  @Test(arguments: [(301, "301 s old"), (86_400, "86400 s old"), (-301, "301 s from now")])
  func `an old signature is refused, and one of the future`(ago: Int64, reason: String) throws {
    let hook = try HookWorld()
    let refusal = try #require(hook.refusal(of: hook.signed("{}", ago: ago)))
    #expect(refusal.status == 401 && refusal.reason.contains(reason), "\(refusal.reason)")
    #expect(throws: Never.self) { try hook.send(hook.signed("{}", ago: ago > 0 ? 300 : -300)) }
  }

  @Test(arguments: ["webhook-id", "webhook-timestamp", "webhook-signature"])
  func `a missing field is named`(field: String) throws {
    let hook = try HookWorld()
    var request = hook.signed("{}")
    request.headers[field] = nil
    #expect(
      hook.refusal(of: request)
        == HookRefusal(401, "the header field \(field) is missing, which this webhook's signature needs"))
  }

  @Test(arguments: ["v1", "v1,", "v1,!!!", "v2,abcd", "", "1", "99999999999999999999"])
  func `a signature or a time that is none is refused`(text: String) throws {
    let hook = try HookWorld()
    for field in ["webhook-signature", "webhook-timestamp"] {
      var request = hook.signed("{}")
      request.headers[field] = text
      #expect(hook.refusal(of: request)?.status == 401, "\(field) \(text)")
    }
  }

  @Test func `one right signature among several is enough`() throws {
    let hook = try HookWorld()
    var request = hook.signed("{}")
    request.headers["webhook-signature"] =
      "v1a,abc v1,\(Base64.text(of: [1, 2])) " + (request.headers["webhook-signature"] ?? "")
    #expect(throws: Never.self) { try hook.send(request) }
  }

  /// GitHub's documentation signs `Hello, World!` with `It's a Secret to Everybody`.
  @Test func `GitHub's own example is taken, and its kinds are types`() throws {
    let hook = try HookWorld(["signature": "github"], secret: "It's a Secret to Everybody", named: "github")
    var request = hook.request(
      "Hello, World!",
      [
        "x-hub-signature-256": "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "x-github-event": "push", "x-github-delivery": "d1",
      ])
    request.payload = { () throws(HookRefusal) in "Hello, World!" }
    let outcome = try hook.send(request)
    #expect(outcome.event.event.name == "github.push")
    #expect(try hook.send(request).isRepeated)
    request.headers["x-github-delivery"] = "d2"
    #expect(try !hook.send(request).isRepeated)
    request.headers["x-hub-signature-256"] = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
    #expect(hook.refusal(of: request)?.reason == "X-Hub-Signature-256 must begin with 'sha256='")
    request.headers["x-hub-signature-256"] = "sha256=" + String(repeating: "0", count: 64)
    #expect(hook.refusal(of: request)?.status == 401)
  }

  @Test func `a code in Base64, and the same body again is the same event`() throws {
    let hook = try HookWorld(["signature": "hmac", "header": "X-Sign", "encoding": "base64"])
    let code = Base64.text(of: hmacSHA256(key: Array(hook.secret.utf8), Array("{}".utf8)))
    #expect(try !hook.send(hook.request("{}", ["x-sign": code])).isRepeated)
    #expect(try hook.send(hook.request("{}", ["x-sign": code])).isRepeated)
    #expect(hook.refusal(of: hook.request("[]", ["x-sign": code]))?.status == 401)
  }

  @Test func `without a signature only when it was said so`() throws {
    let hook = try HookWorld(["signature": "none"])
    #expect(try !hook.send(hook.request("{}")).isRepeated)
    #expect(try !hook.send(hook.request("{}")).isRepeated, "nothing tells the two apart from one")
    #expect(try !hook.send(hook.request("{}", ["webhook-id": "a"])).isRepeated)
    #expect(try hook.send(hook.request("{}", ["webhook-id": "a"])).isRepeated)
  }

  @Test func `only allowed addresses may send`() throws {
    let hook = try HookWorld(["allow": ["192.0.2.0/24", "2001:db8::/32"]])
    for (number, address) in ["192.0.2.7", "2001:db8::1", "::ffff:192.0.2.9"].enumerated() {
      #expect(throws: Never.self) { try hook.send(hook.signed("{}", id: "\(number)", address: address)) }
    }
    for address in ["192.0.3.7", "2001:db9::1", "", "unknown"] {
      #expect(hook.refusal(of: hook.signed("{}", address: address))?.status == 403)
    }
  }

  @Test func `more than so many in a minute are refused, and the log doesn't grow with them`() throws {
    let hook = try HookWorld(["ratePerMinute": 3])
    for number in 0..<3 { try hook.send(hook.signed("{}", id: "\(number)")) }
    for number in 3..<10 { #expect(hook.refusal(of: hook.signed("{}", id: "\(number)"))?.status == 429) }
    #expect(try hook.log().count == 6)
    hook.world.pass(seconds: 60)
    #expect(throws: Never.self) { try hook.send(hook.signed("{}", id: "10")) }
  }

  @Test func `what was refused is no event, and the next try with the same name is taken`() throws {
    let hook = try HookWorld(["ratePerMinute": 1])
    try hook.send(hook.signed("{}", id: "a"))
    #expect(hook.refusal(of: hook.signed("{}", id: "b"))?.status == 429)
    hook.world.pass(seconds: 60)
    #expect(try !hook.send(hook.signed("{}", id: "b")).isRepeated)
  }

  @Test func `an address that isn't there and a disabled webhook take nothing`() throws {
    let hook = try HookWorld()
    var request = hook.signed("{}")
    request.key = "0123"
    #expect(hook.refusal(of: request)?.status == 404)
    _ = try hook.world.installation.setWebhook("shop", enabled: false, by: hook.world.admin)
    #expect(hook.refusal(of: hook.signed("{}")) == HookRefusal(403, "this webhook is disabled"))
    _ = try hook.world.installation.setWebhook("shop", enabled: true, by: hook.world.admin)
    #expect(throws: Never.self) { try hook.send(hook.signed("{}")) }
  }

  @Test func `a body that no event can hold is refused with its size`() throws {
    let hook = try HookWorld()
    let large = "\"" + String(repeating: "x", count: 2 << 20) + "\""
    #expect(hook.refusal(of: hook.signed(large))?.status == 413)
    #expect(hook.refusal(of: hook.signed("{", id: "m2"))?.status == 400)
  }
}

import Digest
import Engine
import JSON
import Store
import Testing

@testable import Orchestrator

/// Making and keeping webhooks.
struct WebhookTests {
  @Test func `during a rotation both secrets hold, afterwards the new one`() throws {
    let hook = try HookWorld()
    let installation = hook.world.installation
    let new = try #require(
      try installation.rotateWebhook("shop", overlap: .seconds(3_600), by: hook.world.admin).secret)
    #expect(new != hook.secret)
    #expect(throws: Never.self) { try hook.send(hook.signed("{}", id: "1")) }
    #expect(throws: Never.self) { try hook.send(hook.signed("{}", id: "2", secret: new)) }
    hook.world.pass(seconds: 3_600)
    #expect(hook.refusal(of: hook.signed("{}", id: "3"))?.status == 401)
    #expect(throws: Never.self) { try hook.send(hook.signed("{}", id: "4", secret: new)) }
    _ = try installation.rotateWebhook("shop", overlap: .seconds(0), by: hook.world.admin)
    #expect(hook.refusal(of: hook.signed("{}", id: "5", secret: new))?.status == 401)
  }

  @Test func `secrets are kept sealed with a key that isn't in the database`() throws {
    let hook = try HookWorld()
    let sealed = try #require(try hook.world.installation.storage.read { try $0.secrets(of: hook.webhook.id) }.first)
    #expect(!sealed.sealed.contains(hook.secret.dropFirst(6)))
    let sealer = TextSealer(secret: [UInt8](repeating: 0x5A, count: 32), purpose: "webhooks")
    #expect(sealer.opened(sealed.sealed, place: hook.webhook.id) == hook.secret)
    #expect(sealer.opened(sealed.sealed, place: "another") == nil)
  }

  @Test func `a deleted webhook takes nothing, and its events stay`() throws {
    let hook = try HookWorld()
    let event = try hook.send(hook.signed("{}")).event
    try hook.world.installation.deleteWebhook("shop", by: hook.world.admin)
    #expect(hook.refusal(of: hook.signed("{}"))?.status == 404)
    #expect(
      try hook.world.installation.storage.read { try $0.inboundEvent(event.event.id, tenant: .standard) } == event)
    #expect(try hook.world.installation.webhooks(for: hook.world.admin).isEmpty)
    #expect(throws: Never.self) {
      try hook.world.installation.createWebhook(named: "shop", settings: [:], by: hook.world.admin)
    }
  }

  @Test(
    arguments: [
      (["signature": "md5"], "signature must be one of"), (["signature": "hmac"], "header is missing"),
      (["signature": "hmac", "header": "X Y"], "header must name"), (["header": "X"], "for the signature hmac only"),
      (["signature": "hmac", "header": "X", "encoding": "hax"], "encoding must be"),
      (["ratePerMinute": 0], "ratePerMinute"),
      (["ratePerMinute": "x"], "an integer"), (["allow": ["10.0.0.0/33"]], "'10.0.0.0/33' is none"),
      (["allow": ["localhost"]], "'localhost' is none"), (["eventType": "a\nb"], "eventType has"),
      (["typeHeader": 5], "typeHeader must be a string"),
    ] as [(JSONObject, String)])
  func `settings that mean nothing are refused by name`(settings: JSONObject, reason: String) throws {
    let world = try World()
    let error = #expect(throws: OperationError.self) {
      try world.installation.createWebhook(named: "shop", settings: settings, by: world.admin)
    }
    #expect(error?.kind == .invalid && error?.message.contains(reason) == true, "\(error?.message ?? "")")
  }

  @Test func `a secret that is short, of another form, or not needed is refused`() throws {
    let world = try World()
    for (settings, secret) in [
      ([:], "whsec_AAAA"), ([:], "It's a Secret to Everybody"), (["signature": "none"], "It's a Secret to Everybody"),
      (["signature": "github"], "short"),
    ] as [(JSONObject, String)] {
      let error = #expect(throws: OperationError.self) {
        try world.installation.createWebhook(named: "shop", settings: settings, secret: secret, by: world.admin)
      }
      #expect(error?.kind == .invalid, "\(secret)")
    }
  }

  @Test func `two webhooks can't have one name, and not everybody may make one`() throws {
    let hook = try HookWorld()
    let error = #expect(throws: OperationError.self) {
      try hook.world.installation.createWebhook(named: "shop", settings: [:], by: hook.world.admin)
    }
    #expect(error?.kind == .conflict)
    let viewer = Identity(actor: "user:eve", roles: [.viewer, .operator])
    for change in [
      { _ = try $0.createWebhook(named: "x", settings: [:], by: viewer) },
      { _ = try $0.rotateWebhook("shop", by: viewer) }, { _ = try $0.setWebhook("shop", enabled: false, by: viewer) },
      { try $0.deleteWebhook("shop", by: viewer) },
    ] as [(Installation) throws -> Void] {
      let error = #expect(throws: OperationError.self) { try change(hook.world.installation) }
      #expect(error?.kind == .forbidden)
    }
    #expect(try hook.world.installation.webhook(hook.webhook.id, for: viewer).name == "shop")
  }

  @Test(arguments: [
    ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("192.0.2.7", "192.0.2.7", true),
    ("192.0.2.7", "192.0.2.8", false), ("192.0.2.128/25", "192.0.2.127", false),
    ("192.0.2.128/25", "192.0.2.200", true),
    ("2001:db8::/33", "2001:db8:7fff::1", true), ("2001:db8::/33", "2001:db8:8000::1", false),
    ("::/0", "192.0.2.1", false),
    ("0.0.0.0/0", "::ffff:192.0.2.1", true), ("::1", "::1", true),
  ])
  func `a network holds its addresses and no others`(range: String, address: String, holds: Bool) throws {
    let range = try #require(IPRange(range))
    #expect(range.contains(try #require(IPAddress(address))) == holds)
  }

  @Test(arguments: [
    "", "/8", "10.0.0.0/", "10.0.0.0/-1", "10.0.0/8", "10.0.0.0/8/8", "::1/129", "1.2.3.4 ",
  ])
  func `what is no network is none`(text: String) { #expect(IPRange(text) == nil) }
}

import Digest
import Engine
import JSON
import Store
import Testing

@testable import Orchestrator

/// A world with a webhook, and a sender of requests to it.
struct HookWorld {
  let world: World
  let webhook: Webhook
  let secret: String

  init(_ settings: JSONObject = [:], secret: String? = nil, named name: String = "shop") throws {
    world = try World()
    try HostFile.create(
      world.directory.secretKey, String(repeating: "5a", count: 32).utf8, permissions: DataDirectory.filePermissions)
    let made = try world.installation.createWebhook(named: name, settings: settings, secret: secret, by: world.admin)
    webhook = made.webhook
    self.secret = made.secret ?? ""
  }

  /// A request as Standard Webhooks has it.
  func signed(
    _ body: String, id: String = "m1", ago: Int64 = 0, secret: String? = nil, address: String = "192.0.2.7"
  ) -> HookRequest {
    let time = world.now.milliseconds / 1_000 - ago
    let key = Base64.bytes(of: String((secret ?? self.secret).dropFirst("whsec_".count))) ?? []
    let code = hmacSHA256(key: key, Array("\(id).\(time).\(body)".utf8))
    return request(
      body, ["webhook-id": id, "webhook-timestamp": "\(time)", "webhook-signature": "v1,\(Base64.text(of: code))"],
      address: address)
  }

  func request(_ body: String, _ headers: [String: String] = [:], address: String = "192.0.2.7") -> HookRequest {
    HookRequest(key: webhook.key, address: address, headers: headers, body: Array(body.utf8)) {
      () throws(HookRefusal) in
      do { return try JSONValue(parsing: body) } catch { throw HookRefusal(400, "no JSON") }
    }
  }

  @discardableResult
  func send(_ request: HookRequest) throws -> PublishedOutcome { try world.installation.receiveHook(request) }

  func refusal(of request: HookRequest) -> HookRefusal? {
    #expect(throws: HookRefusal.self) { try send(request) }
  }

  func log() throws -> [WebhookRequest] {
    try world.installation.requests(ofWebhook: webhook.name, page: .first, for: world.admin).items
  }
}

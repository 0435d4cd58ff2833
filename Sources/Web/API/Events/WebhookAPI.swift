import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

/// Addresses to which others send events.
enum WebhookAPI {
  @Sendable static func list(_ exchange: Exchange) throws -> WebResponse {
    let webhooks = try exchange.installation.webhooks(for: try exchange.identity())
    return .json(["items": .array(webhooks.map { $0.json(exchange) })])
  }

  /// The answer is the only one that ever shows the secret.
  @Sendable static func create(_ exchange: Exchange) throws -> WebResponse {
    let body = try JSONBody(of: exchange.request, ["name", "secret"] + WebhookSettings.names)
    var settings = JSONObject()
    for name in WebhookSettings.names { settings[name] = body[name] }
    let made = try exchange.installation.createWebhook(
      named: try body.required("name"), settings: settings, secret: try body.text("secret"),
      by: try exchange.identity())
    var response = WebResponse.json(made.json(exchange), status: .created)
    response.headers[.location] = exchange.link("api", "v1", "webhooks", made.webhook.name).text
    return response
  }

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    .json(try exchange.requireWebhook().json(exchange))
  }

  @Sendable static func rotate(_ exchange: Exchange) throws -> WebResponse {
    let body = try JSONBody(of: exchange.request, ["secret", "overlapSeconds"])
    let overlap = try body.integer("overlapSeconds").map { TimeSpan.seconds(Int64($0)) }
    let webhook = try exchange.installation.rotateWebhook(
      try exchange.parameter("id"), secret: try body.text("secret"),
      overlap: overlap ?? Installation.standardOverlap, by: try exchange.identity())
    return .json(webhook.json(exchange))
  }

  @Sendable static func enable(_ exchange: Exchange) throws -> WebResponse { try set(true, exchange) }

  @Sendable static func disable(_ exchange: Exchange) throws -> WebResponse { try set(false, exchange) }

  private static func set(_ enabled: Bool, _ exchange: Exchange) throws -> WebResponse {
    _ = try JSONBody(of: exchange.request, [])
    let webhook = try exchange.installation.setWebhook(
      try exchange.parameter("id"), enabled: enabled, by: try exchange.identity())
    return .json(webhook.json(exchange))
  }

  @Sendable static func delete(_ exchange: Exchange) throws -> WebResponse {
    try exchange.installation.deleteWebhook(try exchange.parameter("id"), by: try exchange.identity())
    return WebResponse(.noContent)
  }

  @Sendable static func requests(_ exchange: Exchange) throws -> WebResponse {
    let page = try exchange.installation.requests(
      ofWebhook: try exchange.parameter("id"), page: try exchange.pageRequest(), for: try exchange.identity())
    return exchange.list(page, \.json)
  }
}

extension Exchange {
  func requireWebhook() throws -> Webhook {
    try installation.webhook(try parameter("id"), for: try identity())
  }

  /// What a sender is told to send to. A whole address needs the setting `baseURL`; without it it is the path.
  func address(of webhook: Webhook) -> String {
    guard let base = installation.configuration.baseURL else { return link("hooks", webhook.key).text }
    return base + LinkTarget("", ["hooks", webhook.key]).text
  }
}

extension Webhook {
  /// Who may not manage webhooks isn't shown the address, which without a signature is all that a sender needs.
  func json(_ exchange: Exchange) -> JSONValue {
    var object: JSONObject = ["id": .string(id), "name": .string(name)]
    object["url"] = exchange.page.may(.manageWebhooks) ? .string(exchange.address(of: self)) : .null
    object["enabled"] = .bool(isEnabled)
    for (name, value) in settings { object[name] = value }
    object["createdAt"] = createdAt.json
    object["createdBy"] = .string(createdBy.rawValue)
    object["lastTakenAt"] = lastTakenAt.json
    return .object(object)
  }
}

extension RevealedWebhook {
  func json(_ exchange: Exchange) -> JSONValue {
    guard var object = webhook.json(exchange).objectValue else { return .null }
    object["secret"] = secret.json
    return .object(object)
  }
}

extension WebhookRequest {
  var json: JSONValue {
    [
      "at": at.json, "address": .string(address), "bytes": .integer(Int64(bytes)), "outcome": .string(outcome.rawValue),
      "status": .integer(Int64(status)), "reason": reason.json, "eventId": event.json,
    ]
  }
}

import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

/// One webhook: where to send, how to sign, and what was sent.
struct WebhookPage: SitePage {
  static let template = "webhook"

  let context: PageContext
  let webhook: Webhook
  /// Where to send; nil for who may not manage webhooks.
  let address: String?
  let requests: Page<WebhookRequest>
  /// Just made, and shown this once.
  var secret: String?
  var refusal: String?

  var title: String { webhook.name }
  var section: LayoutView.Section? { .events }

  func field(_ name: String) -> Field? {
    switch name {
    case "webhooksLink": .link(context.link("webhooks"))
    case "name": .text(webhook.name)
    case "isEnabled": .flag(webhook.isEnabled)
    case "address": .optional(address)
    case "secret": .optional(secret)
    case "refusal": .optional(refusal)
    case "signature": .text(WebhookWords.signature(of: webhook.settings))
    case "eventType": .text(WebhookWords.type(of: webhook))
    case "allow": .optional(WebhookWords.allowed(in: webhook.settings))
    case "rate": .text(webhook.settings["ratePerMinute"]?.text ?? "")
    case "created": .view(context.time(webhook.createdAt))
    case "createdBy": .text(webhook.createdBy.rawValue)
    case "canManage": .flag(context.may(.manageWebhooks))
    case "isSigned": .flag(webhook.settings["signature"] != "none")
    case "action": .link(context.link("webhooks", webhook.name))
    case "formToken": .text(context.formToken)
    case "eventsLink":
      .link(context.link("events", query: FormFields().setting("webhook", to: webhook.name)))
    case "requests": .list(requests.items.map { RequestRow(request: $0, context: context) })
    case "hasRequests": .flag(!requests.items.isEmpty)
    case "hasNext": .flag(requests.next != nil)
    case "next": requests.next.map { .link(page(after: $0)) }
    default: nil
    }
  }

  private func page(after cursor: PageCursor) -> LinkTarget {
    context.link("webhooks", webhook.name, query: FormFields().setting("cursor", to: cursor.description))
  }

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    try show(try exchange.requireWebhook(), exchange)
  }

  static func show(
    _ webhook: Webhook, _ exchange: Exchange, secret: String? = nil, refusal: String? = nil,
    status: HTTPResponse.Status = .ok
  ) throws -> WebResponse {
    let requests = try exchange.installation.requests(
      ofWebhook: webhook.id, page: try exchange.pageRequest(), for: try exchange.identity())
    let address = exchange.page.may(.manageWebhooks) ? exchange.address(of: webhook) : nil
    return try exchange.show(
      WebhookPage(
        context: exchange.page, webhook: webhook, address: address, requests: requests, secret: secret,
        refusal: refusal),
      status: status)
  }

  /// Rotate, enable, disable and delete, told apart by `action`.
  @Sendable static func act(_ exchange: Exchange) throws -> WebResponse {
    let (installation, identity) = (exchange.installation, try exchange.identity())
    let webhook = try exchange.requireWebhook()
    switch exchange.form["action"] {
    case "rotate":
      let isAtOnce = exchange.form["overlap"] == "none"
      let made = try installation.rotateWebhook(
        webhook.id, overlap: isAtOnce ? TimeSpan(milliseconds: 0) : Installation.standardOverlap, by: identity)
      return try show(made.webhook, exchange, secret: made.secret)
    case "enable": _ = try installation.setWebhook(webhook.id, enabled: true, by: identity)
    case "disable": _ = try installation.setWebhook(webhook.id, enabled: false, by: identity)
    case "delete":
      guard exchange.form.trimmed("confirm") == webhook.name else {
        let words = "To delete it, type its name: \(webhook.name)."
        return try show(webhook, exchange, refusal: words, status: .unprocessableContent)
      }
      try installation.deleteWebhook(webhook.id, by: identity)
      return .seeOther(exchange.link("webhooks"))
    default: throw Problem(.unprocessableContent, "This form doesn't say what to do with the webhook.")
    }
    return .seeOther(exchange.link("webhooks", webhook.name))
  }
}

/// One request that was sent to it.
private struct RequestRow: View {
  let request: WebhookRequest
  let context: PageContext

  func field(_ name: String) -> Field? {
    switch name {
    case "at": .view(context.time(request.at))
    case "address": .text(request.address)
    case "bytes": .number(request.bytes)
    case "status": .view(StatusView(request))
    case "code": .number(request.status)
    case "reason": .optional(request.reason?.asSentence)
    case "event":
      .optional(request.event.map { NamedLink(name: $0, link: context.link("events", $0)) as any View })
    default: nil
    }
  }
}

extension StatusView {
  fileprivate init(_ request: WebhookRequest) {
    switch request.outcome {
    case .accepted: self.init(word: "Taken", tone: .good, shape: .check)
    case .repeated: self.init(word: "Sent again", tone: .idle, shape: .dash)
    case .refused: self.init(word: "Refused", tone: .bad, shape: .cross)
    }
  }
}

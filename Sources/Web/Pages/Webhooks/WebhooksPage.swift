import Engine
import HTTPTypes
import JSON
import Orchestrator
import Store

/// The addresses to which others send events, and a form that makes one.
struct WebhooksPage: SitePage {
  static let template = "webhooks"

  let context: PageContext
  let webhooks: [Webhook]
  /// What was typed into the form that couldn't be done, and why.
  var typed = FormFields()
  var refusal: String?

  var title: String { "Webhooks" }
  var section: LayoutView.Section? { .events }

  func field(_ name: String) -> Field? {
    switch name {
    case "eventsLink": .link(context.link("events"))
    case "webhooks": .list(webhooks.map { WebhookRow(webhook: $0, context: context) })
    case "hasWebhooks": .flag(!webhooks.isEmpty)
    case "canManage": .flag(context.may(.manageWebhooks))
    case "action": .link(context.link("webhooks"))
    case "formToken": .text(context.formToken)
    case "refusal": .optional(refusal)
    case "isOpen": .flag(refusal != nil)
    case "signatures": .list(SignatureChoice.all(chosen: typed["signature"]))
    case "isBase64": .flag(typed["encoding"] == "base64")
    case "name": typedText(name)
    case "header": typedText(name)
    case "prefix": typedText(name)
    case "eventType": typedText(name)
    case "typeHeader": typedText(name)
    case "idHeader": typedText(name)
    case "allow": typedText(name)
    case "ratePerMinute": .text(typed[name] ?? String(WebhookSettings().ratePerMinute))
    default: nil
    }
  }

  /// Nothing that was typed is lost when something else was wrong; a secret isn't written back.
  private func typedText(_ name: String) -> Field { .text(typed[name] ?? "") }

  @Sendable static func show(_ exchange: Exchange) throws -> WebResponse {
    let webhooks = try exchange.installation.webhooks(for: try exchange.identity())
    return try exchange.show(WebhooksPage(context: exchange.page, webhooks: webhooks))
  }

  /// Makes one. Its secret stands on the page that answers, and on no other.
  @Sendable static func create(_ exchange: Exchange) throws -> WebResponse {
    let form = exchange.form
    do {
      let made = try exchange.installation.createWebhook(
        named: form.trimmed("name") ?? "", settings: settings(of: form), secret: form.trimmed("secret"),
        by: try exchange.identity())
      return try WebhookPage.show(made.webhook, exchange, secret: made.secret, status: .created)
    } catch let error as OperationError where [.conflict, .invalid].contains(error.kind) {
      let webhooks = try exchange.installation.webhooks(for: try exchange.identity())
      let page = WebhooksPage(
        context: exchange.page, webhooks: webhooks, typed: form, refusal: error.message.asSentence)
      return try exchange.show(page, status: .unprocessableContent)
    }
  }

  /// A form's fields are texts, and an empty one is left out.
  private static func settings(of form: FormFields) -> JSONObject {
    var settings = JSONObject()
    let isOwnHeader = form["signature"] == "hmac"
    for name in WebhookSettings.names {
      guard let text = form.trimmed(name) else { continue }
      switch name {
      case "header", "encoding", "prefix": if isOwnHeader { settings[name] = .string(text) }
      case "allow":
        settings[name] = .array(text.split(whereSeparator: { ", \r\n\t".contains($0) }).map { .string(String($0)) })
      case "ratePerMinute": settings[name] = Int64(text).map(JSONValue.integer) ?? .string(text)
      default: settings[name] = .string(text)
      }
    }
    return settings
  }
}

private struct WebhookRow: View {
  let webhook: Webhook
  let context: PageContext

  func field(_ name: String) -> Field? {
    switch name {
    case "name": .text(webhook.name)
    case "link": .link(context.link("webhooks", webhook.name))
    case "isEnabled": .flag(webhook.isEnabled)
    case "signature": .text(WebhookWords.signature(of: webhook.settings))
    case "taken": context.time(webhook.lastTakenAt)
    default: nil
    }
  }
}

private struct SignatureChoice: View {
  let value: String
  let words: String
  let isChosen: Bool

  static func all(chosen: String?) -> [any View] {
    [
      ("standard", "Standard Webhooks"), ("github", "GitHub"), ("hmac", "HMAC in a header field"),
      ("none", "none: the address alone is the secret"),
    ].map { SignatureChoice(value: $0.0, words: $0.1, isChosen: $0.0 == chosen) }
  }

  func field(_ name: String) -> Field? {
    switch name {
    case "value": .text(value)
    case "words": .text(words)
    case "isChosen": .flag(isChosen)
    default: nil
    }
  }
}

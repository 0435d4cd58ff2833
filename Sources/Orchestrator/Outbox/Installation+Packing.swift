import Engine
import JSON
import Store

extension Installation {
  /// Makes of a claimed delivery what is to be carried. What can't be made is a parcel that can't be sent: it must not
  /// keep others back.
  func parcel(of claim: ClaimedDelivery, at now: Instant) -> Parcel? {
    guard let lease = claim.delivery.lease else { return nil }
    let content: Parcel.Content
    do { content = try self.content(of: claim, at: now) } catch { content = .unsendable("\(error)") }
    return Parcel(content: content, claim: claim, lease: lease, startedAt: now)
  }

  private func content(of claim: ClaimedDelivery, at now: Instant) throws -> Parcel.Content {
    let message = claim.delivery.message
    switch claim.endpoint.kind {
    case .webhook:
      let body = Array(envelope(of: message).utf8Text)
      let timestamp = now.milliseconds / 1_000
      let signatures = try webhookSecrets(of: claim.endpoint, at: now).map {
        $0.signature(id: message.id, timestamp: timestamp, body: body)
      }
      return .webhook(
        WebhookPost(
          address: claim.endpoint.target,
          headers: [
            ("content-type", "application/cloudevents+json; charset=utf-8"),
            ("user-agent", "Escapement/\(ProgramVersion.text)"), ("webhook-id", message.id),
            ("webhook-timestamp", "\(timestamp)"), ("webhook-signature", signatures.joined(separator: " ")),
          ], body: body))
    case .mail:
      guard let to = MailAddress.list(claim.endpoint.target) else {
        return .unsendable("\(claim.endpoint.target) is no list of addresses")
      }
      let text = NoticeText(addressed(message))
      return .mail(
        MailMessage(
          from: configuration.mail.from.flatMap(MailAddress.init), to: to, subject: text.subject, text: text.body,
          id: "\(message.id).\(claim.delivery.number)", sentAt: now))
    }
  }

  /// A CloudEvent in JSON (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md).
  private func envelope(of message: OutboxMessage) -> JSONValue {
    [
      "specversion": "1.0", "id": .string(message.id), "source": .string(configuration.baseURL ?? "urn:escapement"),
      "type": .string(message.topic), "subject": .string(message.subject), "time": .string(message.at.description),
      "datacontenttype": "application/json", "tenant": .string(message.tenant.rawValue),
      "data": .object(addressed(message).payload),
    ]
  }

  /// With a link to the page that it is about, if the configuration says what links begin with.
  private func addressed(_ message: OutboxMessage) -> OutboxMessage {
    guard let base = configuration.baseURL, let path = message.payload["path"]?.stringValue else { return message }
    var message = message
    message.payload["link"] = .string(base + path)
    return message
  }
}

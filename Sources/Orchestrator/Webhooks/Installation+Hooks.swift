import Digest
import Engine
import JSON
import Logging
import Store

extension Installation {
  /// Takes what was sent to a webhook: who sent it is checked, then it is recorded as an event, with a row in the log of
  /// requests in the same commit. What is refused gets a row too.
  ///
  /// - Throws: ``HookRefusal``, or `StorageError`.
  public func receiveHook(_ request: HookRequest) throws -> PublishedOutcome {
    guard let webhook = try storage.read({ try $0.webhook(key: request.key) }) else { throw HookRefusal.unknown }
    let now = clock.now()
    do {
      let settings = try settings(of: webhook)
      let event = try event(of: request, to: webhook, settings, at: now)
      let recorded = try storage.write { writer in
        try self.checkRate(of: webhook, settings, at: now, writer)
        let provenance = EventProvenance(webhook: webhook.name)
        let outcome = try self.record(event, tenant: webhook.tenant, from: provenance, writer)
        try writer.insertRequest(
          request.row(
            of: webhook, at: now, outcome.isRepeated ? .repeated : .accepted, outcome.isRepeated ? 200 : 202,
            event: outcome.event.event.id),
          keepingSince: now - Self.requestTerm)
        return outcome
      }
      return try settle(recorded)
    } catch let refusal as HookRefusal {
      try note(refusal, request, webhook, at: now)
      throw refusal
    }
  }

  /// How long the log of requests is kept.
  private static let requestTerm = TimeSpan.seconds(30 * 86_400)
  private static let minute = TimeSpan.seconds(60)

  private func settings(of webhook: Webhook) throws -> WebhookSettings {
    do { return try WebhookSettings(json: webhook.settings) } catch {
      throw InvariantViolation("the webhook '\(webhook.name)' has settings that can't be read: \(error.message)")
    }
  }

  private func event(
    of request: HookRequest, to webhook: Webhook, _ settings: WebhookSettings, at now: Instant
  ) throws -> PublishedEvent {
    guard webhook.isEnabled else { throw HookRefusal.disabled }
    let sender = IPAddress(request.address)
    guard settings.allow.isEmpty || sender.map({ address in settings.allow.contains { $0.contains(address) } }) ?? false
    else { throw HookRefusal.foreign(request.address) }
    let signature = HookSignature(
      settings: settings, secrets: try openedSecrets(of: webhook, at: now), now: now)
    let name = try signature.check(request)
    let payload = try request.payload()
    do { try check(payload: payload) } catch let error as OperationError { throw HookRefusal(413, error.message) }
    return PublishedEvent(
      id: name.map { String(sha256Hex("hook\0\(webhook.id)\0\($0)").prefix(32)) } ?? identifiers.ulid(at: now),
      name: try settings.type(of: request, to: webhook), payload: payload,
      by: Actor(rawValue: "webhook:\(webhook.name)"),
      at: now)
  }

  /// Those that hold now, the newest first.
  private func openedSecrets(of webhook: Webhook, at now: Instant) throws -> [String] {
    let stored = try storage.read { try $0.secrets(of: webhook.id) }
      .filter { $0.expiresAt.map { now < $0 } ?? true }
    guard !stored.isEmpty else { return [] }
    let sealer = try sealer(for: "webhooks")
    return try stored.map { secret in
      guard let text = sealer.opened(secret.sealed, place: webhook.id) else {
        throw StartupError(
          .files, "the secret of the webhook '\(webhook.name)' was sealed with another secret.key; rotate it")
      }
      return text
    }
  }

  /// Counted in the transaction that adds the row: no two processes take the last place.
  private func checkRate(
    of webhook: Webhook, _ settings: WebhookSettings, at now: Instant, _ reader: any StorageReader
  ) throws {
    let count = try reader.requestCount(of: webhook.id, since: now - Self.minute, refused: false)
    guard count < settings.ratePerMinute else { throw HookRefusal.tooMany(settings.ratePerMinute) }
  }

  /// Refused requests are written down as long as there are no more of them than of others there may be: who has no
  /// secret can't fill the disk.
  private func note(_ refusal: HookRefusal, _ request: HookRequest, _ webhook: Webhook, at now: Instant) throws {
    let limit = (try? settings(of: webhook))?.ratePerMinute ?? WebhookSettings().ratePerMinute
    try storage.write { writer in
      guard try writer.requestCount(of: webhook.id, since: now - Self.minute, refused: true) < limit else { return }
      try writer.insertRequest(
        request.row(of: webhook, at: now, .refused, refusal.status, reason: refusal.reason),
        keepingSince: now - Self.requestTerm)
    }
  }
}

extension HookRequest {
  fileprivate func row(
    of webhook: Webhook, at now: Instant, _ outcome: WebhookRequest.Outcome, _ status: Int, reason: String? = nil,
    event: String? = nil
  ) -> WebhookRequest {
    WebhookRequest(
      webhook: webhook.id, at: now, address: address, bytes: body.count, outcome: outcome, status: status,
      reason: reason, event: event)
  }
}

extension WebhookSettings {
  /// What a request is an event of.
  fileprivate func type(of request: HookRequest, to webhook: Webhook) throws(HookRefusal) -> String {
    let base = eventType ?? "webhook.\(webhook.name)"
    guard let field = typeHeader, let detail = request.header(field), !detail.isEmpty else { return base }
    let type = "\(base).\(detail)"
    guard MessageName.isWellFormed(type) else { throw HookRefusal(400, "\(field) can't be part of an event's type") }
    return type
  }
}

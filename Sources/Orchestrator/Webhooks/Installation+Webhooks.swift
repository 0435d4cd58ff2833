public import Engine
public import JSON
public import Store

/// A webhook whose secret was just made: the only moment at which its text is known.
public struct RevealedWebhook: Sendable {
  public let webhook: Webhook
  /// Nil for one without signatures.
  public let secret: String?
}

extension Installation {
  /// Bits enough that nobody finds an address by trying: 160.
  private static let keyCharacters = 32

  /// Makes an address to which others send events.
  ///
  /// - Parameters:
  ///   - settings: ``WebhookSettings/names``.
  ///   - secret: what the sender signs with; nil: one is made up.
  /// - Throws: ``OperationError``: `forbidden`, `invalid`, `conflict` when the name is taken.
  public func createWebhook(
    named name: String, settings: JSONObject, secret: String? = nil, by identity: Identity
  ) throws -> RevealedWebhook {
    try identity.require(.manageWebhooks)
    try AccountName.check(name, kind: "a webhook's name")
    let settings = try WebhookSettings(json: settings)
    if let secret { try WebhookSecretText.check(secret, for: settings.signature) }
    let now = clock.now()
    let webhook = Webhook(
      id: identifiers.ulid(at: now), tenant: identity.tenant, name: name,
      key: identifiers.randomText(characters: Self.keyCharacters), settings: settings.json, createdAt: now,
      createdBy: identity.actor)
    let text = secret ?? WebhookSecretText.random(for: settings.signature, identifiers)
    let sealed = try text.map { try sealedWebhookSecret($0, of: webhook.id) }
    let isNew = try storage.write { writer in
      try writer.ensureTenant(identity.tenant, at: now)
      guard try writer.insertWebhook(webhook) else { return false }
      if let sealed { try writer.insertSecret(sealed, of: webhook.id, at: now) }
      return true
    }
    guard isNew else {
      throw OperationError(.conflict, "there is a webhook '\(name)' already; choose another name")
    }
    return RevealedWebhook(webhook: webhook, secret: text)
  }

  /// By name.
  public func webhooks(for identity: Identity) throws -> [Webhook] {
    try identity.require(.view)
    return try storage.read { try $0.webhooks(tenant: identity.tenant) }
  }

  /// - Parameter name: or its id.
  public func webhook(_ name: String, for identity: Identity) throws -> Webhook {
    try identity.require(.view)
    guard let webhook = try storage.read({ try $0.webhook(name, tenant: identity.tenant) }) else {
      throw OperationError(.notFound, "there is no webhook '\(name)'; `escapement webhooks` lists them")
    }
    return webhook
  }

  /// Gives a webhook a new secret. The one before holds on for a while, so that no request is lost until the sender has
  /// the new one.
  ///
  /// - Parameter overlap: how long the older secret holds; 0 ends it at once.
  public func rotateWebhook(
    _ name: String, secret: String? = nil, overlap: TimeSpan = standardOverlap, by identity: Identity
  ) throws -> RevealedWebhook {
    let webhook = try changeable(name, by: identity)
    let signature = try WebhookSettings(json: webhook.settings).signature
    guard signature != .none else {
      throw OperationError(.conflict, "the webhook '\(webhook.name)' takes requests without signatures")
    }
    guard (TimeSpan(milliseconds: 0)...Self.longestOverlap).contains(overlap) else {
      throw OperationError(.invalid, "the older secret can hold on for 0 seconds to 30 days")
    }
    if let secret { try WebhookSecretText.check(secret, for: signature) }
    let text = secret ?? WebhookSecretText.random(for: signature, identifiers) ?? ""
    let sealed = try sealedWebhookSecret(text, of: webhook.id)
    let now = clock.now()
    try storage.write { writer in
      try writer.endSecrets(of: webhook.id, at: now + overlap, now: now)
      try writer.insertSecret(sealed, of: webhook.id, at: now)
    }
    return RevealedWebhook(webhook: webhook, secret: text)
  }

  public static let standardOverlap = TimeSpan.seconds(86_400)
  private static let longestOverlap = TimeSpan.seconds(30 * 86_400)

  /// A disabled webhook refuses everything, and keeps its address and secrets.
  public func setWebhook(_ name: String, enabled: Bool, by identity: Identity) throws -> Webhook {
    var webhook = try changeable(name, by: identity)
    webhook.isEnabled = enabled
    _ = try storage.write { [webhook] in try $0.setWebhook(webhook.id, enabled: enabled) }
    return webhook
  }

  /// The events that came by it stay.
  public func deleteWebhook(_ name: String, by identity: Identity) throws {
    let webhook = try changeable(name, by: identity)
    try storage.write { try $0.deleteWebhook(webhook.id) }
  }

  /// What was sent to it, newest first.
  public func requests(ofWebhook name: String, page: PageRequest, for identity: Identity) throws -> Page<WebhookRequest>
  {
    let webhook = try webhook(name, for: identity)
    return try storage.read { try $0.requests(of: webhook.id, page: page) }
  }

  private func changeable(_ name: String, by identity: Identity) throws -> Webhook {
    try identity.require(.manageWebhooks)
    return try webhook(name, for: identity)
  }
}

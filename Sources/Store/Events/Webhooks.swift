public import Engine
public import JSON

/// Looking at the addresses to which others send events.
public protocol WebhookReading {
  /// By its name or id.
  func webhook(_ nameOrID: String, tenant: TenantID) throws -> Webhook?

  /// By the last part of its address, of any tenant.
  func webhook(key: String) throws -> Webhook?

  /// By name.
  func webhooks(tenant: TenantID) throws -> [Webhook]

  /// Newest first, also those that hold no more.
  func secrets(of webhook: String) throws -> [WebhookSecret]

  /// What was sent to it, newest first.
  func requests(of webhook: String, page: PageRequest) throws -> Page<WebhookRequest>

  /// How many requests came since, those that were refused or those that weren't.
  func requestCount(of webhook: String, since: Instant, refused: Bool) throws -> Int
}

/// Keeping webhooks.
public protocol WebhookWriting {
  /// False when the tenant has one of that name.
  func insertWebhook(_ webhook: Webhook) throws -> Bool

  /// False when there is none.
  func setWebhook(_ id: String, enabled: Bool) throws -> Bool

  /// With its secrets and the log of its requests; events stay.
  func deleteWebhook(_ id: String) throws

  /// Adds a secret after the others.
  func insertSecret(_ sealed: String, of webhook: String, at now: Instant) throws

  /// Secrets that hold without an end hold until `end`; those that hold no more are forgotten.
  func endSecrets(of webhook: String, at end: Instant, now: Instant) throws

  /// Writes down a request, and forgets this webhook's oldest ones.
  func insertRequest(_ request: WebhookRequest, keepingSince oldest: Instant) throws
}

/// An address to which others send events.
public struct Webhook: Hashable, Sendable {
  public var id: String
  public var tenant: TenantID
  /// What triggers call it.
  public var name: String
  /// The last part of its address.
  public var key: String
  public var settings: JSONObject
  public var isEnabled: Bool
  public var createdAt: Instant
  public var createdBy: Actor
  /// When a request was last taken.
  public var lastTakenAt: Instant?

  public init(
    id: String, tenant: TenantID, name: String, key: String, settings: JSONObject, isEnabled: Bool = true,
    createdAt: Instant, createdBy: Actor
  ) {
    self.id = id
    self.tenant = tenant
    self.name = name
    self.key = key
    self.settings = settings
    self.isEnabled = isEnabled
    self.createdAt = createdAt
    self.createdBy = createdBy
  }
}

/// What a sender signs with, sealed with a key that isn't in the database.
public struct WebhookSecret: Hashable, Sendable {
  public var number: Int
  public var sealed: String
  public var createdAt: Instant
  /// Nil: until it is replaced.
  public var expiresAt: Instant?
}

/// One request to a webhook.
public struct WebhookRequest: Hashable, Sendable {
  public var sequence: Int64
  public var webhook: String
  public var at: Instant
  /// Who sent it, as far as trusted proxies tell.
  public var address: String
  public var bytes: Int
  public var outcome: Outcome
  /// The HTTP status that was answered.
  public var status: Int
  /// Why it was refused.
  public var reason: String?
  /// The event that it became, or that it repeats.
  public var event: String?

  public init(
    webhook: String, at: Instant, address: String, bytes: Int, outcome: Outcome, status: Int, reason: String? = nil,
    event: String? = nil
  ) {
    self.sequence = 0
    self.webhook = webhook
    self.at = at
    self.address = address
    self.bytes = bytes
    self.outcome = outcome
    self.status = status
    self.reason = reason
    self.event = event
  }

  public enum Outcome: String, Sendable, CaseIterable {
    case accepted
    /// The sender's own name for it was taken before: nothing was done again.
    case repeated
    case refused
  }
}

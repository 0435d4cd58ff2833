public import Engine
public import JSON

/// Something that others are told: committed with what it tells of, delivered afterwards by the ticks.
public struct OutboxMessage: Hashable, Sendable {
  /// Stable over all deliveries, so that receivers know what they have had. A message of an id that is there already
  /// is not written again.
  public var id: String
  public var tenant: TenantID
  /// What happened, as `run.completed`: endpoints choose by it.
  public var topic: String
  /// What it is about, as a run's identifier: to one endpoint, messages about one subject go in their order.
  public var subject: String
  public var payload: JSONObject
  public var at: Instant
  /// Whom a definition wants told, besides the endpoints that listen to the topic.
  public var targets: [NoticeTarget]

  public init(
    id: String, tenant: TenantID, topic: String, subject: String, payload: JSONObject, at: Instant,
    targets: [NoticeTarget] = []
  ) {
    self.id = id
    self.tenant = tenant
    self.topic = topic
    self.subject = subject
    self.payload = payload
    self.at = at
    self.targets = targets
  }
}

/// Telling others.
public protocol OutboxWriting {
  /// Writes the message with one delivery for each endpoint that is enabled and listens to its topic, and for each
  /// target that it names. Where nobody listens nothing is written.
  ///
  /// - Returns: how many deliveries there are; 0 also when a message of this id was there already.
  @discardableResult
  func enqueue(_ message: OutboxMessage) throws -> Int

  /// Whether an endpoint listens to the topic: asked before a message is made that nobody may want.
  func isHeard(_ topic: String, tenant: TenantID) throws -> Bool
}

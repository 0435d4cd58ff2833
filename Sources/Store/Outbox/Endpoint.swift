public import Engine

/// Somebody outside who is told things.
public struct Endpoint: Hashable, Sendable {
  public var id: EndpointID
  public var tenant: TenantID
  /// Unique in the tenant.
  public var name: String
  public var kind: Kind
  /// An address of HTTP, or addresses of mail with ", " between them.
  public var target: String
  /// Patterns of topics: `run.failed`, `run.*` or `*`. Empty for one that hears only what definitions send to it.
  public var topics: [String]
  public var origin: Origin
  public var isEnabled = true
  /// Why it is not enabled, when nobody has switched it off.
  public var disabledReason: String?
  /// Counts the secrets that it has had.
  public var secretGeneration = 1
  /// Until when the secret before the newest is used beside it.
  public var previousSecretUntil: Instant?
  /// Failures since it last answered well.
  public var failures = 0
  /// Until when it is left in peace because of them.
  public var resumeAt: Instant?
  public var createdBy: Actor
  public var createdAt: Instant
  public var updatedAt: Instant

  public init(
    id: EndpointID, tenant: TenantID, name: String, kind: Kind, target: String, topics: [String],
    origin: Origin = .operator, createdBy: Actor, createdAt: Instant
  ) {
    self.id = id
    self.tenant = tenant
    self.name = name
    self.kind = kind
    self.target = target
    self.topics = topics
    self.origin = origin
    self.createdBy = createdBy
    self.createdAt = createdAt
    updatedAt = createdAt
  }

  public enum Kind: String, Sendable, CaseIterable {
    case webhook
    case mail
  }

  public enum Origin: String, Sendable, CaseIterable {
    case `operator`
    /// A definition named the address; it became an endpoint so that its deliveries are logged as all others.
    case definition
  }

  /// Whether it wants to hear of a topic.
  public func listens(to topic: String) -> Bool {
    topics.contains { pattern in
      if pattern.hasSuffix("*") { return topic.utf8.starts(with: pattern.utf8.dropLast()) }
      return pattern == topic
    }
  }
}

public protocol EndpointReading {
  func endpoint(_ id: EndpointID, tenant: TenantID) throws -> Endpoint?
  func endpoint(named name: String, tenant: TenantID) throws -> Endpoint?
  /// By name.
  func endpoints(tenant: TenantID) throws -> [Endpoint]
}

public protocol EndpointWriting {
  /// False when the tenant has an endpoint of this name already.
  func insertEndpoint(_ endpoint: Endpoint) throws -> Bool

  /// Writes what can change: all but the identifier, the tenant, the kind, the origin and who made it.
  func updateEndpoint(_ endpoint: Endpoint) throws

  /// Deletes the endpoint with its deliveries. False when there is none.
  @discardableResult
  func deleteEndpoint(_ id: EndpointID, tenant: TenantID) throws -> Bool
}

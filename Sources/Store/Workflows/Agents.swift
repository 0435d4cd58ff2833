public import Engine

/// Looking at agents.
public protocol AgentReading {
  /// Also a disabled one.
  func agent(_ id: AgentID, tenant: TenantID) throws -> StoredAgent?

  /// All of a tenant, by id.
  func agents(tenant: TenantID) throws -> [StoredAgent]
}

/// Keeping agents.
public protocol AgentWriting {
  /// Adds an agent, or replaces the one of the same id. False when it was there with the same hash, enabled.
  @discardableResult
  func upsertAgent(_ agent: StoredAgent) throws -> Bool

  /// A disabled agent performs nothing. False when there is no such agent.
  @discardableResult
  func disableAgent(_ id: AgentID, tenant: TenantID, at now: Instant) throws -> Bool
}

/// An agent's definition as text; Engine reads it.
public struct StoredAgent: Hashable, Sendable {
  public var tenant: TenantID
  public var id: AgentID
  /// The kind's word in the definition, as `command`.
  public var kind: String
  public var hash: String
  public var source: String
  /// `yaml` or `json`.
  public var format: String
  public var version: String?
  public var description: String?
  public var isEnabled: Bool
  public var updatedAt: Instant
  public var updatedBy: Actor

  public init(
    tenant: TenantID, id: AgentID, kind: String, hash: String, source: String, format: String, version: String? = nil,
    description: String? = nil, isEnabled: Bool = true, updatedAt: Instant, updatedBy: Actor
  ) {
    self.tenant = tenant
    self.id = id
    self.kind = kind
    self.hash = hash
    self.source = source
    self.format = format
    self.version = version
    self.description = description
    self.isEnabled = isEnabled
    self.updatedAt = updatedAt
    self.updatedBy = updatedBy
  }
}

public import Engine

/// Tokens for the API. Only hashes of their secrets are stored.
public protocol TokenReading {
  func token(hash: String) throws -> APIToken?
  /// By name, revoked ones too.
  func tokens(tenant: TenantID) throws -> [APIToken]
}

public protocol TokenWriting {
  /// False when the tenant has a token of this name already.
  func insertToken(_ token: APIToken) throws -> Bool
  /// False when there is none that could be revoked.
  @discardableResult
  func revokeToken(name: String, tenant: TenantID, at now: Instant) throws -> Bool
}

public struct APIToken: Hashable, Sendable {
  /// SHA-256 (hex) of the secret; also the key of its presence.
  public var hash: String
  public var name: String
  public var tenant: TenantID
  public var roles: [String]
  public var createdBy: Actor
  public var createdAt: Instant
  public var expiresAt: Instant?
  public var revokedAt: Instant?

  public init(
    hash: String, name: String, tenant: TenantID, roles: [String], createdBy: Actor, createdAt: Instant,
    expiresAt: Instant? = nil
  ) {
    self.hash = hash
    self.name = name
    self.tenant = tenant
    self.roles = roles
    self.createdBy = createdBy
    self.createdAt = createdAt
    self.expiresAt = expiresAt
  }
}

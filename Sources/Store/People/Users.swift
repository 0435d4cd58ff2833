public import Engine

/// Looking up people who sign in.
public protocol UserReading {
  func user(_ name: String) throws -> User?

  /// By name.
  func users(tenant: TenantID) throws -> [User]
}

public protocol UserWriting {
  /// Adds a user; false when the name is taken.
  func insertUser(_ user: User) throws -> Bool

  /// Replaces everything but name, tenant and creation. False when there is no such user.
  @discardableResult
  func updateUser(_ user: User) throws -> Bool

  /// Makes sure that a tenant exists.
  func ensureTenant(_ tenant: TenantID, at now: Instant) throws
}

/// A person with a name and a password, in exactly one tenant.
public struct User: Hashable, Sendable {
  /// What one signs in with; unique in the whole installation.
  public var name: String
  public var tenant: TenantID
  /// As crypt(3) writes it; nil for people whom the web server signs in.
  public var passwordHash: String?
  /// Words of the orchestrator's roles.
  public var roles: [String]
  public var teams: [String]
  /// The name of the zone in which times are shown.
  public var timeZone: String?
  public var isDisabled: Bool
  public var createdAt: Instant

  public init(
    name: String, tenant: TenantID, passwordHash: String?, roles: [String], teams: [String] = [],
    timeZone: String? = nil, isDisabled: Bool = false, createdAt: Instant
  ) {
    self.name = name
    self.tenant = tenant
    self.passwordHash = passwordHash
    self.roles = roles
    self.teams = teams
    self.timeZone = timeZone
    self.isDisabled = isDisabled
    self.createdAt = createdAt
  }
}

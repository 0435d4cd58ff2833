public import Engine

/// Who asks for an operation, and what they may do.
public struct Identity: Hashable, Sendable {
  /// As events and audit name them: `user:alice`, `token:deploy`, `cli:root`.
  public var actor: Actor
  public var tenant: TenantID
  public var roles: Set<Role>
  public var teams: Set<String>

  public init(actor: Actor, tenant: TenantID = .standard, roles: Set<Role>, teams: Set<String> = []) {
    self.actor = actor
    self.tenant = tenant
    self.roles = roles
    self.teams = teams
  }

  /// The owner of the data directory at the command line: whoever can write its files can do everything anyway.
  public static func hostOwner(named name: String = UserName.effective) -> Identity {
    Identity(actor: Actor(rawValue: "cli:\(name)"), roles: [.admin])
  }

  public func has(_ permission: Permission) -> Bool {
    roles.contains { $0.permissions.contains(permission) }
  }

  /// - Throws: `forbidden`, naming the permission and the roles that grant it.
  public func require(_ permission: Permission) throws(OperationError) {
    guard !has(permission) else { return }
    let granting = Role.allCases.filter { $0.permissions.contains(permission) }.map(\.rawValue)
    throw OperationError(
      .forbidden,
      "\(actor) may not do this: it needs the permission \(permission.rawValue), which "
        + "\(granting.joined(separator: ", ")) \(granting.count == 1 ? "has" : "have")")
  }
}

import Engine
public import Store

extension Installation {
  /// Adds a person.
  ///
  /// - Parameter password: nil for people whom the web server signs in.
  /// - Throws: `conflict` when the name is taken, `invalid` for a name or password that can't be.
  @discardableResult
  public func addUser(
    _ name: String, password: String?, roles: Set<Role>, teams: Set<String> = [], by identity: Identity
  ) throws -> User {
    try identity.require(.manageUsers)
    try AccountName.check(name, kind: "a user's name")
    for team in teams { try AccountName.check(team, kind: "a team's name") }
    let now = clock.now()
    let user = User(
      name: name, tenant: identity.tenant, passwordHash: try password.map(passwordHash(of:)),
      roles: roles.sorted().map(\.rawValue), teams: teams.sorted(), createdAt: now)
    let isNew = try storage.write { store in
      try store.ensureTenant(identity.tenant, at: now)
      return try store.insertUser(user)
    }
    guard isNew else { throw OperationError(.conflict, "there is a user '\(name)' already; choose another name") }
    logger.userAdded(name, by: identity.actor)
    return user
  }

  /// Gives a person another password, and ends all of the person's sessions.
  public func setPassword(_ password: String, of name: String, by identity: Identity) throws {
    if identity.actor != Actor(rawValue: "user:\(name)") { try identity.require(.manageUsers) }
    let hash = try passwordHash(of: password)
    try storage.write { store in
      guard var user = try store.user(name), user.tenant == identity.tenant else { throw unknownUser(name) }
      user.passwordHash = hash
      try store.updateUser(user)
      try store.deleteSessions(of: name)
    }
    logger.passwordChanged(of: name, by: identity.actor)
  }

  /// By name.
  public func users(for identity: Identity) throws -> [User] {
    try identity.require(.manageUsers)
    return try storage.read { try $0.users(tenant: identity.tenant) }
  }

  /// A password that nobody has to invent: 100 random bits in groups of five.
  public func generatedPassword() -> String {
    (0..<4).map { _ in identifiers.randomText(characters: 5) }.joined(separator: "-")
  }

  private func passwordHash(of password: String) throws(OperationError) -> String {
    try PasswordHash(of: password, salt: identifiers.randomBytes(16)).text
  }

  private func unknownUser(_ name: String) -> OperationError {
    OperationError(.notFound, "there is no user '\(name)'; see `escapement user list`")
  }
}

public import Engine
public import Store

/// A new API token: the only moment at which its text is known.
public struct NewToken: Sendable {
  public let secret: String
  public let token: APIToken
}

extension Installation {
  /// Makes a token for the API.
  ///
  /// - Parameter lifetime: nil for one that doesn't expire.
  /// - Throws: `conflict` when the name is taken.
  public func createToken(
    named name: String, roles: Set<Role>, lifetime: TimeSpan?, by identity: Identity
  ) throws -> NewToken {
    try identity.require(.manageTokens)
    try AccountName.check(name, kind: "a token's name")
    guard !roles.isEmpty else { throw OperationError(.invalid, "a token needs at least one role; give --role") }
    let now = clock.now()
    let secret = TokenSecret.make(with: identifiers)
    let token = APIToken(
      hash: secret.hash, name: name, tenant: identity.tenant, roles: roles.sorted().map(\.rawValue),
      createdBy: identity.actor, createdAt: now, expiresAt: lifetime.map { now + $0 })
    let isNew = try storage.write { store in
      try store.ensureTenant(identity.tenant, at: now)
      return try store.insertToken(token)
    }
    guard isNew else { throw OperationError(.conflict, "there is a token '\(name)' already; choose another name") }
    logger.tokenCreated(name, by: identity.actor)
    return NewToken(secret: secret.text, token: token)
  }

  /// By name, revoked and expired ones too.
  public func tokens(for identity: Identity) throws -> [APIToken] {
    try identity.require(.manageTokens)
    return try storage.read { try $0.tokens(tenant: identity.tenant) }
  }

  public func revokeToken(named name: String, by identity: Identity) throws {
    try identity.require(.manageTokens)
    let isRevoked = try storage.write { try $0.revokeToken(name: name, tenant: identity.tenant, at: clock.now()) }
    guard isRevoked else {
      throw OperationError(.notFound, "there is no token '\(name)' that could be revoked; see `escapement token list`")
    }
    logger.tokenRevoked(name, by: identity.actor)
  }

  /// Who a token stands for.
  ///
  /// - Throws: `unauthenticated`, saying whether the token is damaged, unknown, revoked or expired. Only who has a
  ///   token's
  ///   text can be told about it.
  public func identity(ofToken text: String) throws -> Identity {
    guard let secret = TokenSecret(text) else {
      throw OperationError(.unauthenticated, "this is no API token of Escapement, or a part of it is missing")
    }
    guard let token = try storage.read({ try $0.token(hash: secret.hash) }) else {
      throw OperationError(.unauthenticated, "this API token isn't known here")
    }
    let now = clock.now()
    guard token.revokedAt == nil else { throw OperationError(.unauthenticated, "this API token was revoked") }
    guard token.expiresAt.map({ now < $0 }) ?? true else {
      throw OperationError(
        .unauthenticated, "this API token has expired; make a new one with `escapement token create`")
    }
    storage.presence.touch(token.hash, at: now)
    return Identity(
      actor: Actor(rawValue: "token:\(token.name)"), tenant: token.tenant,
      roles: Set(token.roles.compactMap(Role.init(rawValue:))))
  }
}

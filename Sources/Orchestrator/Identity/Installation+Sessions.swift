import Digest
public import Engine
public import Store

/// A signed-in browser, as the cookie's secret shows it.
public struct BrowserSession: Sendable {
  public let identity: Identity
  public let user: User
  public let expiresAt: Instant
  /// What every form of this session carries. It follows from the secret, and doesn't tell it.
  public let formToken: String

  /// Whether a posted form is of this session.
  public func accepts(formToken posted: String) -> Bool { areEqualInConstantTime(posted, formToken) }
}

/// A new session: the only moment at which its secret is known.
public struct NewSession: Sendable {
  /// The cookie's value.
  public let secret: String
  public let session: BrowserSession
}

extension Installation {
  /// Checks a name and a password, and begins a session.
  ///
  /// Takes as long for a name that nobody has as for a wrong password, and answers both alike.
  /// - Throws: `unauthenticated`.
  public func signIn(user name: String, password: String) throws -> NewSession {
    let user = try storage.read { try $0.user(name) }
    let hash = user?.passwordHash.map(PasswordHash.init(text:)) ?? .ofNobody
    let matches = hash.matches(password)
    guard let user, user.passwordHash != nil, matches, !user.isDisabled else {
      logger.signInFailed(name)
      throw OperationError(.unauthenticated, "wrong name or password")
    }
    logger.signedIn(name)
    return try beginSession(of: user)
  }

  /// The session of a cookie's secret; nil when there is none, or when it is over.
  public func session(secret: String) throws -> BrowserSession? {
    let hash = sha256Hex(secret)
    let now = clock.now()
    let found = try storage.read { store in
      try store.session(hash: hash).flatMap { session in try store.user(session.user).map { (session, $0) } }
    }
    guard let (session, user) = found, !user.isDisabled, now < session.expiresAt, now < idleEnd(of: session) else {
      return nil
    }
    storage.presence.touch(hash, at: now)
    return browserSession(of: user, secret: secret, expiresAt: session.expiresAt)
  }

  /// Ends a session; one that is over is left alone.
  public func signOut(secret: String) throws {
    try storage.write { _ = try $0.deleteSession(hash: sha256Hex(secret)) }
  }

  private func beginSession(of user: User) throws -> NewSession {
    let secret = Base64URL.text(of: identifiers.randomBytes(Self.sessionSecretBytes))
    let now = clock.now()
    let session = Session(
      hash: sha256Hex(secret), user: user.name, createdAt: now, expiresAt: now + configuration.sessions.absolute)
    try storage.write { store in
      try store.deleteSessions(expiredAt: now)
      try store.insertSession(session)
    }
    return NewSession(
      secret: secret, session: browserSession(of: user, secret: secret, expiresAt: session.expiresAt))
  }

  private func idleEnd(of session: Session) -> Instant {
    (storage.presence.lastSeen(session.hash) ?? session.createdAt) + configuration.sessions.idle
  }

  private func browserSession(of user: User, secret: String, expiresAt: Instant) -> BrowserSession {
    let formToken = Base64URL.text(of: HMACSHA256(key: secret.utf8).code(for: "form".utf8))
    return BrowserSession(identity: Identity(of: user), user: user, expiresAt: expiresAt, formToken: formToken)
  }

  /// 256 bits: not to be guessed.
  private static var sessionSecretBytes: Int { 32 }
}

extension Identity {
  /// A person. Role names that this version doesn't know grant nothing.
  init(of user: User) {
    self.init(
      actor: Actor(rawValue: "user:\(user.name)"), tenant: user.tenant,
      roles: Set(user.roles.compactMap(Role.init(rawValue:))), teams: Set(user.teams))
  }
}

public import Engine

/// Signed-in browsers. Only hashes of their secrets are stored.
public protocol SessionReading {
  func session(hash: String) throws -> Session?
}

public protocol SessionWriting {
  func insertSession(_ session: Session) throws
  /// False when there was none.
  @discardableResult
  func deleteSession(hash: String) throws -> Bool
  /// Ends all sessions of a user: a changed password, a disabled account.
  func deleteSessions(of user: String) throws
  /// Forgets sessions whose absolute end has passed.
  func deleteSessions(expiredAt now: Instant) throws
}

public struct Session: Hashable, Sendable {
  /// SHA-256 (hex) of the cookie's value; also the key of its presence.
  public var hash: String
  public var user: String
  public var createdAt: Instant
  /// When it ends whatever is done in it.
  public var expiresAt: Instant

  public init(hash: String, user: String, createdAt: Instant, expiresAt: Instant) {
    self.hash = hash
    self.user = user
    self.createdAt = createdAt
    self.expiresAt = expiresAt
  }
}

public import Engine

/// Answers that are given again when the same request comes again.
public protocol IdempotencyReading {
  func idempotentAnswer(key: String, operation: String, tenant: TenantID) throws -> IdempotentAnswer?
}

public protocol IdempotencyWriting {
  /// Keeps an answer, in the transaction that did what it tells. False when the key is taken: read that answer instead.
  func keepAnswer(_ answer: IdempotentAnswer) throws -> Bool
  /// Forgets answers that are older than the promise to repeat them.
  func deleteAnswers(before moment: Instant) throws
}

public struct IdempotentAnswer: Hashable, Sendable {
  public var tenant: TenantID
  /// What the caller made up.
  public var key: String
  /// What was asked for, as `POST /workflow-runs`: the same key elsewhere is another.
  public var operation: String
  /// The hash of the request: the same key with another request is a mistake of the caller.
  public var requestHash: String
  public var status: Int
  /// Where the created thing is.
  public var location: String?
  public var body: String
  public var createdAt: Instant

  public init(
    tenant: TenantID, key: String, operation: String, requestHash: String, status: Int, location: String?,
    body: String, createdAt: Instant
  ) {
    self.tenant = tenant
    self.key = key
    self.operation = operation
    self.requestHash = requestHash
    self.status = status
    self.location = location
    self.body = body
    self.createdAt = createdAt
  }
}

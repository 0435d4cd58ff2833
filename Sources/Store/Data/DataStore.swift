public import Engine
public import JSON

/// Values that a tenant's runs share. What has expired is not there.
public protocol DataReading {
  func value(_ key: String, tenant: TenantID, at now: Instant) throws -> StoredValue?

  /// Values whose keys begin with `prefix`, in the keys' order.
  func values(from prefix: String, tenant: TenantID, limit: Int, at now: Instant) throws -> [StoredValue]

  /// What the effect of this name answered when it was done; nil when it wasn't.
  func effect(_ name: String) throws -> JSONValue?
}

public protocol DataWriting {
  func setValue(_ value: StoredValue, tenant: TenantID, at now: Instant) throws

  /// False when there is none.
  @discardableResult
  func deleteValue(_ key: String, tenant: TenantID) throws -> Bool

  /// Notes what an effect answered, in the transaction that has it, so that it is never done twice.
  func keepEffect(_ name: String, answer: JSONValue, at now: Instant) throws
}

public struct StoredValue: Hashable, Sendable {
  public var key: String
  public var value: JSONValue
  /// 1 for a value that is new, and one more with each change.
  public var revision: Int64
  public var expiresAt: Instant?

  public init(key: String, value: JSONValue, revision: Int64, expiresAt: Instant? = nil) {
    self.key = key
    self.value = value
    self.revision = revision
    self.expiresAt = expiresAt
  }
}

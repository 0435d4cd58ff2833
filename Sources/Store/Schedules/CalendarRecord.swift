public import Engine
public import JSON

/// A tenant's business calendar as it is kept: its rules as they were written.
public struct CalendarRecord: Hashable, Sendable {
  public var tenant: TenantID
  public var name: String
  /// The rules; who reads them says in which form.
  public var definition: JSONValue
  public var version: Int64
  public var createdAt: Instant
  public var updatedAt: Instant
  public var updatedBy: Actor

  public init(
    tenant: TenantID, name: String, definition: JSONValue, version: Int64 = 1, createdAt: Instant, updatedBy: Actor
  ) {
    self.tenant = tenant
    self.name = name
    self.definition = definition
    self.version = version
    self.createdAt = createdAt
    updatedAt = createdAt
    self.updatedBy = updatedBy
  }
}

public import Engine

/// What file synchronisation remembers.
public protocol SourceReading {
  /// All of a tenant, by path.
  func sources(tenant: TenantID) throws -> [SyncedSource]
}

public protocol SourceWriting {
  func upsertSource(_ source: SyncedSource) throws
  func deleteSource(path: String, tenant: TenantID) throws
}

/// A file that was published, as it was then: what differs since was edited on either side.
public struct SyncedSource: Hashable, Sendable {
  public var tenant: TenantID
  /// Relative to the data directory.
  public var path: String
  public var kind: Kind
  /// The id of the workflow or agent in it.
  public var target: String
  /// The hash of the file's text.
  public var hash: String
  public var syncedAt: Instant

  public init(tenant: TenantID, path: String, kind: Kind, target: String, hash: String, syncedAt: Instant) {
    self.tenant = tenant
    self.path = path
    self.kind = kind
    self.target = target
    self.hash = hash
    self.syncedAt = syncedAt
  }

  public enum Kind: String, Sendable, CaseIterable {
    case workflow
    case agent
  }
}

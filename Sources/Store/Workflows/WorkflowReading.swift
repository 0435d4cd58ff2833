public import Engine

/// Looking at published workflows.
public protocol WorkflowReading {
  func workflow(_ id: WorkflowID, tenant: TenantID) throws -> Workflow?

  /// By id, from a to z; the cursor's id is the last workflow's.
  func workflows(_ filter: WorkflowFilter, page: PageRequest) throws -> Page<Workflow>

  /// A revision by its number; nil means the latest.
  func revision(of workflow: WorkflowID, tenant: TenantID, number: Int?) throws -> Revision?

  /// Newest first, without source texts and schemas.
  func revisions(of workflow: WorkflowID, tenant: TenantID, page: PageRequest) throws -> Page<RevisionSummary>
}

/// Publishing and switching workflows.
public protocol WorkflowWriting {
  /// Makes `content` the workflow's newest revision, unless its hash is that of the newest one already.
  ///
  /// - Parameter expected: the number that the caller believes to be the newest (0: none yet); nil doesn't check.
  func publishRevision(_ content: RevisionContent, expected: Int?) throws -> PublishOutcome

  /// Disabled workflows keep their runs and start no new ones. False when there is no such workflow.
  func setWorkflow(_ id: WorkflowID, tenant: TenantID, enabled: Bool, at now: Instant) throws -> Bool
}

/// What publishing did.
public enum PublishOutcome: Hashable, Sendable {
  case published(number: Int)
  /// The newest revision has this content already.
  case unchanged(number: Int)
  /// The newest revision isn't the one the caller expected.
  case conflict(newest: Int)
}

/// Which workflows a list shows.
public struct WorkflowFilter: Hashable, Sendable {
  public var tenant: TenantID
  /// A part of the id or the name; case doesn't matter.
  public var search: String?
  public var enabled: Bool?

  public init(tenant: TenantID, search: String? = nil, enabled: Bool? = nil) {
    self.tenant = tenant
    self.search = search
    self.enabled = enabled
  }
}

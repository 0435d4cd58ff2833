public import Engine

/// Looking at approvals; they are changed by decisions only.
public protocol ApprovalReading {
  func approval(_ id: ApprovalID, tenant: TenantID) throws -> ApprovalEntry?

  /// Pending ones that fall due first come first, then those without a term, oldest first; decided ones newest first.
  func approvals(_ filter: ApprovalFilter, page: PageRequest) throws -> Page<ApprovalEntry>
}

/// Which approvals an inbox shows.
public struct ApprovalFilter: Hashable, Sendable {
  public var tenant: TenantID
  /// Pending ones, or those that are over.
  public var isPending: Bool
  public var run: RunID?
  /// Only those that one of these may decide, as `user:alice`, `team:platform`, `role:approver`. An approval that names
  /// nobody is for `role:approver`. Nil shows all.
  public var approvers: [String]?

  public init(tenant: TenantID, isPending: Bool = true, run: RunID? = nil, approvers: [String]? = nil) {
    self.tenant = tenant
    self.isPending = isPending
    self.run = run
    self.approvers = approvers
  }
}

/// An approval with where it belongs.
public struct ApprovalEntry: Hashable, Sendable {
  public var approval: Approval
  public var workflow: WorkflowID
  /// The waiting step's path for people.
  public var path: String

  public init(approval: Approval, workflow: WorkflowID, path: String) {
    self.approval = approval
    self.workflow = workflow
    self.path = path
  }
}

public import JSON

/// A gate that waits for a person.
public struct Approval: Hashable, Sendable {
  public var id: ApprovalID
  public var run: RunID
  public var tenant: TenantID
  public var step: StepID
  public var status: ApprovalStatus
  public var title: String?
  public var message: String
  /// What was shown: path to value, in the definition's order.
  public var evidence: JSONObject
  /// Who may decide, as `user:alice`, `team:platform`, `role:approver`; empty means anyone with the role approver.
  public var approvers: [String]
  /// SHA-256 (hex) of the canonical JSON of what was shown; a form posts it back.
  public var digest: String
  public var requestedAt: Instant
  public var dueAt: Instant?
  public var decidedAt: Instant?
  public var decidedBy: Actor?
  public var comment: String?

  public init(
    run: RunID, tenant: TenantID, step: StepID, title: String?, message: String, evidence: JSONObject,
    approvers: [String], digest: String, requestedAt: Instant, dueAt: Instant?
  ) {
    self.id = ApprovalID(rawValue: step.rawValue)
    self.run = run
    self.tenant = tenant
    self.step = step
    self.status = .pending
    self.title = title
    self.message = message
    self.evidence = evidence
    self.approvers = approvers
    self.digest = digest
    self.requestedAt = requestedAt
    self.dueAt = dueAt
  }
}

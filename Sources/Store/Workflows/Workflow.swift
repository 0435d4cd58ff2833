public import Engine

/// A published workflow, with what its newest revision says about itself and its newest run.
public struct Workflow: Hashable, Sendable {
  public var tenant: TenantID
  public var id: WorkflowID
  public var isEnabled: Bool
  /// The newest revision's number, and its name, description and version as the author wrote them.
  public var revision: Int
  public var name: String?
  public var description: String?
  public var version: String?
  public var createdAt: Instant
  public var updatedAt: Instant
  public var lastRun: LastRun?

  public struct LastRun: Hashable, Sendable {
    public var id: RunID
    public var status: RunStatus
    public var createdAt: Instant
    public var finishedAt: Instant?
  }
}

public import Engine
public import JSON

/// A run as lists show it: without input and output.
public struct RunSummary: Hashable, Sendable {
  public var id: RunID
  public var tenant: TenantID
  public var workflow: WorkflowID
  public var revision: Int
  public var status: RunStatus
  public var error: RunError?
  public var trigger: JSONObject
  public var labels: JSONObject
  public var createdAt: Instant
  public var startedAt: Instant?
  public var finishedAt: Instant?
  public var waitingFor: String?
}

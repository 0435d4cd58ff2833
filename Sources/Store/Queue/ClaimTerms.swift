public import Engine

/// Who claims steps, until when, and how many.
public struct ClaimTerms: Hashable, Sendable {
  public var worker: WorkerID
  public var now: Instant
  /// When the leases expire unless they are renewed.
  public var until: Instant
  public var limit: Int
  /// Only steps of this run.
  public var run: RunID?
  /// Agents of which only so much may go on. Others' steps are not held up behind theirs.
  public var bounds: [BoundedAgent]

  public init(
    worker: WorkerID, now: Instant, until: Instant, limit: Int, run: RunID? = nil, bounds: [BoundedAgent] = []
  ) {
    self.bounds = bounds
    self.worker = worker
    self.now = now
    self.until = until
    self.limit = limit
    self.run = run
  }
}

/// An agent of a tenant, of which only so much may go on.
public struct BoundedAgent: Hashable, Sendable {
  public var tenant: TenantID
  public var agent: AgentID
  public var bounds: AgentBounds

  public init(tenant: TenantID, agent: AgentID, bounds: AgentBounds) {
    self.tenant = tenant
    self.agent = agent
    self.bounds = bounds
  }
}

/// How much of an agent goes on.
public struct AgentLoad: Hashable, Sendable {
  /// Its steps that workers hold.
  public var atWork: Int
  /// Deliveries that were begun within the span of its rate.
  public var begun: Int

  public init(atWork: Int, begun: Int) {
    self.atWork = atWork
    self.begun = begun
  }
}

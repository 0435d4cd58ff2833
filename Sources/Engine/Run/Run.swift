public import JSON

/// One execution of one revision of a workflow.
public struct Run: Hashable, Sendable {
  public var id: RunID
  public var tenant: TenantID
  public var workflow: WorkflowID
  /// The store's number of the revision, and the hash of its content.
  public var revision: Int
  public var revisionHash: String
  public var status: RunStatus
  /// Grows with every decision; a decision is applied only to the version it was made from.
  public var version: Int64
  /// How many events the run has; they are numbered 1, 2, 3 … without a gap.
  public var eventCount: Int64
  public var input: JSONObject
  public var output: JSONValue?
  public var error: RunError?
  public var trigger: JSONObject
  public var labels: JSONObject
  public var createdAt: Instant
  public var startedAt: Instant?
  public var finishedAt: Instant?
  public var pause: Pause?
  public var cancellation: Cancellation?
  /// See ``Priority``.
  public var priority = Priority.standard
  /// The step of another run that started this one and waits for it.
  public var parent: Parent?
  /// The older run that this one repeats or goes on from.
  public var origin: Origin?
  /// Why a run that is not terminal does not move, in words; nil while it does.
  public var waitingFor: String?

  public init(
    id: RunID, tenant: TenantID = .standard, workflow: WorkflowID, revision: Int, revisionHash: String,
    input: JSONObject, trigger: JSONObject = [:], labels: JSONObject = [:], createdAt: Instant
  ) {
    self.id = id
    self.tenant = tenant
    self.workflow = workflow
    self.revision = revision
    self.revisionHash = revisionHash
    self.status = .pending
    self.version = 0
    self.eventCount = 0
    self.input = input
    self.trigger = trigger
    self.labels = labels
    self.createdAt = createdAt
  }

  /// Who waits for the run.
  public struct Parent: Hashable, Sendable {
    public var run: RunID
    public var step: StepID

    public init(run: RunID, step: StepID) {
      self.run = run
      self.step = step
    }
  }

  /// Who stopped the run for now, and why.
  public struct Pause: Hashable, Sendable {
    public var by: Actor
    public var reason: String?
    public var at: Instant

    public init(by: Actor, reason: String?, at: Instant) {
      self.by = by
      self.reason = reason
      self.at = at
    }
  }

  /// Who ends the run, why, and what happens to what is being performed.
  public struct Cancellation: Hashable, Sendable {
    public var by: Actor
    public var reason: String?
    public var policy: Policy
    public var at: Instant

    public init(by: Actor, reason: String?, policy: Policy, at: Instant) {
      self.by = by
      self.reason = reason
      self.policy = policy
      self.at = at
    }

    public enum Policy: String, Sendable, CaseIterable {
      case finishRunning
      case stopRunning
    }
  }
}

/// Who did something, as `user:alice`, `token:deploy`, `cli:root`, `system`.
public struct Actor: Identifier {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public static let system = Actor(rawValue: "system")
}

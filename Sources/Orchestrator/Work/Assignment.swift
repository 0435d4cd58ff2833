public import Engine
public import JSON

/// A claimed step, as an executor gets it.
public struct Assignment: Sendable {
  public let run: RunID
  public let tenant: TenantID
  public let step: StepID
  /// For people: `diagnostics/pods/check_pods`.
  public let path: String
  public let attempt: Int
  public let delivery: Int
  /// The same for every delivery of an attempt.
  public let idempotencyKey: String
  /// How long the attempt may take, counted from now on a monotonic clock.
  public let timeout: TimeSpan?
  public let executor: AgentID
  /// The agent's definition; nil when there is none by that name any more.
  public let agent: AgentDefinition?
  public let task: String?
  public let input: JSONValue
  /// The run that a `workflow` step starts with this attempt.
  let child: RunID
  let startsChild: Bool
  /// Whether the engine performs the step itself: no agent, no thread, only the database.
  public let isOwn: Bool
  /// The claim; whoever reports the outcome repeats it.
  public let lease: Lease

  init?(_ step: Step, tenant: TenantID, agent: AgentDefinition?) {
    guard let lease = step.lease, let executor = step.executor else { return nil }
    run = step.run
    self.tenant = tenant
    self.step = step.id
    path = step.path
    attempt = step.attempt
    delivery = step.delivery
    idempotencyKey = step.idempotencyKey
    timeout = step.timeout
    self.executor = executor
    self.agent = agent
    task = step.task
    input = step.input ?? .null
    self.lease = lease
    child = .child(of: step)
    isOwn = step.type == .workflow || StoreAction(executor) != nil
    startsChild = step.type == .workflow
  }

  /// Names this delivery among all others.
  public var claim: Claim { Claim(step: step, epoch: lease.epoch) }

  public struct Claim: Hashable, Sendable {
    public let step: StepID
    public let epoch: Int64
  }
}

/// How a delivery ended.
public struct Outcome: Sendable {
  public var result: Result<JSONValue, RunError>
  /// The end of what was printed to the standard error, at most a few kilobytes.
  public var log: String?
  /// Whether more was printed than `log` holds.
  public var isLogTruncated: Bool

  public init(_ result: Result<JSONValue, RunError>, log: String? = nil, isLogTruncated: Bool = false) {
    self.result = result
    self.log = log
    self.isLogTruncated = isLogTruncated
  }

  public static func succeeded(_ output: JSONValue, log: String? = nil) -> Outcome {
    Outcome(.success(output), log: log)
  }

  public static func failed(_ error: RunError, log: String? = nil) -> Outcome { Outcome(.failure(error), log: log) }
}

/// A delivery that is over, on its way to the run.
public struct Finished: Sendable {
  public let assignment: Assignment
  public let outcome: Outcome

  public init(_ assignment: Assignment, _ outcome: Outcome) {
    self.assignment = assignment
    self.outcome = outcome
  }
}

public import JSON

/// One visit of one state in one frame, from the moment it waits or runs. Visits that are over at once (inject, switch)
/// leave no step, only a line in the event that made them.
public struct Step: Hashable, Sendable {
  public var id: StepID
  public var run: RunID
  public var frame: FrameID
  /// The index of the state's node in the program.
  public var node: Int
  public var state: String
  public var visit: Int
  /// For people: `diagnostics/pods/check_pods`, `check_all#2[3]/health_check`.
  public var path: String
  public var type: StateType
  public var status: StepStatus
  /// Counts tries by policy, from 1.
  public var attempt: Int
  /// Counts claims of the present attempt; 0 before the first.
  public var delivery: Int
  /// What performs the step: an agent's id, or the name of a built-in action such as `noop`. Nil for waits and composites.
  public var executor: AgentID?
  /// An agent's prompt.
  public var task: String?
  /// What the executor gets, rendered when the step was entered.
  public var input: JSONValue?
  public var output: JSONValue?
  public var error: RunError?
  /// A composite's bookkeeping.
  public var progress: Progress?
  /// The run that a `workflow` step started.
  public var child: RunID?
  /// How long one attempt may take.
  public var timeout: TimeSpan?
  public var createdAt: Instant
  /// When the first attempt was claimed.
  public var startedAt: Instant?
  public var finishedAt: Instant?
  /// When the present attempt must be over; set by the claim from ``timeout``.
  public var deadlineAt: Instant?
  public var lease: Lease?

  public init(
    id: StepID, run: RunID, frame: FrameID, node: Int, state: String, visit: Int, path: String, type: StateType,
    status: StepStatus, createdAt: Instant
  ) {
    self.id = id
    self.run = run
    self.frame = frame
    self.node = node
    self.state = state
    self.visit = visit
    self.path = path
    self.type = type
    self.status = status
    self.attempt = 1
    self.delivery = 0
    self.createdAt = createdAt
  }

  /// What executors repeat to the outside world: the same for every delivery of an attempt.
  public var idempotencyKey: String { "\(run)/\(id)/\(attempt)" }

  /// How far a composite has come. Finished frames are loaded only when it joins.
  ///
  /// A `while` counts passes: `total` is how many it may have, `next` the number of the next one. A `try` counts in
  /// `next` how often its body was begun.
  public struct Progress: Hashable, Sendable {
    public var total: Int
    /// The next iteration to open; equal to `total` when all are open or done.
    public var next: Int
    public var open: Int
    public var succeeded: Int
    public var failed: Int
    /// In a `try` whose `finally` runs after an error: how the run ends if nothing around it routes the error.
    public var ending: Ending?
    /// The composite has its value, and its block went on; it stays open until the frames that it left running end.
    public var hasJoined = false

    public init(total: Int, next: Int = 0, open: Int = 0, succeeded: Int = 0, failed: Int = 0) {
      self.total = total
      self.next = next
      self.open = open
      self.succeeded = succeeded
      self.failed = failed
    }
  }
}

/// An attempt that is over while its step goes on with another.
public struct AttemptRecord: Hashable, Sendable {
  public var step: StepID
  public var run: RunID
  public var attempt: Int
  public var deliveries: Int
  public var status: StepStatus
  public var error: RunError?
  public var startedAt: Instant?
  public var finishedAt: Instant

  public init(
    step: StepID, run: RunID, attempt: Int, deliveries: Int, status: StepStatus, error: RunError?,
    startedAt: Instant?, finishedAt: Instant
  ) {
    self.step = step
    self.run = run
    self.attempt = attempt
    self.deliveries = deliveries
    self.status = status
    self.error = error
    self.startedAt = startedAt
    self.finishedAt = finishedAt
  }
}

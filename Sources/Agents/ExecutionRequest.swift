public import Engine
public import JSON

/// One delivery of one attempt of one step.
public struct ExecutionRequest: Sendable {
  public var agent: AgentDefinition
  public var input: JSONValue
  /// What the step says is to be done; nil when it says nothing.
  public var task: String?
  public var run: RunID
  public var step: StepID
  /// The step's place for people, as `diagnostics/pods/check_pods`.
  public var path: String
  public var attempt: Int
  public var delivery: Int
  /// The same for every delivery of an attempt.
  public var idempotencyKey: String
  /// How long the attempt may take; nil for as long as it wants.
  public var timeout: TimeSpan?
  /// When it began, by the wall clock.
  public var startedAt: Instant
  public var cancellation: Cancellation

  public init(
    agent: AgentDefinition, input: JSONValue, task: String? = nil, run: RunID, step: StepID, path: String, attempt: Int,
    delivery: Int,
    idempotencyKey: String, timeout: TimeSpan?, startedAt: Instant, cancellation: Cancellation = Cancellation()
  ) {
    self.agent = agent
    self.input = input
    self.task = task
    self.run = run
    self.step = step
    self.path = path
    self.attempt = attempt
    self.delivery = delivery
    self.idempotencyKey = idempotencyKey
    self.timeout = timeout
    self.startedAt = startedAt
    self.cancellation = cancellation
  }

  /// By when the attempt must be over, by the wall clock.
  var deadline: Instant? { timeout.map { startedAt + $0 } }
}

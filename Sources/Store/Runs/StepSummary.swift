public import Engine

/// A step as a timeline shows it: without input and output.
public struct StepSummary: Hashable, Sendable {
  public var id: StepID
  public var frame: FrameID
  public var state: String
  public var visit: Int
  public var path: String
  public var type: StateType
  public var status: StepStatus
  public var attempt: Int
  public var delivery: Int
  public var executor: AgentID?
  public var error: RunError?
  public var createdAt: Instant
  public var startedAt: Instant?
  public var finishedAt: Instant?
  public var deadlineAt: Instant?
  /// The run that the step started.
  public var child: RunID?
}

/// Something that a decision made happen and that others may want to be told of.
public struct Notice: Hashable, Sendable {
  public var topic: NoticeTopic
  /// The approval that it is about.
  public var approval: Approval?
  /// Whom the definition wants told, besides those who listen anyway.
  public var targets: [NoticeTarget]

  public init(_ topic: NoticeTopic, about approval: Approval? = nil, targets: [NoticeTarget] = []) {
    self.topic = topic
    self.approval = approval
    self.targets = targets
  }
}

/// What others are told of runs. Schedules and alerts have topics of their own, told by whoever looks after them.
public enum NoticeTopic: String, Sendable, CaseIterable {
  case runStarted = "run.started"
  case runCompleted = "run.completed"
  case runFailed = "run.failed"
  case runCancelled = "run.cancelled"
  case runTimedOut = "run.timed_out"
  case approvalRequested = "approval.requested"
  case approvalDecided = "approval.decided"
  case approvalTimedOut = "approval.timed_out"
  /// Nobody needs to decide any more.
  case approvalCancelled = "approval.cancelled"

  /// How a run ended; nil for statuses that aren't an end.
  init?(end status: RunStatus) {
    switch status {
    case .completed: self = .runCompleted
    case .failed: self = .runFailed
    case .cancelled: self = .runCancelled
    case .timedOut: self = .runTimedOut
    case .pending, .running, .waitingApproval, .waitingSignal, .waitingTimer, .paused: return nil
    }
  }
}

/// Whom a definition wants told of its runs, by what happened.
public struct NoticeSettings: Hashable, Sendable {
  /// The run failed or ran out of time.
  public var onFailure: [NoticeTarget] = []
  public var onCompleted: [NoticeTarget] = []
  /// Somebody is asked to decide.
  public var onApproval: [NoticeTarget] = []

  public init() {}

  func targets(of topic: NoticeTopic) -> [NoticeTarget] {
    switch topic {
    case .runFailed, .runTimedOut: onFailure
    case .runCompleted: onCompleted
    case .approvalRequested: onApproval
    case .runStarted, .runCancelled, .approvalDecided, .approvalTimedOut, .approvalCancelled: []
    }
  }
}

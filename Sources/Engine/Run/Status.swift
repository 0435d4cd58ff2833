/// Where a run stands. Derived from its open steps (``RunSnapshot/derivedStatus``) until it is terminal.
public enum RunStatus: String, Sendable, CaseIterable {
  /// Accepted, but not begun: it waits for its concurrency slot.
  case pending = "PENDING"
  /// Some step is queued or being performed.
  case running = "RUNNING"
  case waitingApproval = "WAITING_APPROVAL"
  case waitingSignal = "WAITING_SIGNAL"
  /// Only clocks are waited for: a retry, a sleep.
  case waitingTimer = "WAITING_TIMER"
  /// Stopped by a person; results are still recorded, nothing new begins.
  case paused = "PAUSED"
  case completed = "COMPLETED"
  case failed = "FAILED"
  case cancelled = "CANCELLED"
  case timedOut = "TIMED_OUT"

  public var isTerminal: Bool {
    switch self {
    case .completed, .failed, .cancelled, .timedOut: true
    case .pending, .running, .waitingApproval, .waitingSignal, .waitingTimer, .paused: false
    }
  }
}

/// Where one visit of one state stands.
public enum StepStatus: String, Sendable, CaseIterable {
  /// Queued: a worker may claim it.
  case pending = "PENDING"
  /// Claimed by a worker (it has a lease), or a composite whose frames are open (it has none).
  case running = "RUNNING"
  case waitingApproval = "WAITING_APPROVAL"
  case waitingSignal = "WAITING_SIGNAL"
  /// Waits for its next attempt, or sleeps.
  case waitingTimer = "WAITING_TIMER"
  case waitingCallback = "WAITING_CALLBACK"
  case succeeded = "SUCCEEDED"
  case failed = "FAILED"
  case skipped = "SKIPPED"
  case cancelled = "CANCELLED"
  case timedOut = "TIMED_OUT"

  public var isTerminal: Bool {
    switch self {
    case .succeeded, .failed, .skipped, .cancelled, .timedOut: true
    case .pending, .running, .waitingApproval, .waitingSignal, .waitingTimer, .waitingCallback: false
    }
  }
}

/// Where a frame stands.
public enum FrameStatus: String, Sendable, CaseIterable {
  case live = "LIVE"
  case succeeded = "SUCCEEDED"
  case failed = "FAILED"
  case cancelled = "CANCELLED"
}

/// Where an approval stands.
public enum ApprovalStatus: String, Sendable, CaseIterable {
  case pending = "PENDING"
  case approved = "APPROVED"
  case rejected = "REJECTED"
  case timedOut = "TIMED_OUT"
  case cancelled = "CANCELLED"
}

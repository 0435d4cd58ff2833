public import JSON

/// One line of a run's history. Events are the stimuli that changed the run, with everything deciding needed and all
/// that it changed in the run's frames; rows are derived from them.
public struct Event: Hashable, Sendable {
  public var run: RunID
  /// 1, 2, 3 … within the run.
  public var number: Int64
  public var at: Instant
  public var type: EventType
  public var actor: Actor
  public var step: StepID?
  /// The stimulus' value: an output, an error, a comment, a signal.
  public var payload: JSONValue?
  /// `trace` (states passed), `frames` (changes of frames, see ``FrameDelta``), and what else deciding needed.
  public var detail: JSONObject

  public init(
    run: RunID, number: Int64, at: Instant, type: EventType, actor: Actor = .system, step: StepID? = nil,
    payload: JSONValue? = nil, detail: JSONObject = [:]
  ) {
    self.run = run
    self.number = number
    self.at = at
    self.type = type
    self.actor = actor
    self.step = step
    self.payload = payload
    self.detail = detail
  }
}

/// The names of events, as they are stored, streamed and shown.
public enum EventType: String, Sendable, CaseIterable {
  case runStarted = "run.started"
  case runContinued = "run.continued"
  case runPaused = "run.paused"
  case runResumed = "run.resumed"
  case runCancelRequested = "run.cancel_requested"
  case runTimedOut = "run.timed_out"
  case runQuarantined = "run.quarantined"
  /// The run took over the beginning of another and goes on by itself from here.
  case runAdopted = "run.adopted"
  case stepSucceeded = "step.succeeded"
  case stepFailed = "step.failed"
  case stepRetryDue = "step.retry_due"
  case stepOverdue = "step.overdue"
  case stepLeaseLost = "step.lease_lost"
  /// A result arrived from a worker that had lost its lease; it was dropped.
  case stepResultDropped = "step.result_dropped"
  case approvalDecided = "approval.decided"
  case approvalTimedOut = "approval.timed_out"
  case signalReceived = "signal.received"
  case stepWoken = "step.woken"
  case stepTimedOut = "step.timed_out"
  case eventReceived = "event.received"
  case childStarted = "child.started"
  case childEnded = "child.ended"
  case slotGranted = "run.slot_granted"
  case cancelGraceOver = "run.cancel_grace_over"
}

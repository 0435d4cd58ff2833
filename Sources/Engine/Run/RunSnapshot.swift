/// What one decision looks at: the run, its live frames and its open steps. A run of a million finished steps is as
/// small as one of ten.
public struct RunSnapshot: Hashable, Sendable {
  public var run: Run
  public var frames: [FrameID: Frame]
  public var steps: [StepID: Step]
  /// The pending approvals, by their steps.
  public var approvals: [StepID: Approval]
  /// Signals that no state has taken yet, the oldest first.
  public var signals: [KeptSignal]
  /// Finished frames of composites that are about to join, loaded on demand (``Verdict/needsFrames``).
  public var finishedFrames: [StepID: [Frame]]
  /// The live frames that have nodes to enter (``FrameState/pending``), so that nobody has to look through all of them.
  var pendingFrames: Set<FrameID>

  public init(
    run: Run, frames: [Frame] = [], steps: [Step] = [], approvals: [Approval] = [],
    signals: [KeptSignal] = [], finishedFrames: [StepID: [Frame]] = [:]
  ) {
    self.run = run
    self.frames = Dictionary(uniqueKeysWithValues: frames.map { ($0.id, $0) })
    self.steps = Dictionary(uniqueKeysWithValues: steps.map { ($0.id, $0) })
    self.approvals = Dictionary(uniqueKeysWithValues: approvals.map { ($0.step, $0) })
    self.signals = signals
    self.finishedFrames = finishedFrames
    self.pendingFrames = Set(frames.lazy.filter { !$0.state.pending.isEmpty }.map(\.id))
  }
}

/// A signal that waits to be taken.
public struct KeptSignal: Hashable, Sendable {
  /// The number of the event that brought it.
  public var number: Int64
  public var signal: Signal
  public var at: Instant

  public init(number: Int64, signal: Signal, at: Instant) {
    self.number = number
    self.signal = signal
    self.at = at
  }
}

/// What one decision looks at: the run, its live frames and its open steps. A run of a million finished steps is as
/// small as one of ten.
public struct RunSnapshot: Hashable, Sendable {
  public var run: Run
  public var frames: [FrameID: Frame]
  public var steps: [StepID: Step]
  /// The pending approvals, by their steps.
  public var approvals: [StepID: Approval]
  /// Finished frames of composites that are about to join, loaded on demand (``Verdict/needsFrames``).
  public var finishedFrames: [StepID: [Frame]]

  public init(
    run: Run, frames: [Frame] = [], steps: [Step] = [], approvals: [Approval] = [],
    finishedFrames: [StepID: [Frame]] = [:]
  ) {
    self.run = run
    self.frames = Dictionary(uniqueKeysWithValues: frames.map { ($0.id, $0) })
    self.steps = Dictionary(uniqueKeysWithValues: steps.map { ($0.id, $0) })
    self.approvals = Dictionary(uniqueKeysWithValues: approvals.map { ($0.step, $0) })
    self.finishedFrames = finishedFrames
  }
}

public import Engine
public import Store

/// One thing that happened to a run, on its way to the run.
public struct Advance: Sendable {
  public var run: RunID
  public var stimulus: Stimulus
  /// What the attempt printed, kept in the same commit as its result.
  public var log: AttemptLog?
  /// The number of the queue's row that brought the stimulus; it goes in the same commit.
  public var queued: Int64?

  public init(run: RunID, stimulus: Stimulus, log: AttemptLog? = nil, queued: Int64? = nil) {
    self.run = run
    self.stimulus = stimulus
    self.log = log
    self.queued = queued
  }
}

/// What became of an ``Advance``.
public enum AdvanceOutcome: Sendable {
  /// The run as it is now.
  case advanced(Run)
  /// Nothing was to be done: a repeated, late or foreign stimulus.
  case ignored(String)
  /// The run could not be worked on any more and was ended.
  case quarantined(String)
  case unknownRun
}

/// What a group of advances did.
public struct AdvanceReport: Sendable {
  /// In the order of the advances.
  public var outcomes: [AdvanceOutcome] = []
  /// Steps that were queued and claimed in the same commit.
  public var claimed: [Step] = []

  public init() {}

  public var advancedCount: Int { count { if case .advanced = $0 { true } else { false } } }
  public var quarantinedCount: Int { count { if case .quarantined = $0 { true } else { false } } }

  private func count(_ isMeant: (AdvanceOutcome) -> Bool) -> Int { outcomes.lazy.filter(isMeant).count }
}

public import Engine

/// What deciding needs. The cost follows what is open, never what is finished.
public protocol SnapshotReading {
  /// The run with its live frames (their states brought up to date from the run's last events), open steps and pending
  /// approvals.
  func snapshot(of run: RunID) throws -> RunSnapshot?

  /// All frames of a composite that have ended, in the order in which they were opened.
  func finishedFrames(of step: StepID, in run: RunID) throws -> [Frame]

  /// Whether a snapshot is still current.
  func version(of run: RunID) throws -> Int64?
}

public import Engine
public import JSON

/// What deciding needs. The cost follows what is open, never what is finished.
public protocol SnapshotReading {
  /// The run with its live frames (their states brought up to date from the run's last events), open steps and pending
  /// approvals.
  func snapshot(of run: RunID) throws -> RunSnapshot?

  /// All frames of a composite that have ended, in the order in which they were opened.
  func finishedFrames(of step: StepID, in run: RunID) throws -> [Frame]

  /// The run's context as it is now, or as it was when the run ended; nil for a run that isn't there or never began.
  func context(of run: RunID) throws -> JSONObject?

  /// Whether a snapshot is still current.
  func version(of run: RunID) throws -> Int64?
}

public import Engine

/// Changing runs. Nothing else writes runs, frames, steps, timers, approvals and events.
public protocol RunWriting {
  /// Writes a new run with its labels. It has no event and no frame until its first decision is applied.
  func insertRun(_ run: Run) throws

  /// Writes what a decision says, and its event. Belongs inside a `savepoint` of its own, since it stops where it fails.
  ///
  /// - Parameter version: the version of the snapshot that was decided on.
  /// - Parameter terms: when given, steps that the decision newly queues are written as already claimed, up to the
  ///   terms' limit, which saves the claim's writes.
  /// - Returns: the steps that were claimed this way, with their leases.
  /// - Throws: ``ApplyError``, or `InvariantViolation` when the schema refuses a row.
  @discardableResult
  func apply(_ decision: Decision, to version: Int64, claiming terms: ClaimTerms?) throws -> [Step]

  /// Ends a run that can't be worked on any more: FAILED with an `internal` error that holds `reason`, its open steps,
  /// frames and approvals CANCELLED, timers and stimuli gone, one event. A run that is terminal stays as it is.
  func quarantine(_ run: RunID, reason: String, at now: Instant) throws

  /// Keeps what an attempt printed, instead of what an earlier delivery of the same attempt had printed.
  func insertLog(_ log: AttemptLog) throws
}

extension RunWriting {
  @discardableResult
  public func apply(_ decision: Decision, to version: Int64) throws -> [Step] {
    try apply(decision, to: version, claiming: nil)
  }
}

public import Engine

/// Who claims steps, until when, and how many.
public struct ClaimTerms: Hashable, Sendable {
  public var worker: WorkerID
  public var now: Instant
  /// When the leases expire unless they are renewed.
  public var until: Instant
  public var limit: Int
  /// Only steps of this run.
  public var run: RunID?

  public init(worker: WorkerID, now: Instant, until: Instant, limit: Int, run: RunID? = nil) {
    self.worker = worker
    self.now = now
    self.until = until
    self.limit = limit
    self.run = run
  }
}

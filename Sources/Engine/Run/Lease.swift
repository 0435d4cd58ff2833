/// The right to perform a step, held by one worker for a while.
///
/// The epoch is a fencing number that only grows: whoever finishes the step repeats owner and epoch, and a worker that
/// was robbed while it slept changes nothing when it wakes.
public struct Lease: Hashable, Sendable {
  public var owner: WorkerID
  public var epoch: Int64
  public var expiresAt: Instant

  public init(owner: WorkerID, epoch: Int64, expiresAt: Instant) {
    self.owner = owner
    self.epoch = epoch
    self.expiresAt = expiresAt
  }

  /// Whether both name the same claim; expiry moves with each renewal and doesn't count.
  public func isSameClaim(as other: Lease) -> Bool { owner == other.owner && epoch == other.epoch }
}

public import Engine

/// What is on its way, and what became of it.
public protocol DeliveryReading {
  func delivery(_ number: Int64, tenant: TenantID) throws -> Delivery?

  /// Newest first.
  func deliveries(_ filter: DeliveryFilter, page: PageRequest) throws -> Page<Delivery>

  /// What was tried, first to last.
  func attempts(of delivery: Int64) throws -> [DeliveryAttempt]

  /// Whether anything could be claimed: a cheap look before a write.
  func hasDueDeliveries(at now: Instant) throws -> Bool

  /// Whether there is anything to forget.
  func hasDeliveries(finishedBefore moment: Instant) throws -> Bool

  /// The earliest moment at which a delivery that nobody has in hand is due; nil when there is none.
  func nextDelivery() throws -> Instant?
}

/// Delivering. Every write that finishes a delivery repeats its lease: a lost one changes nothing.
public protocol DeliveryWriting {
  /// Takes due deliveries of endpoints that are enabled and not left in peace: endpoints take turns, none gets more than
  /// `perEndpoint` at a time, and of one subject only the oldest that is still on its way is taken.
  func claimDeliveries(_ terms: ClaimTerms, perEndpoint: Int) throws -> [ClaimedDelivery]

  /// Writes what an attempt led to. False when the lease was lost, and nothing was written.
  func record(_ report: DeliveryReport) throws -> Bool

  /// Gives back what a worker has claimed and not finished, as if it had not. Returns how many.
  @discardableResult
  func releaseDeliveries(of worker: WorkerID) throws -> Int

  /// Sends a finished delivery off again. False when it is on its way already, or gone.
  func redeliver(_ number: Int64, tenant: TenantID, at now: Instant) throws -> Bool

  /// Forgets deliveries that were finished before a moment, at most so many, and messages that have none left.
  @discardableResult
  func pruneDeliveries(finishedBefore moment: Instant, limit: Int) throws -> Int
}

/// A delivery to be made now.
public struct ClaimedDelivery: Hashable, Sendable {
  public var delivery: Delivery
  public var endpoint: Endpoint

  public init(delivery: Delivery, endpoint: Endpoint) {
    self.delivery = delivery
    self.endpoint = endpoint
  }
}

/// What an attempt led to.
public struct DeliveryReport: Hashable, Sendable {
  public var delivery: Int64
  public var endpoint: EndpointID
  public var lease: Lease
  public var attempt: DeliveryAttempt
  public var verdict: Verdict
  /// What it says about the endpoint.
  public var standing: Standing

  public init(
    _ claim: ClaimedDelivery, lease: Lease, attempt: DeliveryAttempt, verdict: Verdict, standing: Standing
  ) {
    delivery = claim.delivery.number
    endpoint = claim.endpoint.id
    self.lease = lease
    self.attempt = attempt
    self.verdict = verdict
    self.standing = standing
  }

  public enum Verdict: Hashable, Sendable {
    case delivered
    case again(at: Instant)
    case dead
  }

  public enum Standing: Hashable, Sendable {
    case answers
    /// One more failure; left in peace until then.
    case fails(resumeAt: Instant?)
    /// It wants nothing more, and why.
    case gone(String)
  }
}

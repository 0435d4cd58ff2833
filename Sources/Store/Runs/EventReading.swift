public import Engine

/// Reading histories.
public protocol EventReading {
  /// A run's events whose numbers are greater than `number`, in order.
  func events(of run: RunID, after number: Int64, limit: Int) throws -> [StoredEvent]

  /// A tenant's events whose sequence numbers are greater than `sequence`, in order: what a stream sends.
  func events(in tenant: TenantID, after sequence: Int64, limit: Int) throws -> [StoredEvent]

  /// The number of the run's last event up to `sequence`; 0 when it has none: where a stream resumes.
  func eventNumber(of run: RunID, upTo sequence: Int64) throws -> Int64

  /// The newest sequence number; 0 in an empty store.
  func lastSequence() throws -> Int64
}

/// An event with its place in the one sequence of all events.
public struct StoredEvent: Hashable, Sendable {
  public var sequence: Int64
  public var event: Event

  public init(sequence: Int64, event: Event) {
    self.sequence = sequence
    self.event = event
  }
}

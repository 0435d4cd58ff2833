public import Engine

/// What was published to a tenant, by people, programs and runs.
public protocol InboundEventReading {
  func inboundEvent(_ id: String, tenant: TenantID) throws -> InboundEvent?

  /// Newest first.
  func inboundEvents(_ filter: InboundEventFilter, page: PageRequest) throws -> Page<InboundEvent>
}

/// Publishing from outside; runs publish by their decisions.
public protocol InboundEventWriting {
  /// Records the event, and leaves a stimulus for every run that waits for it.
  ///
  /// - Returns: those runs; nil when an event of this id was recorded before, and nothing else has happened.
  func publish(_ event: PublishedEvent, tenant: TenantID) throws -> [RunID]?
}

/// An event with its place among all events of all tenants.
public struct InboundEvent: Hashable, Sendable {
  public var sequence: Int64
  public var event: PublishedEvent

  public init(sequence: Int64, event: PublishedEvent) {
    self.sequence = sequence
    self.event = event
  }
}

/// Which events a list shows. Every condition that is given must hold.
public struct InboundEventFilter: Hashable, Sendable {
  public var tenant: TenantID
  public var name: String?
  public var correlation: String?

  public init(tenant: TenantID, name: String? = nil, correlation: String? = nil) {
    self.tenant = tenant
    self.name = name
    self.correlation = correlation
  }
}

public import Engine

/// What was published to a tenant, by people, programs and runs.
public protocol InboundEventReading {
  func inboundEvent(_ id: String, tenant: TenantID) throws -> InboundEvent?

  /// Newest first.
  func inboundEvents(_ filter: InboundEventFilter, page: PageRequest) throws -> Page<InboundEvent>
}

/// Publishing from outside; runs publish by their decisions.
public protocol InboundEventWriting {
  /// Records the event, and leaves a stimulus for every run that waits for it. Starting runs is left to whoever looks at
  /// ``EventMatchReading/eventsToMatch(limit:)``.
  ///
  /// - Returns: the runs that wait; nil when an event of this id was recorded before, and nothing else has happened.
  func publish(_ event: PublishedEvent, tenant: TenantID, from provenance: EventProvenance) throws -> [RunID]?
}

extension InboundEventWriting {
  /// An event that comes by no webhook and repeats none.
  public func publish(_ event: PublishedEvent, tenant: TenantID) throws -> [RunID]? {
    try publish(event, tenant: tenant, from: EventProvenance())
  }
}

/// Where an event comes from, besides who published it.
public struct EventProvenance: Hashable, Sendable {
  /// The name of the webhook by which it came.
  public var webhook: String?
  /// The event that it repeats.
  public var replayOf: String?

  public init(webhook: String? = nil, replayOf: String? = nil) {
    self.webhook = webhook
    self.replayOf = replayOf
  }
}

/// An event with its place among all events of all tenants.
public struct InboundEvent: Hashable, Sendable {
  public var sequence: Int64
  public var tenant: TenantID
  public var event: PublishedEvent
  public var provenance: EventProvenance
  /// When the last trigger had looked at it; nil while some have not.
  public var matchedAt: Instant?
  /// How many runs it started, and how many that waited took it.
  public var matches: Int

  public init(
    sequence: Int64, tenant: TenantID, event: PublishedEvent, provenance: EventProvenance = EventProvenance(),
    matchedAt: Instant? = nil, matches: Int = 0
  ) {
    self.sequence = sequence
    self.tenant = tenant
    self.event = event
    self.provenance = provenance
    self.matchedAt = matchedAt
    self.matches = matches
  }
}

/// Which events a list shows. Every condition that is given must hold.
public struct InboundEventFilter: Hashable, Sendable {
  public var tenant: TenantID
  public var name: String?
  public var correlation: String?
  public var webhook: String?
  /// Whether any run was started by it or took it.
  public var isMatched: Bool?
  public var since: Instant?
  public var until: Instant?
  /// A part of the payload, as JSON writes it, or the event's id; the case of ASCII letters doesn't matter.
  public var text: String?

  public init(tenant: TenantID, name: String? = nil, correlation: String? = nil) {
    self.tenant = tenant
    self.name = name
    self.correlation = correlation
  }
}

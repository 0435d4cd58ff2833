import Digest
public import Engine
public import JSON
import Logging
public import Store

/// An event that somebody publishes.
public struct EventRequest: Sendable {
  /// What happened, as `order.paid`.
  public var name: String
  public var payload: JSONValue
  /// Tells events of one name apart, as an order's number does.
  public var correlation: String?
  /// The publisher's own name for the event: published again with the same key, it is the same event.
  public var dedupeKey: String?

  public init(name: String, payload: JSONValue = .null, correlation: String? = nil, dedupeKey: String? = nil) {
    self.name = name
    self.payload = payload
    self.correlation = correlation
    self.dedupeKey = dedupeKey
  }
}

/// An event that was published now, or before under the same key.
public struct PublishedOutcome: Sendable {
  public var event: InboundEvent
  /// The event is an earlier one; nothing else has happened.
  public let isRepeated: Bool
  /// The runs that it was brought to, and those that it started.
  public var runs: [RunID]
}

extension Installation {
  /// Records an event, brings it to every run that waits for it, and starts the runs whose triggers mean it.
  ///
  /// - Throws: ``OperationError``: `forbidden`, `invalid`, `tooLarge`.
  public func publishEvent(_ request: EventRequest, by identity: Identity) throws -> PublishedOutcome {
    try identity.require(.publishEvent)
    try check(request)
    let now = clock.now()
    let id = request.dedupeKey.map { Self.eventID(for: $0, identity.tenant) } ?? identifiers.ulid(at: now)
    let event = PublishedEvent(
      id: id, name: request.name, payload: request.payload, correlation: request.correlation, by: identity.actor,
      at: now)
    return try settle(
      try storage.write { try self.record(event, tenant: identity.tenant, from: EventProvenance(), $0) })
  }

  /// Publishes what an earlier event said once more, as a new event that names the old one.
  ///
  /// - Throws: ``OperationError``: `forbidden`, `notFound`.
  public func replayEvent(_ id: String, by identity: Identity) throws -> PublishedOutcome {
    try identity.require(.publishEvent)
    guard let old = try storage.read({ try $0.inboundEvent(id, tenant: identity.tenant) }) else {
      throw OperationError(event: id)
    }
    let now = clock.now()
    var event = old.event
    (event.id, event.by, event.at, event.depth) = (identifiers.ulid(at: now), identity.actor, now, 0)
    let provenance = EventProvenance(webhook: old.provenance.webhook, replayOf: old.event.id)
    return try settle(
      try storage.write { [event] in try self.record(event, tenant: identity.tenant, from: provenance, $0) })
  }

  /// The recording itself: when its transaction is committed nothing of the event can be lost any more.
  func record(
    _ event: PublishedEvent, tenant: TenantID, from provenance: EventProvenance, _ writer: any StorageWriter
  ) throws -> PublishedOutcome {
    try writer.ensureTenant(tenant, at: event.at)
    let runs = try writer.publish(event, tenant: tenant, from: provenance)
    guard let recorded = try writer.inboundEvent(event.id, tenant: tenant) else {
      throw InvariantViolation("the event \(event.id), which was just published, is missing")
    }
    return PublishedOutcome(event: recorded, isRepeated: runs == nil, runs: runs ?? [])
  }

  /// What follows from a recorded event, as far as a request may take the time. What fails here is no failure of the
  /// publisher's: the next tick does it.
  func settle(_ recorded: PublishedOutcome) throws -> PublishedOutcome {
    var outcome = recorded
    guard !outcome.isRepeated else { return outcome }
    do {
      try bringStimuli(to: outcome.runs)
      if outcome.event.matchedAt == nil {
        outcome.runs += try EventMatcher(installation: self).match(outcome.event, rounds: 1)
      }
      let (id, tenant) = (outcome.event.event.id, outcome.event.tenant)
      if !outcome.runs.isEmpty || outcome.event.matchedAt == nil {
        outcome.event = try storage.read { try $0.inboundEvent(id, tenant: tenant) } ?? outcome.event
      }
    } catch let error as StorageError {
      logger.warning(
        "an event is left to the next tick",
        metadata: ["event": "\(outcome.event.event.id)", "error": "\(error.description)"])
    }
    return outcome
  }

  private func check(_ request: EventRequest) throws {
    guard MessageName.isWellFormed(request.name) else {
      throw OperationError(.invalid, "an event's type has \(MessageName.form)")
    }
    if let correlation = request.correlation { try check(correlation: correlation) }
    if let key = request.dedupeKey, key.isEmpty || key.utf8.count > Self.longestDedupeKey {
      throw OperationError(.invalid, "a dedupe key has 1 to \(Self.longestDedupeKey) bytes")
    }
    try check(payload: request.payload)
  }

  func check(correlation: String) throws {
    guard MessageName.isCorrelation(correlation) else {
      throw OperationError(.invalid, "a correlation has at most \(MessageName.maximumCorrelationBytes) bytes")
    }
  }

  /// What a state could not keep as its result needn't be sent to it.
  func check(payload: JSONValue) throws {
    let limit = Limits().outputBytes
    guard payload.utf8Text.count <= limit else {
      throw OperationError(.tooLarge, "a payload has at most \(limit) bytes; store it elsewhere and send its place")
    }
  }

  private static let longestDedupeKey = 256

  /// Another tenant's event of the same key is another event.
  private static func eventID(for key: String, _ tenant: TenantID) -> String {
    String(sha256Hex("event\0\(tenant)\0\(key)").prefix(32))
  }

  /// Brings what was just queued for these runs to them, as far as a request may take the time; ticks do the rest.
  private func bringStimuli(to runs: [RunID]) throws {
    guard !runs.isEmpty else { return }
    let wanted = Set(runs)
    let queued = try storage.read { try $0.pendingStimuli(limit: Self.stimuliLookedAt) }
      .filter { wanted.contains($0.run) }.prefix(Self.stimuliOfARequest)
    _ = try Advancer(self).advance(queued.map { Advance(run: $0.run, stimulus: $0.stimulus, queued: $0.id) })
  }

  /// More than this is a backlog that some tick works on anyway.
  private static let stimuliLookedAt = 1_000
  private static let stimuliOfARequest = 50
}

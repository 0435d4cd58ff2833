import Digest
public import Engine
public import JSON
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
  public let event: InboundEvent
  /// The event is an earlier one; nothing else has happened.
  public let isRepeated: Bool
  /// The runs that it was brought to.
  public let runs: [RunID]
}

extension Installation {
  /// Records an event and brings it to every run that waits for it.
  ///
  /// - Throws: ``OperationError``: `forbidden`, `invalid`.
  public func publishEvent(_ request: EventRequest, by identity: Identity) throws -> PublishedOutcome {
    try identity.require(.publishEvent)
    try check(request)
    let now = clock.now()
    let id = request.dedupeKey.map { Self.eventID(for: $0, identity.tenant) } ?? identifiers.ulid(at: now)
    let event = PublishedEvent(
      id: id, name: request.name, payload: request.payload, correlation: request.correlation, by: identity.actor,
      at: now)
    let outcome = try storage.write { writer in
      let runs = try writer.publish(event, tenant: identity.tenant)
      guard let recorded = try writer.inboundEvent(id, tenant: identity.tenant) else {
        throw InvariantViolation("the event \(id), which was just published, is missing")
      }
      return PublishedOutcome(event: recorded, isRepeated: runs == nil, runs: runs ?? [])
    }
    try bringStimuli(to: outcome.runs)
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
      throw OperationError(.invalid, "a payload has at most \(limit) bytes; store it elsewhere and send its place")
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

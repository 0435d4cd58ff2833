import Engine
public import Store

/// An event with everything that became of it.
public struct EventDetails: Sendable {
  public var event: InboundEvent
  public var matches: [MatchDetails]
  /// Why nothing came of it; nil when something did, or may still.
  public var whyNothing: String?

  /// One answer to the event.
  public struct MatchDetails: Sendable {
    public var match: EventMatch
    /// Of a run that waited: whether it took the event.
    public var isTaken: Bool?
    public var reason: String?
  }
}

extension Installation {
  /// Answers shown with one event. An event that wakes more runs than this is looked at from the runs' side.
  private static let mostMatches = 500

  /// - Throws: ``OperationError``: `notFound`, `forbidden`.
  public func eventDetails(_ id: String, for identity: Identity) throws -> EventDetails {
    try identity.require(.view)
    return try storage.read { reader in
      guard let event = try reader.inboundEvent(id, tenant: identity.tenant) else { throw OperationError(event: id) }
      let matches = try reader.matches(of: id, limit: Self.mostMatches).map { match in
        try self.details(of: match, reader)
      }
      let isSettled = matches.isEmpty && event.matchedAt != nil
      let why = "no workflow names \(event.names) in `on`, and no run waited for it"
      return EventDetails(event: event, matches: matches, whyNothing: isSettled ? why : nil)
    }
  }

  private func details(of match: EventMatch, _ reader: any StorageReader) throws -> EventDetails.MatchDetails {
    var details = EventDetails.MatchDetails(match: match, reason: match.reason)
    if match.outcome == .passedOver { details.reason = "its `if` is false" }
    guard match.kind == .wait, let run = match.run else { return details }
    let isTaken = try reader.hasTaken(match.event, run: run)
    details.isTaken = isTaken
    if !isTaken { details.reason = "it hasn't taken the event: its filter refuses it, or it no longer waits" }
    return details
  }
}

extension InboundEvent {
  /// `the type order.paid`, `the type push or the webhook github`
  fileprivate var names: String {
    "the type '\(event.name)'" + (provenance.webhook.map { " or the webhook '\($0)'" } ?? "")
  }
}

extension OperationError {
  init(event id: String) {
    self.init(.notFound, "there is no event '\(id)'; `escapement events` lists what was published")
  }
}

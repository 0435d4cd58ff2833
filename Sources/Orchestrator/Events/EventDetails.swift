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
    /// Why nothing came of it here.
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
      let matches = try reader.matches(of: id, limit: Self.mostMatches).map {
        EventDetails.MatchDetails(match: $0, reason: Self.reason(of: $0))
      }
      let isSettled = matches.isEmpty && event.matchedAt != nil
      let why = "no workflow names \(event.names) in `on`, and no run waited for it"
      return EventDetails(event: event, matches: matches, whyNothing: isSettled ? why : nil)
    }
  }

  private static func reason(of match: EventMatch) -> String? {
    switch match.outcome {
    case .passedOver: "its `if` is false"
    case .brought: "it hasn't taken the event: its filter refuses it, or it no longer waits"
    case .started, .taken, .refused: match.reason
    }
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

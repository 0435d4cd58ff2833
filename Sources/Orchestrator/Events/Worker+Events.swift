import Engine
import Store

extension Worker {
  /// How many events one pass looks at; the rest is next.
  private static let eventsOfAPass = 50

  /// Starts the runs of events that nobody has asked the triggers about: those that runs publish, and those whose
  /// publisher was killed.
  ///
  /// - Returns: how many events were looked at.
  public func matchEvents() throws -> Int {
    let events = try installation.storage.read { try $0.eventsToMatch(limit: Self.eventsOfAPass) }
    let matcher = EventMatcher(installation: installation)
    for event in events { _ = try matcher.match(event) }
    return events.count
  }
}

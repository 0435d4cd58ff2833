import JSON

extension Draft {
  /// The event is recorded in the decision's own commit, under the visit's id: it is published once, however often the
  /// decision is made.
  mutating func publish(_ event: OutgoingEvent, at place: Place) throws(Interruption) {
    let id = try makeStep(at: place, status: .succeeded).id
    effects.append(
      .publishEvent(
        PublishedEvent(
          id: id.rawValue, name: event.name, payload: event.payload, correlation: event.correlation,
          by: Actor(rawValue: "run:\(run.id)"), at: now)))
    record(place, outcome: "published \(event.name)")
    try proceed(place.frame, to: place.node.next)
  }
}

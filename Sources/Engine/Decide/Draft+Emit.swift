import JSON

extension Run {
  /// How many events led to the run.
  public var eventDepth: Int {
    Int(clamping: trigger[PublishedEvent.depthKey]?.integerValue ?? 0)
  }
}

extension Draft {
  /// The event is recorded in the decision's own commit, under the visit's id: it is published once, however often the
  /// decision is made.
  mutating func publish(_ event: OutgoingEvent, at place: Place) throws(Interruption) {
    let id = try makeStep(at: place, status: .succeeded).id
    effects.append(
      .publishEvent(
        PublishedEvent(
          id: id.rawValue, name: event.name, payload: event.payload, correlation: event.correlation,
          by: Actor(rawValue: "run:\(run.id)"), at: now, depth: run.eventDepth + 1)))
    record(place, outcome: "published \(event.name)")
    try proceed(place.frame, to: place.node.next)
  }
}

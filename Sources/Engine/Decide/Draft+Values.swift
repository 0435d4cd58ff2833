import JSON

/// States that are over at once and leave no step, only a line in the event.
extension Draft {
  /// What a switch looked at is stored only where the state says so, and never flows on.
  mutating func pass(
    _ value: JSONValue, to next: Successor, _ note: String, at place: Place
  ) throws(Interruption) {
    if place.node.resultPath != nil {
      do throws(RunError) {
        try store(try shape(value, of: place.node, in: place.frame), of: place.node, in: place.frame)
      } catch {
        return try failOnEntry(place, error)
      }
    }
    record(place, outcome: note)
    try proceed(place.frame, to: next)
  }

  mutating func inject(_ value: JSONValue, at place: Place) throws(Interruption) {
    let path = place.node.resultPath ?? []
    do throws(RunError) {
      let shaped = try shape(value, of: place.node, in: place.frame)
      if case .object(let object) = shaped {
        try merge(object, at: path, in: place.frame)
      } else if path.isEmpty {
        throw .noObjectAtRoot(shaped)
      } else {
        try write(shaped, at: path, in: place.frame)
      }
    } catch {
      return try failOnEntry(place, error)
    }
    record(place, outcome: "injected")
    try proceed(place.frame, to: place.node.next)
  }

  /// A computed value is a result like any other: it is stored, and flows on.
  mutating func take(_ value: JSONValue, at place: Place) throws(Interruption) {
    do throws(RunError) {
      try checkOutput(value)
      let shaped = try shape(value, of: place.node, in: place.frame)
      try store(shaped, of: place.node, in: place.frame)
      setData(shaped, in: place.frame)
    } catch {
      return try failOnEntry(place, error)
    }
    record(place, outcome: "computed")
    try proceed(place.frame, to: place.node.next)
  }

  /// The block is over, well. The run's own block ends the run, which is COMPLETED even on its way through `onFailure`.
  mutating func succeed(with value: JSONValue?, at place: Place) throws(Interruption) {
    do throws(RunError) { try value.map { (value) throws(RunError) in try checkOutput(value) } } catch {
      return try failOnEntry(place, error)
    }
    record(place, outcome: "succeeded")
    let frame = try frame(place.frame)
    if frame.kind == .root { return complete(frame, with: value) }
    if let value { setData(value, in: place.frame) }
    // Other parts of a graph may still be active.
    if program.blocks[place.node.block].graph != nil { closeSteps(in: place.frame) }
    try finish(place.frame)
  }
}

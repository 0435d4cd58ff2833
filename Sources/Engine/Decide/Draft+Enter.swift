import JSON

/// Entering a state: it is evaluated first, without changing anything, and then carried out.
extension Draft {
  mutating func enter(_ visit: Visit) throws(Interruption) {
    let node = try node(visit.node)
    let number = countVisit(of: node, in: visit.frame)
    entered.append(.init(frame: visit.frame, node: visit.node, visit: number))
    let place = Place(frame: visit.frame, node: node, visit: number)
    if let error = errorOfVisits(place) { return try failOnEntry(place, error, isRouted: false) }
    let entry: Entry
    do {
      entry = try evaluate(node, in: try enclosing(place))
    } catch {
      return try failOnEntry(place, error)
    }
    try carryOut(entry, at: place)
  }

  /// One visit of one state in one frame.
  struct Place {
    var frame: FrameID
    var node: Node
    var visit: Int
  }

  /// What a state turned out to do.
  enum Entry {
    case skip
    /// Over at once: `switch`, with what it looked at.
    case pass(next: Successor, value: JSONValue, note: String)
    case merge(JSONValue)
    /// Computed: the state's result.
    case value(JSONValue)
    /// The block is over, with this value if there is one.
    case succeed(JSONValue?)
    case queue(Work)
    case ask(Question)
    case open([Region], input: JSONValue)
    case iterate([JSONValue])
    /// `while`, with what flows into its first pass.
    case loop(input: JSONValue)
    /// `try`, with what flows into each of its blocks.
    case attempt(input: JSONValue)
    case sleep(until: WakeTime)
    case await(Expectation)
    case publish(OutgoingEvent)
  }

  /// One visit too many. The state's own routes may be what leads back to it, so they don't get this error.
  private func errorOfVisits(_ place: Place) -> RunError? {
    let limit = program.limits.visits
    guard place.visit > limit else { return nil }
    return RunError(
      .limit,
      "the state '\(place.node.name)' was visited \(limit) times; a loop that long needs another way to end")
  }

  /// What evaluating needs, with failures of the engine itself turned into errors of the run.
  private mutating func enclosing(_ place: Place) throws(RunError) -> Surroundings {
    do {
      let frame = try frame(place.frame)
      return Surroundings(
        scope: try scope(in: place.frame), data: frame.state.data, agents: environment.agents, limits: program.limits,
        zones: environment.zones)
    } catch {
      throw RunError(.internal, "the frame of '\(place.node.name)' can't be read: \(error)")
    }
  }

  private mutating func carryOut(_ entry: Entry, at place: Place) throws(Interruption) {
    switch entry {
    case .skip:
      record(place, outcome: "skipped")
      try proceed(place.frame, to: place.node.next, after: .skipped)
    case .pass(let next, let value, let note):
      try pass(value, to: next, note, at: place)
    case .merge(let value):
      try inject(value, at: place)
    case .value(let value):
      try take(value, at: place)
    case .succeed(let value):
      try succeed(with: value, at: place)
    case .queue(let work):
      try queue(work, at: place)
    case .ask(let question):
      try ask(question, at: place)
    case .open(let regions, let input):
      try open(regions, input: input, at: place, attempt: 1)
    case .iterate(let items):
      try iterate(items, at: place, attempt: 1)
    case .loop(let input), .attempt(let input):
      var step = try makeStep(at: place, status: .running)
      step.input = input
      step.timeout = place.node.timeout
      insert(step)
      try beginParts(of: step, place.node)
    case .sleep(let until):
      try rest(until: until, at: place)
    case .await(let expectation):
      try expect(expectation, at: place)
    case .publish(let event):
      try publish(event, at: place)
    }
  }

  /// A line about a visit that leaves no step.
  mutating func record(_ place: Place, outcome: String) {
    trace.append([
      "path": .string(displayPath(of: place)), "type": .string(place.node.kind.type.rawValue),
      "outcome": .string(outcome),
    ])
  }

  func displayPath(of place: Place) -> String {
    StepPath.display(in: displayPath(ofFrame: place.frame), state: place.node.name, visit: place.visit)
  }

  func displayPath(ofFrame id: FrameID) -> String {
    guard let frame = snapshot.frames[id], let owner = frame.owner, let step = snapshot.steps[owner] else { return "" }
    return StepPath.display(of: frame.kind, owner: step.path)
  }

  /// A new step for the visit, in the given status.
  func makeStep(at place: Place, status: StepStatus) throws(Interruption) -> Step {
    let frame = try frame(place.frame)
    let id = StepIdentity.step(run: run.id, framePath: frame.path, state: place.node.name, visit: place.visit)
    return Step(
      id: id, run: run.id, frame: place.frame, node: place.node.index, state: place.node.name, visit: place.visit,
      path: displayPath(of: place), type: place.node.kind.type, status: status, createdAt: now)
  }

  mutating func insert(_ step: Step) {
    snapshot.steps[step.id] = step
    rows.note(step, isNew: true)
  }
}

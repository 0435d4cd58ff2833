import JSON

/// Blocks in which several nodes may be active at once. Tokens move along transitions; a join takes in as many as it
/// asks for and starts with one.
extension Draft {
  mutating func setOut(_ graph: Graph, in frame: FrameID) throws(Interruption) {
    addTokens(graph.entries.count, in: frame)
    for entry in graph.entries { arrive(at: entry, in: frame) }
    try finishIfQuiet(frame)
  }

  /// A node ended otherwise than by an error: its token goes on.
  mutating func depart(from node: Int, in frame: FrameID, _ outcome: VisitOutcome) throws(Interruption) {
    let node = try self.node(node)
    do {
      try note(outcome, of: node, error: nil, in: frame)
      try move(to: try fire(node, outcome, error: nil, in: frame) ?? [], in: frame)
    } catch {
      switch error {
      case .interrupted(let interruption): throw interruption
      case .failed(let error): try failFrame(frame, with: error, ending: .failed)
      }
    }
  }

  /// Sends the token of a failed step along the transitions that take the failure.
  ///
  /// - Returns: false when none does; then the failure is the frame's.
  mutating func departFailed(_ step: Step, _ node: Node, _ error: RunError) throws(Interruption) -> Bool {
    let outcome: VisitOutcome = error.has(.timeout) ? .timedOut : .failed
    do {
      try note(outcome, of: node, error: error, in: step.frame)
      guard let targets = try fire(node, outcome, error: error, in: step.frame) else { return false }
      setCaught(error, in: step.frame)
      try move(to: targets, in: step.frame)
    } catch let failure {
      switch failure {
      case .interrupted(let interruption): throw interruption
      case .failed(let second):
        // What went wrong first is what people look for; that its routing failed too is said beside it.
        var first = error
        first.details["transition"] = .string(second.message)
        try failFrame(step.frame, with: first, ending: .failed)
      }
    }
    return true
  }

  private enum DepartureError: Error {
    case interrupted(Interruption)
    /// A transition's condition or publication failed.
    case failed(RunError)
  }

  // MARK: Transitions

  /// Keeps how the node ended beside its result, where later expressions look.
  private mutating func note(
    _ outcome: VisitOutcome, of node: Node, error: RunError?, in frame: FrameID
  ) throws(DepartureError) {
    guard let path = node.resultPath?.dropLast(), !path.isEmpty else { return }
    let place = Array(path)
    do {
      try write(.string(outcome.rawValue), at: place + ["status"], in: frame)
      if let error {
        try write(nil, at: place + ["result"], in: frame)
        try write(error.json, at: place + ["error"], in: frame)
      } else if outcome == .skipped {
        try write(nil, at: place + ["result"], in: frame)
      }
    } catch { throw .failed(error) }
  }

  /// Fires the transitions that match, one after the other: each sees what those before it published.
  ///
  /// - Returns: the targets in order; nil when none matched.
  private mutating func fire(
    _ node: Node, _ outcome: VisitOutcome, error: RunError?, in frame: FrameID
  ) throws(DepartureError) -> [Int]? {
    let graph = try graph(of: node)
    var targets: [Int]?
    for transition in node.transitions where transition.outcomes.contains(outcome) {
      let scope = try scope(after: node, outcome, error, in: frame)
      do { guard try transition.condition?.isTrue(in: scope) ?? true else { continue } } catch { throw .failed(error) }
      for publication in transition.publish {
        let scope = try self.scope(after: node, outcome, error, in: frame)
        do { try write(try publication.value.render(in: scope), at: publication.path, in: frame) } catch {
          throw .failed(error)
        }
      }
      targets = (targets ?? []) + transition.targets
      if graph.firing == .first { break }
    }
    return targets
  }

  /// The token becomes one at each of the targets.
  private mutating func move(to targets: [Int], in frame: FrameID) throws(DepartureError) {
    addTokens(targets.count - 1, in: frame)
    for target in targets { arrive(at: target, in: frame) }
    do { try finishIfQuiet(frame) } catch { throw .interrupted(error) }
  }

  private mutating func scope(
    after node: Node, _ outcome: VisitOutcome, _ error: RunError?, in frame: FrameID
  ) throws(DepartureError) -> DataScope {
    do throws(Interruption) {
      var scope = try scope(in: frame)
      scope.locals["outcome"] = .string(outcome.rawValue)
      scope.result = node.resultPath.flatMap { scope.context.value(at: $0) } ?? .null
      if let error { scope.error = error.json }
      return scope
    } catch { throw .interrupted(error) }
  }

  private func graph(of node: Node) throws(DepartureError) -> Graph {
    guard program.blocks.indices.contains(node.block), let graph = program.blocks[node.block].graph else {
      throw .interrupted(.broken("the state '\(node.name)' has transitions, but stands in no graph"))
    }
    return graph
  }

  // MARK: Tokens

  private mutating func arrive(at index: Int, in frame: FrameID) {
    guard program.nodes.indices.contains(index), let needed = program.nodes[index].join, needed > 1 else {
      agenda.append(Visit(frame: frame, node: index))
      return
    }
    let arrived = (snapshot.frames[frame]?.state.arrivals[index] ?? 0) + 1
    setArrivals(arrived == needed ? 0 : arrived, at: index, in: frame)
    if arrived == needed {
      // Of the tokens that arrived one goes on.
      addTokens(1 - needed, in: frame)
      agenda.append(Visit(frame: frame, node: index))
    }
  }

  private mutating func setArrivals(_ count: Int, at node: Int, in id: FrameID) {
    snapshot.frames[id]?.state.arrivals[node] = count == 0 ? nil : count
    deltas[id].arrivals[node] = count
  }

  private mutating func addTokens(_ count: Int, in id: FrameID) {
    guard count != 0, let state = snapshot.frames[id]?.state else { return }
    snapshot.frames[id]?.state.tokens = state.tokens + count
    deltas[id].tokens = state.tokens + count
  }

  /// What else was active in the frame was ended: the one that goes on is all there is.
  mutating func leaveOneToken(in id: FrameID) {
    guard let state = snapshot.frames[id]?.state, state.tokens > 0 else { return }
    addTokens(1 - state.tokens, in: id)
    for node in state.arrivals.keys.sorted() { setArrivals(0, at: node, in: id) }
  }

  /// The frame is done when every token that is left waits at a join that nobody will reach any more.
  private mutating func finishIfQuiet(_ id: FrameID) throws(Interruption) {
    guard let state = snapshot.frames[id]?.state else { return }
    let waiting = state.arrivals.values.reduce(0, +)
    guard state.tokens == waiting else { return }
    try finish(id)
  }
}

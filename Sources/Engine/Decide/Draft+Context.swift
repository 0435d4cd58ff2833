import JSON

extension Draft {
  /// What the frame sees: its parent's view as it was, and its own writes on top.
  mutating func view(of place: FrameID) throws(Interruption) -> JSONObject {
    let id = try dataFrame(of: place)
    if let known = views[id] { return known }
    let frame = try frame(id)
    // The root's view is not kept beside its context: each write would copy one of the two.
    guard let parent = frame.parent else { return frame.state.context }
    var view = try view(of: parent)
    for write in frame.state.writes {
      do { try view.set(write.value, at: write.path) } catch { throw .broken(error.message) }
    }
    views[id] = view
    return view
  }

  /// The frame that keeps what is written in this one: itself, or what is around transparent frames.
  func dataFrame(of id: FrameID) throws(Interruption) -> FrameID {
    let frame = try frame(id)
    guard frame.kind.isTransparent else { return id }
    guard let parent = frame.parent else { throw .broken("the frame \(frame.path) has nothing around it") }
    return try dataFrame(of: parent)
  }

  /// The loop names of the frame and of those around it.
  func locals(of id: FrameID) throws(Interruption) -> JSONObject {
    let frame = try frame(id)
    guard let parent = frame.parent else { return frame.state.locals }
    return try locals(of: parent).merging(frame.state.locals)
  }

  /// What expressions of a state in this frame can see.
  mutating func scope(in id: FrameID) throws(Interruption) -> DataScope {
    let context = try view(of: id)
    var scope = DataScope(context: context, now: now, config: environment.config, locals: try locals(of: id))
    scope.input = run.input
    scopes += 1
    scope.uuidSeed = "\(run.id)/\(eventNumber)/\(scopes)"
    for name in program.varNames { scope.vars[name] = context[name] }
    scope.workflow = [
      "id": .string(run.workflow.rawValue), "revision": .integer(Int64(run.revision)), "input": .object(run.input),
    ]
    scope.run = [
      "id": .string(run.id.rawValue), "startedAt": .string((run.startedAt ?? now).description),
      "trigger": .object(run.trigger), "labels": .object(run.labels),
    ]
    scope.error = try caughtError(seenFrom: id)?.json
    return scope
  }

  private func caughtError(seenFrom id: FrameID) throws(Interruption) -> RunError? {
    let frame = try frame(id)
    if let caught = frame.state.caught { return caught }
    guard let parent = frame.parent else { return nil }
    return try caughtError(seenFrom: parent)
  }

  /// Stores a value in the frame: in the context if it is the root, else among its own writes.
  ///
  /// - Throws: a `limit` error when the context grows too large, a `validation` error when something that is no object
  ///   stands in the way.
  mutating func write(_ value: JSONValue, at path: [String], in place: FrameID) throws(RunError) {
    guard let id = try? dataFrame(of: place) else { return }
    if snapshot.frames[id]?.kind != .root { _ = try? view(of: id) }
    guard var frame = snapshot.frames[id] else { return }
    let write = ContextWrite(path: path, value: value)
    snapshot.frames[id] = nil
    defer { snapshot.frames[id] = frame }
    // A frame that isn't the root stores blindly; whether the place can hold the value shows in its view.
    if var view = views.removeValue(forKey: id) {
      try view.set(value, at: path)
      views[id] = view
    }
    let limit = program.limits.contextBytes
    // What is refused must leave no trace: the event wouldn't tell of it.
    let before = frame.state.size + value.approximateSize > limit ? frame.state : nil
    try frame.state.store(write, root: frame.kind == .root)
    guard frame.state.size <= limit else {
      if let before { frame.state = before }
      views[id] = nil
      throw RunError(
        .limit, "the run's context would grow beyond \(limit) bytes by storing \(path.joined(separator: "."))")
    }
    deltas[id].writes.append(write)
  }

  /// Merges an object into the context, member by member, so that what it doesn't name stays.
  mutating func merge(_ object: JSONObject, at path: [String], in id: FrameID) throws(RunError) {
    for (key, value) in object {
      if case .object(let inner) = value, !inner.isEmpty, viewHolds(path + [key], in: id) {
        try merge(inner, at: path + [key], in: id)
      } else {
        try write(value, at: path + [key], in: id)
      }
    }
  }

  private mutating func viewHolds(_ path: [String], in id: FrameID) -> Bool {
    (try? view(of: id))?.value(at: path)?.objectValue != nil
  }

  mutating func setData(_ value: JSONValue, in id: FrameID) {
    snapshot.frames[id]?.state.data = value
    deltas[id].data = value
  }

  /// Notes where the frame goes on later.
  mutating func addPending(_ node: Int, in id: FrameID) {
    snapshot.frames[id]?.state.pending.append(node)
    snapshot.pendingFrames.insert(id)
    deltas[id].pending = snapshot.frames[id]?.state.pending
  }

  mutating func clearPending(_ id: FrameID) {
    guard snapshot.frames[id]?.state.pending.isEmpty == false else { return }
    snapshot.frames[id]?.state.pending = []
    snapshot.pendingFrames.remove(id)
    deltas[id].pending = []
  }

  mutating func setDone(_ id: FrameID) {
    snapshot.frames[id]?.state.isDone = true
    deltas[id].isDone = true
  }

  mutating func setCaught(_ error: RunError, in id: FrameID) {
    snapshot.frames[id]?.state.caught = error
    deltas[id].caught = error
  }

  /// Counts a visit and answers its number.
  mutating func countVisit(of node: Node, in id: FrameID) -> Int {
    let visit = (snapshot.frames[id]?.state.visits[node.name] ?? 0) + 1
    snapshot.frames[id]?.state.visits[node.name] = visit
    deltas[id].visits[node.name] = visit
    return visit
  }
}

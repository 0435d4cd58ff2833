import JSON

/// How a run begins and ends.
extension Draft {
  mutating func start() throws(Interruption) -> String? {
    guard run.status == .pending, run.eventCount == 0 else { return "the run has started already" }
    eventType = .runStarted
    actor = run.trigger["by"]?.stringValue.map(Actor.init(rawValue:)) ?? .system
    payload = .object(run.input)
    detail["revision"] = .string(run.revisionHash)
    detail["limits"] = program.limits.json
    detail["decider"] = .integer(Int64(Decider.version))
    run.status = .running
    let root = Frame(
      id: .root(of: run.id), run: run.id, owner: nil, parent: nil, path: "", kind: .root,
      block: 0, state: FrameState(data: .object(run.input)), stateAsOf: eventNumber)
    snapshot.frames[root.id] = root
    rows.note(root, isNew: true)
    do {
      try prepareContext(of: root.id)
      if let concurrency = program.concurrency { try waitForSlot(concurrency) }
    } catch {
      run.startedAt = now
      finishRun(.failed, error: error)
      return nil
    }
    if !awaitsSlot { beginClock() }
    guard let block = program.blocks.first else { throw .broken("the program has no states") }
    try begin(root.id, block)
    return nil
  }

  /// The context begins as the input merged with `vars`.
  private mutating func prepareContext(of root: FrameID) throws(RunError) {
    try merge(run.input, at: [], in: root)
    guard let scope = try? scope(in: root) else { throw RunError(.internal, "the root frame can't be read") }
    if let vars = try program.vars?.render(in: scope).objectValue { try merge(vars, at: [], in: root) }
    if let labels = try program.labels?.render(in: scope).objectValue { run.labels = labels.merging(run.labels) }
  }

  mutating func finishRoot(_ root: Frame) {
    if let error = root.state.failing { return finishRun(.failed, error: error) }
    complete(root, with: nil)
  }

  /// - Parameter output: what the run answers with; nil is the program's `output`, or the context.
  mutating func complete(_ root: Frame, with output: JSONValue?) {
    if let output { return finishRun(.completed, output: output) }
    do throws(RunError) {
      guard let template = program.output else { return finishRun(.completed, output: .object(root.state.context)) }
      guard let scope = try? scope(in: root.id) else { throw RunError(.internal, "the root frame can't be read") }
      finishRun(.completed, output: try template.render(in: scope))
    } catch {
      finishRun(.failed, error: error)
    }
  }

  /// The run is over. Whatever is open is cancelled in the same commit.
  mutating func finishRun(_ status: RunStatus, output: JSONValue? = nil, error: RunError? = nil) {
    run.status = status
    run.output = output
    run.error = error
    run.finishedAt = now
    run.pause = nil
    run.waitingFor = nil
    if let root = rootFrame {
      closeSteps(in: root.id)
      var ended = root
      ended.status = status.frameStatus
      ended.error = error
      keep(ended)
    }
    if program.timeout != nil { rows.timers.append(.clearTimer(.init(run: run.id, kind: .runDeadline))) }
    if run.cancellation?.policy == .stopRunning {
      rows.timers.append(.clearTimer(.init(run: run.id, kind: .cancelGrace)))
    }
    if program.concurrency != nil { effects.append(.freeSlot) }
    tellParent()
  }

  /// The root's context stays readable after the end.
  private mutating func keep(_ root: Frame) {
    var root =
      snapshot.frames[root.id].map { live in
        var ended = root
        ended.state = live.state
        return ended
      } ?? root
    root.isWritten(asOf: eventNumber)
    snapshot.frames[root.id] = nil
    snapshot.pendingFrames.remove(root.id)
    rows.note(root)
  }
}

extension RunStatus {
  fileprivate var frameStatus: FrameStatus {
    switch self {
    case .completed: .succeeded
    case .cancelled: .cancelled
    case .failed, .timedOut: .failed
    case .pending, .running, .waitingApproval, .waitingSignal, .waitingTimer, .paused: .live
    }
  }
}

extension Limits {
  /// Recorded with the run's first event, since a replay must use the same.
  var json: JSONValue {
    [
      "items": .integer(Int64(items)), "contextBytes": .integer(Int64(contextBytes)),
      "outputBytes": .integer(Int64(outputBytes)), "visits": .integer(Int64(visits)),
      "deliveries": .integer(Int64(deliveries)), "transitions": .integer(Int64(transitions)),
    ]
  }
}

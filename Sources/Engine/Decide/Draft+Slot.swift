import JSON

/// Runs that share a bounded number of slots: they wait for theirs before anything of them begins.
extension Draft {
  /// Asks for a slot of the key; what was about to begin waits until it is granted.
  mutating func waitForSlot(_ concurrency: Concurrency) throws(RunError) {
    let request = SlotRequest(
      key: try key(of: concurrency), limit: concurrency.limit, onLimit: concurrency.onLimit,
      policy: program.cancellation)
    run.status = .pending
    run.startedAt = nil
    run.waitingFor = "a slot of the concurrency key '\(request.key)', which has \(request.limit)"
    detail["concurrency"] = [
      "key": .string(request.key), "limit": .integer(Int64(request.limit)),
      "onLimit": .string(request.onLimit.rawValue),
    ]
    awaitsSlot = true
    effects.append(.requestSlot(request))
  }

  private mutating func key(of concurrency: Concurrency) throws(RunError) -> String {
    guard let template = concurrency.key else { return run.workflow.rawValue }
    guard let scope = try? scope(in: .root(of: run.id)) else {
      throw RunError(.internal, "the root frame can't be read")
    }
    let key: String
    switch try template.render(in: scope) {
    case .string(let text): key = text
    case .integer(let number): key = "\(number)"
    case .bool(let flag): key = "\(flag)"
    case let value:
      throw RunError(.validation, "the concurrency key must be a text, but is \(value.article) \(value.typeName)")
    }
    guard !key.isEmpty else { throw RunError(.validation, "the concurrency key is empty") }
    guard key.utf8.count <= Concurrency.longestKey else {
      throw RunError(
        .limit, "the concurrency key has \(key.utf8.count) bytes; it may have \(Concurrency.longestKey)")
    }
    return key
  }

  /// The slot is the run's until it ends; from now on it goes on by itself.
  mutating func takeSlot() throws(Interruption) -> String? {
    guard awaitsSlot else { return "the run waits for no slot" }
    eventType = .slotGranted
    awaitsSlot = false
    run.status = .running
    beginClock()
    if run.pause == nil { try takeUpPending() }
    return nil
  }

  /// The run's time is counted from when it begins.
  mutating func beginClock() {
    run.startedAt = now
    guard let timeout = program.timeout else { return }
    rows.timers.append(.setTimer(Timer(key: .init(run: run.id, kind: .runDeadline), dueAt: now + timeout)))
  }

  /// Why nothing new may begin in the run; nil while it may.
  var stillness: String? {
    if awaitsSlot { return "the run waits for its concurrency slot" }
    return run.pause == nil ? nil : "the run is paused"
  }
}

import JSON

/// Runs that states start. A worker starts them, since that is a transaction of its own; from then on parent and child
/// tell each other by stimuli.
extension Draft {
  mutating func noteChild(
    _ child: RunID, of id: StepID, under lease: Lease
  ) throws(Interruption) -> String? {
    if let step = snapshot.steps[id], step.type != .workflow { return "the step \(step.path) starts no run" }
    switch report(on: id, under: lease) {
    case .ignored(let reason): return reason
    case .dropped(let step): drop(step, from: lease)
    case .valid(var step):
      eventType = .childStarted
      eventStep = id
      detail["child"] = .string(child.rawValue)
      let held = step.lease
      step.child = child
      step.lease = nil
      setDeadline(of: &step, try node(step.node))
      snapshot.steps[id] = step
      rows.note(step, holding: held)
      // What was asked of this run while the child was being started.
      if let cancellation = run.cancellation { tell(child, .cancelRequested(cancellation)) }
      if let pause = run.pause { tell(child, .pauseRequested(pause)) }
    }
    return nil
  }

  /// The state's `timeoutSeconds` bound the child, from its start.
  private mutating func setDeadline(of step: inout Step, _ node: Node) {
    step.deadlineAt = node.timeout.map { now + $0 }
    if let dueAt = step.deadlineAt {
      rows.timers.append(
        .setTimer(Timer(key: .init(run: run.id, step: step.id, kind: .compositeDeadline), dueAt: dueAt)))
    }
  }

  /// The child may have ended before its start was recorded here; its id follows from the step, so that it is known.
  mutating func take(_ result: ChildResult) throws(Interruption) -> String? {
    guard var step = snapshot.steps[result.step], step.type == .workflow,
      result.child == step.child ?? RunID.child(of: step)
    else { return "no step of this run waits for the end of \(result.child)" }
    eventType = .childEnded
    eventStep = step.id
    detail["child"] = .string(result.child.rawValue)
    detail["status"] = .string(result.status.rawValue)
    payload = result.error?.json ?? result.output
    step.child = result.child
    if let error = result.failure {
      try fail(step, with: error, holding: nil)
    } else {
      step.output = result.output
      try succeed(step, holding: nil)
    }
    return nil
  }

  mutating func fireChildDeadline(_ id: StepID) throws(Interruption) -> String? {
    guard let step = snapshot.steps[id], let child = step.child, let deadline = step.deadlineAt, deadline <= now else {
      return "the step \(id) waits for no run beyond its deadline"
    }
    if let stillness { return "\(stillness); the step's deadline acts when it goes on" }
    eventType = .stepTimedOut
    eventStep = id
    detail["timer"] = .string(Timer.Kind.compositeDeadline.rawValue)
    let seconds = try node(step.node).timeout?.seconds ?? 0
    let message = "the run \(child) took longer than \(seconds) seconds"
    dismissChild(of: step, message)
    try fail(step, with: RunError(.timeout, message), holding: nil)
    return nil
  }

  /// Hands on what this run is told.
  mutating func tellChildren(_ stimulus: Stimulus) {
    for step in snapshot.steps.values.sorted(by: { $0.id < $1.id }) {
      if let child = step.child { tell(child, stimulus) }
    }
  }

  private mutating func tell(_ child: RunID, _ stimulus: Stimulus) { effects.append(.tellChild(child, stimulus)) }

  /// Nobody waits for the child any more.
  mutating func dismissChild(of step: Step, _ reason: String) {
    guard let child = step.child else { return }
    tell(child, .cancelRequested(.init(by: .system, reason: reason, policy: .stopRunning, at: now)))
  }

  /// The deadline goes with the wait; while a worker starts the child there is none yet.
  mutating func clearChildDeadline(of step: Step) {
    guard step.child != nil, step.deadlineAt != nil else { return }
    rows.timers.append(.clearTimer(.init(run: run.id, step: step.id, kind: .compositeDeadline)))
  }

  /// The last commit of a child is the first that its parent hears of its end.
  mutating func tellParent() {
    guard let parent = run.parent else { return }
    let result = ChildResult(
      child: run.id, step: parent.step, status: run.status, output: run.output, error: run.error)
    effects.append(.tellParent(parent.run, .childRunEnded(result)))
  }
}

extension ChildResult {
  /// The child's error as its parent sees it: the same type, with the child's own behind it. Nil when it completed.
  var failure: RunError? {
    let type: String
    switch status {
    case .completed: return nil
    case .cancelled: type = RunError.Kind.cancelled.rawValue
    case .timedOut: type = RunError.Kind.timeout.rawValue
    case .failed, .pending, .running, .waitingApproval, .waitingSignal, .waitingTimer, .paused:
      type = error?.type ?? RunError.Kind.internal.rawValue
    }
    return RunError(
      type: type, message: "the run \(child) is \(status.rawValue)" + (error.map { ": \($0.message)" } ?? ""),
      details: ["run": .string(child.rawValue), "status": .string(status.rawValue)], cause: error)
  }
}

extension Surroundings {
  /// The call as the step's input: which workflow, and what it gets.
  func call(_ child: ChildCall, of node: Node) throws(RunError) -> Work {
    var call: JSONObject = ["workflow": .string(try text(child.workflow))]
    if let template = child.revision {
      let value = try template.render(in: scope)
      guard let number = value.integerValue ?? value.stringValue.flatMap(Int64.init), number >= 1 else {
        throw RunError(.validation, "revision must be a number from 1, but is \(value.text)")
      }
      call["revision"] = .integer(number)
    }
    if !child.waits { call["wait"] = false }
    call["input"] = .object(try objectInput(of: node, what: "a workflow's input"))
    return Work(executor: .workflowRun, task: nil, input: .object(call), timeout: nil)
  }
}

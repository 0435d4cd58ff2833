import JSON
import JSONSchema

/// Steps that a worker performs: queued, succeeded, lost.
extension Draft {
  mutating func queue(_ work: Work, at place: Place) throws(Interruption) {
    var step = try makeStep(at: place, status: .pending)
    step.executor = work.executor
    step.task = work.task
    step.input = work.input
    step.timeout = work.timeout
    insert(step)
  }

  /// What a worker's report about a step is worth.
  enum Report {
    /// The step is the worker's.
    case valid(Step)
    /// Another delivery was begun meanwhile; the report must change nothing but the history.
    case dropped(Step)
    case ignored(String)
  }

  func report(on id: StepID, under lease: Lease) -> Report {
    guard let step = snapshot.steps[id] else { return .ignored("the step \(id) is not open any more") }
    guard step.status == .running, let held = step.lease, held.isSameClaim(as: lease) else { return .dropped(step) }
    return .valid(step)
  }

  /// A worker that was robbed while it slept woke up: its result is lost, and the history says so.
  mutating func drop(_ step: Step, from lease: Lease) {
    eventType = .stepResultDropped
    eventStep = step.id
    detail["worker"] = .string(lease.owner.rawValue)
    detail["epoch"] = .integer(lease.epoch)
  }

  mutating func take(_ result: StepResult) throws(Interruption) -> String? {
    switch report(on: result.step, under: result.lease) {
    case .ignored(let reason): return reason
    case .dropped(let step): drop(step, from: result.lease)
    case .valid(var step):
      eventType = .stepSucceeded
      eventStep = step.id
      payload = result.output
      let lease = step.lease
      step.output = result.output
      // A child that nobody waits for: the result names it.
      if step.type == .workflow { step.child = result.output["runId"]?.stringValue.map(RunID.init(rawValue:)) }
      try succeed(step, holding: lease)
    }
    return nil
  }

  /// Ends a step well: its value is shaped and stored, and the frame goes on.
  mutating func succeed(_ step: Step, holding lease: Lease?) throws(Interruption) {
    let node = try node(step.node)
    let output = step.output ?? .null
    do {
      try checkOutput(output)
      try checkSchema(output, of: node)
      let value = try shape(output, of: node, in: step.frame)
      try store(value, of: node, in: step.frame)
      setData(value, in: step.frame)
    } catch {
      return try fail(step, with: error, holding: lease)
    }
    if (step.progress?.open ?? 0) > 0 { stayOpen(step) } else { close(step, as: .succeeded, holding: lease) }
    if run.cancellation != nil { return try finishCancellationIfQuiet() }
    try proceed(step.frame, to: node.next)
  }

  private func checkSchema(_ output: JSONValue, of node: Node) throws(RunError) {
    guard let violation = node.outputSchema?.violations(of: output, assertFormats: true).first else { return }
    throw RunError(.validation, "the result doesn't fit the state's outputSchema: \(violation.message)")
  }

  func checkOutput(_ output: JSONValue) throws(RunError) {
    let limit = program.limits.outputBytes
    let size = output.approximateSize
    guard size > limit else { return }
    throw RunError(
      .limit,
      "the output has about \(size) bytes; at most \(limit) can be kept. Store it elsewhere and answer with its place")
  }

  /// `output`, then `outputPath` of that.
  mutating func shape(_ output: JSONValue, of node: Node, in frame: FrameID) throws(RunError) -> JSONValue {
    var value = output
    if let template = node.output {
      guard var scope = try? scope(in: frame) else {
        throw RunError(.internal, "the frame of '\(node.name)' can't be read")
      }
      scope.result = output
      if let message, case .await = node.kind { scope.locals["event"] = message.json }
      value = try template.render(in: scope)
    }
    guard let path = node.outputPath else { return value }
    guard let part = path.value(in: value) else {
      throw RunError(.expression, "outputPath \(path) names nothing in the output")
    }
    return part
  }

  mutating func store(_ value: JSONValue, of node: Node, in frame: FrameID) throws(RunError) {
    guard let path = node.resultPath else { return }
    if path.isEmpty {
      guard case .object(let object) = value else { throw .noObjectAtRoot(value) }
      try merge(object, at: [], in: frame)
    } else {
      try write(value, at: path, in: frame)
    }
  }

  /// Takes a step out of the open ones.
  mutating func close(_ step: Step, as status: StepStatus, holding lease: Lease? = nil) {
    stopWaiting(step)
    clearCompositeDeadline(of: step)
    clearChildDeadline(of: step)
    var step = step
    step.status = status
    if status == .succeeded { step.error = nil }
    step.finishedAt = now
    step.lease = nil
    step.deadlineAt = nil
    step.progress?.open = 0
    snapshot.steps[step.id] = nil
    rows.note(step, holding: lease)
  }

  /// The worker is gone: the same attempt is delivered again, a few times.
  mutating func loseLease(_ id: StepID, _ lease: Lease) throws(Interruption) -> String? {
    switch report(on: id, under: lease) {
    case .ignored(let reason): return reason
    case .dropped(let step): return "the step \(step.path) was taken over already"
    case .valid(var step):
      eventType = .stepLeaseLost
      eventStep = step.id
      detail["worker"] = .string(lease.owner.rawValue)
      detail["delivery"] = .integer(Int64(step.delivery))
      if run.cancellation != nil {
        close(step, as: .cancelled, holding: lease)
        try finishCancellationIfQuiet()
      } else if step.delivery >= program.limits.deliveries {
        let message = "\(step.delivery) workers in a row died or lost the step while performing it"
        try fail(step, with: RunError(.leaseLost, message), holding: lease)
      } else {
        step.status = .pending
        step.lease = nil
        step.deadlineAt = nil
        snapshot.steps[id] = step
        rows.note(step, holding: lease)
      }
      return nil
    }
  }
}

extension RunError {
  static func noObjectAtRoot(_ value: JSONValue) -> RunError {
    RunError(
      .validation, "only an object can be stored at the root, but the result is \(value.article) \(value.typeName)")
  }
}

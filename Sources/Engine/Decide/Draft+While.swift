import JSON

/// Composites whose blocks run one after the other, in transparent frames: `while` here, `try` in its own file.
extension Draft {
  /// Begins a `while` or a `try`, for the first time or again.
  mutating func beginParts(of step: Step, _ node: Node) throws(Interruption) {
    var step = step
    switch node.kind {
    case .while(let loop):
      begin(&step, Step.Progress(total: loop.maxIterations))
      try nextPass(of: step, loop, data: step.input ?? .null, value: .null)
    case .try(let parts):
      begin(&step, Step.Progress(total: 0))
      try beginBody(of: step, parts)
    case .operation, .humanApproval, .switch, .parallel, .foreach, .inject, .transform, .sleep, .await, .emit,
      .workflow, .fail, .succeed:
      throw .broken("the step \(step.path) has no blocks that follow each other")
    }
  }

  /// A transparent frame reached its end; its value is what flowed out of its last state.
  mutating func partEnded(_ frame: Frame, of step: Step) throws(Interruption) {
    switch try node(step.node).kind {
    case .while(let loop):
      try nextPass(of: step, loop, data: frame.result ?? .null, value: frame.result ?? .null)
    case .try(let parts):
      try part(frame, endedOf: step, parts)
    case .operation, .humanApproval, .switch, .parallel, .foreach, .inject, .transform, .sleep, .await, .emit,
      .workflow, .fail, .succeed:
      throw .broken("the step \(step.path) has no blocks that follow each other")
    }
  }

  /// - Parameters:
  ///   - data: what flows into the pass.
  ///   - value: the loop's value if there is no further pass.
  private mutating func nextPass(
    of step: Step, _ loop: While, data: JSONValue, value: JSONValue
  ) throws(Interruption) {
    var step = step
    guard let pass = step.progress?.next else { throw .broken("the step \(step.path) is no composite") }
    let names: JSONObject = ["index": .integer(Int64(pass))]
    keep(step)
    switch try test(loop.condition, in: step.frame, locals: names) {
    case .failure(let error):
      try fail(step, with: error, holding: nil)
    case .success(false):
      step.output = value
      try succeed(step, holding: nil)
    case .success(true) where pass >= loop.maxIterations:
      try fail(step, with: .tooManyPasses(of: step.state, loop), holding: nil)
    case .success(true):
      step.progress?.next += 1
      step.progress?.open += 1
      keep(step)
      try openFrame(Region(kind: .pass(index: pass), block: loop.block, data: data, locals: names), of: step)
    }
  }

  /// Notes an open step as it is now.
  mutating func keep(_ step: Step) {
    snapshot.steps[step.id] = step
    rows.note(step)
  }

  /// Whether a condition of a composite is true where the composite stands.
  mutating func test(
    _ condition: Condition, in frame: FrameID, locals: JSONObject = [:], error: RunError? = nil
  ) throws(Interruption) -> Result<Bool, RunError> {
    var scope = try scope(in: frame)
    scope.locals = scope.locals.merging(locals)
    if let error { scope.error = error.json }
    do throws(RunError) { return .success(try condition.isTrue(in: scope)) } catch { return .failure(error) }
  }
}

extension RunError {
  fileprivate static func tooManyPasses(of state: String, _ loop: While) -> RunError {
    RunError(
      .limit,
      "the loop '\(state)' went round \(loop.maxIterations) times, and its condition is still true",
      details: ["maxIterations": .integer(Int64(loop.maxIterations))])
  }
}

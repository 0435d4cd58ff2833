import JSON

/// What becomes of an error: another attempt, one of the state's routes, or outwards.
extension Draft {
  mutating func take(_ failure: StepFailure) throws(Interruption) -> String? {
    switch report(on: failure.step, under: failure.lease) {
    case .ignored(let reason): return reason
    case .dropped(let step): drop(step, from: failure.lease)
    case .valid(let step):
      eventType = .stepFailed
      eventStep = step.id
      payload = failure.error.json
      try fail(step, with: failure.error, holding: step.lease)
    }
    return nil
  }

  /// A state that could not even be entered leaves a failed step behind, so that it can be seen. Nothing was performed
  /// that another attempt could do better.
  ///
  /// - Parameter isRouted: whether the state's own routes may take the error; else it goes outwards at once.
  mutating func failOnEntry(_ place: Place, _ error: RunError, isRouted: Bool = true) throws(Interruption) {
    var step = try makeStep(at: place, status: .running)
    var error = error
    error.step = error.step ?? step.path
    error.attempt = error.attempt ?? step.attempt
    step.error = error
    insert(step)
    close(step, as: .failed)
    if run.cancellation != nil { return try finishCancellationIfQuiet() }
    guard isRouted else { return try failFrame(step.frame, with: error, ending: .failed) }
    try route(error, from: step, place.node, ending: .failed)
  }

  /// An attempt failed: there is another one, or the step is over and its error is routed.
  mutating func fail(
    _ step: Step, with error: RunError, holding lease: Lease?, ending: Ending = .failed
  ) throws(Interruption) {
    var error = error
    error.step = error.step ?? step.path
    error.attempt = error.attempt ?? step.attempt
    var step = step
    if step.progress != nil { closeFrames(of: step.id) }
    let node = try node(step.node)
    if run.cancellation != nil {
      step.error = error
      close(step, as: .cancelled, holding: lease)
      return try finishCancellationIfQuiet()
    }
    switch try verdictOfRetry(on: error, of: step, node) {
    case .again(let delay):
      return try retry(step, after: delay, error, holding: lease)
    case .exhausted:
      error = error.exhausting(step.attempt)
    case .undecided(let second):
      error = second
    case .notTried:
      break
    }
    step.error = error
    close(step, as: error.types.contains(RunError.Kind.timeout.rawValue) ? .timedOut : .failed, holding: lease)
    try route(error, from: step, node, ending: ending)
  }

  /// The state's own routes in their order, then the frame around it.
  mutating func route(_ error: RunError, from step: Step, _ node: Node, ending: Ending) throws(Interruption) {
    if case .transitions = node.next, try departFailed(step, node, error) { return }
    do {
      if let handler = try matchingHandler(for: error, node, in: step.frame) {
        return try follow(handler.next, with: error, at: handler.resultPath, whole: true, step, node)
      }
      if let next = node.routes.errorNext {
        return try follow(next, with: error, at: node.resultPath, whole: false, step, node)
      }
      if node.routes.onError == .continue {
        return try follow(node.next, with: error, at: node.resultPath, whole: false, step, node)
      }
    } catch {
      switch error {
      case .interrupted(let interruption): throw interruption
      case .routeFailed(let second): return try failFrame(step.frame, with: second, ending: .failed)
      }
    }
    try failFrame(step.frame, with: error, ending: ending)
  }

  private enum RouteError: Error {
    case interrupted(Interruption)
    /// A handler's own condition or result path failed.
    case routeFailed(RunError)
  }

  private mutating func matchingHandler(
    for error: RunError, _ node: Node, in frame: FrameID
  ) throws(RouteError) -> ErrorRoutes.Handler? {
    for handler in node.routes.handlers where handler.takes(error) {
      guard let condition = handler.condition else { return handler }
      do {
        var scope = try scope(in: frame)
        scope.error = error.json
        if try condition.isTrue(in: scope) { return handler }
      } catch let interruption as Interruption {
        throw .interrupted(interruption)
      } catch let second as RunError {
        throw .routeFailed(second)
      } catch {
        throw .routeFailed(RunError(.internal, "\(error)"))
      }
    }
    return nil
  }

  /// - Parameter whole: the error itself is stored at the path, else `{error}` is.
  private mutating func follow(
    _ next: Successor, with error: RunError, at path: [String]?, whole: Bool, _ step: Step, _ node: Node
  ) throws(RouteError) {
    setCaught(error, in: step.frame)
    // An approval has stored its result already, which says more.
    let stored = step.type == .humanApproval && !whole
    if let path, !path.isEmpty, !stored {
      do { try write(whole ? error.json : ["error": error.json], at: path, in: step.frame) } catch {
        throw .routeFailed(error)
      }
    }
    do { try proceed(step.frame, to: next) } catch { throw .interrupted(error) }
  }

  /// Nothing is left of what was going on in the root when `onFailure` takes over.
  private mutating func clearRoot(_ root: FrameID) {
    clearPending(root)
    forgetVisits(of: root)
    leaveOneToken(in: root)
  }

  mutating func failRoot(_ root: Frame, with error: RunError, ending: Ending) throws(Interruption) {
    guard let handler = program.onFailure, root.state.failing == nil else {
      return finishRun(ending.status, error: root.state.failing ?? error)
    }
    clearRoot(root.id)
    snapshot.frames[root.id]?.state.failing = error
    deltas[root.id].failing = error
    setCaught(error, in: root.id)
    try proceed(root.id, to: .node(handler))
  }
}

extension ErrorRoutes.Handler {
  /// Whether the handler names one of the error's types, or none at all.
  func takes(_ error: RunError) -> Bool { errors.isEmpty || error.types.contains(where: errors.contains) }
}

import JSON

/// Composites: hearing of frames that end, joining, failing.
extension Draft {
  /// The frame reached its end: the run is over, or its composite hears of it. What joins left running in it comes
  /// first.
  mutating func finish(_ id: FrameID) throws(Interruption) {
    var frame = try frame(id)
    if leavesRunning(frame) { return setDone(id) }
    guard frame.owner != nil else { return finishRoot(frame) }
    frame.status = .succeeded
    frame.result = frame.kind.isTransparent ? frame.state.data : .object(frame.entry)
    try hear(of: retire(frame), ending: .failed)
  }

  /// The frame is lost. Its composite decides what that means; the root ends the run, after `onFailure`.
  mutating func failFrame(_ id: FrameID, with error: RunError, ending: Ending) throws(Interruption) {
    var frame = try frame(id)
    closeSteps(in: id)
    guard frame.owner != nil else { return try failRoot(frame, with: error, ending: ending) }
    frame.status = .failed
    frame.error = error
    try hear(of: retire(frame), ending: ending)
  }

  /// Takes a frame out of the live ones. Its state is not needed any more, only what it answers with.
  @discardableResult
  mutating func retire(_ frame: Frame) -> Frame {
    var frame = frame
    snapshot.frames[frame.id] = nil
    snapshot.pendingFrames.remove(frame.id)
    views[frame.id] = nil
    frame.state = FrameState()
    frame.isWritten(asOf: eventNumber)
    rows.note(frame)
    return frame
  }

  /// A frame of a composite has ended.
  private mutating func hear(of frame: Frame, ending: Ending) throws(Interruption) {
    guard let owner = frame.owner, var step = snapshot.steps[owner], var progress = step.progress else {
      throw .broken("the frame \(frame.path) belongs to no open composite")
    }
    progress.count(frame.status)
    step.progress = progress
    snapshot.steps[owner] = step
    rows.note(step)
    if frame.kind.isTransparent { return try hear(ofPart: frame, of: step, ending) }
    if progress.hasJoined { return try endIfLeftAlone(step) }
    if snapshot.finishedFrames[owner] != nil || progress.isFirstToEnd {
      snapshot.finishedFrames[owner, default: []].append(frame)
    }
    let node = try node(step.node)
    switch try node.verdict(on: progress, of: step) {
    case .goOn where progress.next < progress.total: try fillWindow(of: owner)
    case .goOn: break
    case .join: try join(step)
    case .fail: try fail(step, with: frame.error ?? step.brokenError, holding: nil, ending: ending)
    case .failForMany: try fail(step, with: try summary(of: frame, step, node), holding: nil, ending: ending)
    }
  }

  /// Of the parts of a `while` or a `try` one is open at a time.
  private mutating func hear(ofPart frame: Frame, of step: Step, _ ending: Ending) throws(Interruption) {
    guard let error = frame.error else { return try partEnded(frame, of: step) }
    if case .try(let parts) = try node(step.node).kind {
      try part(frame, failedWith: error, ending, of: step, parts)
    } else {
      try fail(step, with: error, holding: nil, ending: ending)
    }
  }

  mutating func join(_ step: Step) throws(Interruption) {
    let node = try node(step.node)
    var joined = step
    do {
      joined.output = try node.value(of: try endedFrames(of: step), joining: step)
    } catch let error as RunError {
      return try fail(step, with: error, holding: nil)
    } catch let interruption as Interruption {
      throw interruption
    } catch { throw .broken("\(error)") }
    snapshot.finishedFrames[step.id] = nil
    if node.cancelsRest {
      closeFrames(of: step.id)
      joined.progress?.open = 0
    }
    try succeed(joined, holding: nil)
  }

  /// The frames that have ended so far, in the order of their places. They are loaded if they aren't in memory.
  private func endedFrames(of step: Step) throws(Interruption) -> [Frame] {
    let frames = snapshot.finishedFrames[step.id] ?? []
    guard let progress = step.progress, frames.count == progress.succeeded + progress.failed else {
      throw .needsFrames(step.id)
    }
    return frames.sorted { $0.kind.order < $1.kind.order }
  }

  /// Says which frames failed why, when a composite fails because too many did.
  private func summary(of last: Frame, _ step: Step, _ node: Node) throws(Interruption) -> RunError {
    guard let progress = step.progress else { return step.brokenError }
    if case .foreach(let foreach) = node.kind { return foreach.failure(progress, last: last) }
    guard case .parallel(let parallel) = node.kind else { return step.brokenError }
    return parallel.failure(of: try endedFrames(of: step), last: last)
  }

  // MARK: What a join leaves running

  /// Whether a composite of the frame has joined while other frames of it go on.
  private func leavesRunning(_ frame: Frame) -> Bool {
    let id = frame.id
    guard program.blocks.indices.contains(frame.block), program.blocks[frame.block].leavesRunning else { return false }
    return snapshot.steps.values.contains { $0.frame == id && $0.hasJoined }
  }

  /// A composite that joined before is over with the last of its frames, and maybe its frame with it.
  private mutating func endIfLeftAlone(_ step: Step) throws(Interruption) {
    guard step.progress?.open == 0 else { return }
    close(step, as: .succeeded)
    if run.cancellation != nil { return try finishCancellationIfQuiet() }
    guard let around = snapshot.frames[step.frame], around.state.isDone else { return }
    try finish(step.frame)
  }
}

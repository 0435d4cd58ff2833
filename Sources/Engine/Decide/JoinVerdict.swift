/// What the end of one of its frames means to a composite.
enum JoinVerdict {
  /// More frames have to end.
  case goOn
  case join
  /// With the error of the frame that ended.
  case fail
  /// So many failed that what was asked for is out of reach.
  case failForMany
}

extension Node {
  func verdict(on progress: Step.Progress, of step: Step) throws(Interruption) -> JoinVerdict {
    switch kind {
    case .parallel(let parallel): return parallel.join.verdict(on: progress)
    case .foreach(let foreach): return foreach.verdict(on: progress)
    case .operation, .humanApproval, .switch, .inject, .transform, .while, .try, .sleep, .await, .emit, .workflow,
      .fail, .succeed:
      throw .broken("the step \(step.path) has frames, but is no composite")
    }
  }

  /// Whether what is still open when the composite joins is closed.
  var cancelsRest: Bool { if case .parallel(let parallel) = kind { parallel.join.cancelsRest } else { true } }
}

extension Parallel.Join {
  func verdict(on progress: Step.Progress) -> JoinVerdict {
    switch mode {
    case .all:
      if progress.failed > 0, onBranchError == .fail { return .fail }
      return progress.open == 0 ? .join : .goOn
    case .any: return verdict(on: progress, needing: 1)
    case .quorum(let count): return verdict(on: progress, needing: count)
    }
  }

  private func verdict(on progress: Step.Progress, needing count: Int) -> JoinVerdict {
    if progress.succeeded >= count { return .join }
    return progress.total - progress.failed < count ? .failForMany : .goOn
  }
}

extension Foreach {
  func verdict(on progress: Step.Progress) -> JoinVerdict {
    switch onItemError {
    case .fail where progress.failed > 0: return .fail
    case .continue where progress.failed > toleratedFailures ?? progress.total: return .failForMany
    case .fail, .continue: return progress.open == 0 && progress.next == progress.total ? .join : .goOn
    }
  }
}

extension Step.Progress {
  mutating func count(_ ended: FrameStatus) {
    open -= 1
    if ended == .succeeded { succeeded += 1 } else { failed += 1 }
  }

  /// Small composites keep the frames that ended in memory until they join; of large ones they are loaded then.
  var isFirstToEnd: Bool { succeeded + failed == 1 && total <= 64 }
}

extension Step {
  /// Whether the composite has joined and only waits for the frames that go on.
  var hasJoined: Bool { progress?.hasJoined == true }

  var brokenError: RunError { RunError(.internal, "the step '\(path)' has frames that ended without an error") }
}

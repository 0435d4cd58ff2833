import JSON

extension Draft {
  /// Why the run doesn't move, in words that follow "waits for"; nil while it does.
  func waitingReason() -> String? {
    switch run.status {
    case .paused:
      return run.pause.map { "paused by \($0.by)" + ($0.reason.map { ": \($0)" } ?? "") }
    case .waitingApproval, .waitingSignal, .waitingTimer:
      let reasons = [
        list(.waitingApproval) { $0.path }.map { "approval of \($0)" },
        list(.waitingSignal, messageReason), list(.waitingTimer, timeReason),
      ]
      return reasons.compactMap { $0 }.joined(separator: "; ")
    case .running:
      if snapshot.steps.values.contains(where: { !isComposite($0) && $0.child == nil }) { return nil }
      return list(.running) { step in (step.child.map { "the run \($0) of " } ?? "") + step.path }
    case .pending:
      return run.waitingFor
    case .completed, .failed, .cancelled, .timedOut:
      return nil
    }
  }

  /// A foreach may have thousands of them; the first few say what it is about.
  private static let namedSteps = 3

  private func list(_ status: StepStatus, _ words: (Step) -> String) -> String? {
    var named: [Step] = []
    var count = 0
    for step in snapshot.steps.values where step.status == status && !isComposite(step) {
      count += 1
      if named.count == Self.namedSteps, let last = named.last, last.path < step.path { continue }
      named.insert(step, at: named.firstIndex { step.path < $0.path } ?? named.endIndex)
      named = Array(named.prefix(Self.namedSteps))
    }
    guard count > 0 else { return nil }
    return named.map(words).joined(separator: ", ") + (count > named.count ? " and \(count - named.count) more" : "")
  }

  /// `the signal 'go' (order-7) at gate until 2026-11-21T09:30:00Z`
  private func messageReason(_ step: Step) -> String {
    guard let expectation = step.input.flatMap(Expectation.init(json:)) else { return step.path }
    return "\(expectation.description) at \(step.path)" + (expectation.until.map { " until \($0)" } ?? "")
  }

  private func timeReason(_ step: Step) -> String {
    guard step.type == .sleep else { return "attempt \(step.attempt) of \(step.path)" }
    return step.path + (step.input?["until"]?.stringValue.map { " until \($0)" } ?? "")
  }
}

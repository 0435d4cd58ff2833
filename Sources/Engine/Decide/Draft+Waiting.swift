import JSON

extension Draft {
  /// Why the run doesn't move, in words that follow "waits for"; nil while it does.
  func waitingReason() -> String? {
    switch run.status {
    case .paused:
      return run.pause.map { "paused by \($0.by)" + ($0.reason.map { ": \($0)" } ?? "") }
    case .waitingApproval, .waitingSignal, .waitingTimer:
      let open = snapshot.steps.values.filter { !isComposite($0) }.sorted { $0.path < $1.path }
      let reasons = [
        list(open, .waitingApproval) { $0.path }.map { "approval of \($0)" },
        list(open, .waitingSignal, messageReason), list(open, .waitingTimer, timeReason),
      ]
      return reasons.compactMap { $0 }.joined(separator: "; ")
    case .running:
      let open = snapshot.steps.values.filter { !isComposite($0) }.sorted { $0.path < $1.path }
      guard open.allSatisfy({ $0.child != nil }) else { return nil }
      return list(open, .running) { step in (step.child.map { "the run \($0) of " } ?? "") + step.path }
    case .pending, .completed, .failed, .cancelled, .timedOut:
      return nil
    }
  }

  /// A foreach may have thousands of them; the first few say what it is about.
  private static let namedSteps = 3

  private func list(_ open: [Step], _ status: StepStatus, _ words: (Step) -> String) -> String? {
    let waiting = open.filter { $0.status == status }
    guard !waiting.isEmpty else { return nil }
    let more = waiting.count - Self.namedSteps
    return waiting.prefix(Self.namedSteps).map(words).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
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

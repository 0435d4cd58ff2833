import Testing

@testable import Engine

extension RandomPlay {
  /// A run that isn't over waits for something that can still come: each open step for what its status says, and each
  /// frame for a step of its own or for being taken up again.
  func checkReason() throws {
    let (run, snapshot) = (run, run.snapshot)
    guard !run.run.status.isTerminal else { return }
    for step in snapshot.steps.values { #expect(waitsForSomething(step), "\(step.path) waits for nothing: \(step)") }
    let paths = snapshot.steps.values.map(\.path)
    #expect(Set(paths).count == paths.count, "open steps have different paths: \(paths.sorted())")
    if run.run.cancellation != nil {
      #expect(snapshot.steps.values.contains { $0.lease != nil || $0.child != nil }, "a cancelled run waits for work")
      return
    }
    for frame in snapshot.frames.values {
      let goesOn = !frame.state.pending.isEmpty || snapshot.steps.values.contains { $0.frame == frame.id }
      #expect(goesOn, "nothing is open in the frame \(frame.path), and nothing will be")
      guard let owner = frame.owner else { continue }
      #expect(snapshot.steps[owner]?.progress != nil, "the frame \(frame.path) belongs to an open composite")
    }
    for key in run.timers.keys {
      guard let step = key.step else { continue }
      #expect(snapshot.steps[step] != nil, "the timer \(key.kind) belongs to an open step")
    }
    for step in run.waits.keys { #expect(snapshot.steps[step]?.status == .waitingSignal, "a wait has its step") }
    if [.pending, .waitingApproval, .waitingSignal, .waitingTimer, .paused].contains(run.run.status) {
      #expect(run.run.waitingFor?.isEmpty == false, "a run that waits says for what")
    }
  }

  private func waitsForSomething(_ step: Step) -> Bool {
    let timers = run.timers.keys.filter { $0.step == step.id }.map(\.kind)
    switch step.status {
    case .pending: return step.executor != nil && step.lease == nil
    case .running where step.progress != nil: return hasFrames(step)
    case .running: return step.lease != nil || step.child != nil
    case .waitingApproval: return run.snapshot.approvals[step.id]?.status == .pending
    case .waitingTimer: return timers.contains(step.type == .sleep ? .wake : .retry)
    case .waitingSignal:
      let isEvent = step.input.flatMap(Expectation.init(json:))?.isEvent
      return isEvent == (run.waits[step.id] != nil)
    case .waitingCallback, .succeeded, .failed, .skipped, .cancelled, .timedOut: return false
    }
  }

  private func hasFrames(_ step: Step) -> Bool { run.snapshot.frames.values.contains { $0.owner == step.id } }
}

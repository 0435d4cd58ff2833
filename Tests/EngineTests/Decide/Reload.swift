import JSON
import Testing

@testable import Engine

extension Simulation {
  /// The run as a process finds it that has just been started: rows and the events after them, with everything that is
  /// stored as JSON read from it.
  func reloaded() throws -> RunSnapshot {
    var live: [Frame] = []
    for frame in frames.values where frame.status == .live && !run.status.isTerminal {
      live.append(try reloaded(frame))
    }
    let open = try steps.values.filter { !$0.status.isTerminal }.map(reloaded)
    return RunSnapshot(
      run: run, frames: live, steps: open, approvals: approvals.values.filter { $0.status == .pending },
      signals: snapshot.signals)
  }

  private func reloaded(_ stored: Frame) throws -> Frame {
    var frame = stored
    frame.kind = try #require(Frame.Kind(text: frame.kind.text))
    frame.state = try FrameState(json: try JSONValue(parsing: frame.state.json.text))
    for event in events { try frame.apply(event) }
    return frame
  }

  private func reloaded(_ stored: Step) throws -> Step {
    var step = stored
    step.progress = try stored.progress.map { try #require(Step.Progress(json: try JSONValue(parsing: $0.json.text))) }
    step.error = try stored.error.map { try #require(RunError(json: $0.json)) }
    return step
  }
}

import JSON

/// Composites: closing frames before their end.
extension Draft {
  /// Closes every frame of a composite with what is open inside. Workers notice that their leases are gone.
  mutating func closeFrames(of owner: StepID) {
    for frame in snapshot.frames.values.filter({ $0.owner == owner }).sorted(by: { $0.path < $1.path }) {
      closeSteps(in: frame.id)
      var frame = frame
      frame.status = .cancelled
      retire(frame)
    }
    snapshot.finishedFrames[owner] = nil
  }

  /// Cancels what is open in a frame, at any depth.
  mutating func closeSteps(in frame: FrameID) {
    for step in snapshot.steps.values.filter({ $0.frame == frame }).sorted(by: { $0.id < $1.id }) {
      closeFrames(of: step.id)
      if step.hasJoined { close(step, as: .succeeded) } else { cancelStep(step) }
    }
  }

  /// Whether the step only stands for what is open inside of it. One that waits for its next attempt has nothing
  /// inside.
  func isComposite(_ step: Step) -> Bool { step.progress != nil && step.status == .running }
}

/// Which rows a decision touches, in the order in which they were first touched: a composite before its frames, a frame
/// before its steps. A row that is inserted and changed in one decision is written once, as it is in the end.
struct RowNotes {
  private enum Key: Hashable {
    case frame(FrameID)
    case step(StepID)
  }

  private var order: [Key] = []
  private var frames: [FrameID: (frame: Frame, isNew: Bool)] = [:]
  private var steps: [StepID: (step: Step, isNew: Bool, holding: Lease?)] = [:]
  var attempts: [AttemptRecord] = []
  var timers: [Change] = []
  var approvals: [Change] = []

  mutating func note(_ frame: Frame, isNew: Bool = false) {
    let known = frames[frame.id]
    if known == nil { order.append(.frame(frame.id)) }
    frames[frame.id] = (frame, known?.isNew ?? isNew)
  }

  /// - Parameter holding: the lease that the row must still have; kept from the first note of the row.
  mutating func note(_ step: Step, isNew: Bool = false, holding: Lease? = nil) {
    let known = steps[step.id]
    if known == nil { order.append(.step(step.id)) }
    steps[step.id] = (step, known?.isNew ?? isNew, known?.holding ?? holding)
  }

  /// Frames whose rows are written, so that the event needn't say what changed in them.
  var writtenFrames: Set<FrameID> { Set(frames.keys) }

  /// The changes in writing order.
  ///
  /// - Parameter live: frames as they are in the end; what isn't live any more was noted when it was retired.
  func changes(frames live: [FrameID: Frame]) -> [Change] {
    order.compactMap { change($0, live) } + attempts.map(Change.insertAttempt) + approvals + timers
  }

  private func change(_ key: Key, _ live: [FrameID: Frame]) -> Change? {
    switch key {
    case .frame(let id):
      frames[id].map { $0.isNew ? .insertFrame(live[id] ?? $0.frame) : .updateFrame(live[id] ?? $0.frame) }
    case .step(let id):
      steps[id].map { $0.isNew ? .insertStep($0.step) : .updateStep($0.step, holding: $0.holding) }
    }
  }
}

/// The changes of frames that go into the event instead of into rows.
struct FrameDeltas {
  private var order: [FrameID] = []
  private var deltas: [FrameID: FrameDelta] = [:]

  subscript(frame: FrameID) -> FrameDelta {
    get { deltas[frame] ?? FrameDelta(frame: frame) }
    set {
      if deltas[frame] == nil { order.append(frame) }
      deltas[frame] = newValue
    }
  }

  func isChanged(_ frame: FrameID) -> Bool { deltas[frame] != nil }

  /// In the order in which frames were first changed, without those that `isLeftOut`.
  func all(leavingOut isLeftOut: (FrameID) -> Bool) -> [FrameDelta] {
    order.filter { !isLeftOut($0) }.compactMap { deltas[$0] }
  }
}

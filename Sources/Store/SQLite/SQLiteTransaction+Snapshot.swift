import Engine
import JSON

extension SQLiteTransaction {
  func snapshot(of id: RunID) throws -> RunSnapshot? {
    guard let run = try run(id, tenant: nil) else { return nil }
    let steps = try openSteps(of: id)
    let waits = steps.contains { $0.status == .waitingApproval }
    return RunSnapshot(
      run: run, frames: try currentFrames(of: run), steps: steps, approvals: waits ? try pendingApprovals(of: id) : [],
      signals: try signals(of: id))
  }

  func context(of run: RunID) throws -> JSONObject? {
    guard var root = try frame(.root(of: run), of: run) else { return nil }
    try eachEvent(of: run, after: root.stateAsOf) { try root.apply($0) }
    return root.state.context
  }

  /// The live frames, brought from their stored states up to the run's last event.
  private func currentFrames(of run: Run) throws -> [Frame] {
    var frames = try liveFrames(of: run.id)
    guard let oldest = frames.map(\.stateAsOf).min(), oldest < run.eventCount else { return frames }
    try eachEvent(of: run.id, after: oldest) { event in
      for index in frames.indices { try frames[index].apply(event) }
    }
    return frames
  }
}

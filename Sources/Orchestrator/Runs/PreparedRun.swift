import Engine
import Store

/// A new run whose beginning is decided, but not written yet.
struct PreparedRun {
  let run: Run
  let decision: Decision

  func insert(with writer: any StorageWriter) throws {
    // The labels that the definition gives are known since the run was begun.
    var labelled = run
    labelled.labels = decision.run.labels
    try writer.insertRun(labelled)
    try writer.apply(decision, to: run.version)
    if decision.continues { try writer.enqueueStimulus(.continued, for: run.id, at: run.createdAt) }
  }
}

extension Installation {
  func prepare(_ run: Run, of revision: Revision) throws -> PreparedRun {
    let program = try self.program(of: revision)
    let verdict = try Decider(program: program, environment: try environment(of: run.tenant))
      .decide(RunSnapshot(run: run), .started, now: run.createdAt)
    guard case .decided(let decision) = verdict else {
      throw InvariantViolation("a new run can't be started: \(verdict)")
    }
    return PreparedRun(run: run, decision: decision)
  }
}

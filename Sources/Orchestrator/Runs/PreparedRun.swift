import Engine
import Store

/// A new run whose beginning is decided, but not written yet.
struct PreparedRun {
  let run: Run
  let decision: Decision
  /// What comes next if the run has to have a slot and gets it at once.
  let beginning: Decision?

  /// - Returns: the run as it now is: begun, or waiting for its slot.
  /// - Throws: ``SlotRefusal``; then nothing of it may stay written.
  @discardableResult
  func insert(with writer: any StorageWriter) throws -> Run {
    // The labels that the definition gives are known since the run was begun.
    var labelled = run
    labelled.labels = decision.run.labels
    try writer.insertRun(labelled)
    try apply(decision, to: run.version, writer)
    guard let beginning else { return decision.run }
    if try writer.takeSlotGrant(of: run.id) {
      try apply(beginning, to: decision.run.version, writer)
      return beginning.run
    }
    try SlotRefusal.check(decision.slotRequest, of: run.id, writer)
    return decision.run
  }

  private func apply(_ decision: Decision, to version: Int64, _ writer: any StorageWriter) throws {
    try writer.apply(decision, to: version)
    if decision.continues { try writer.enqueueStimulus(.continued, for: run.id, at: run.createdAt) }
  }
}

extension Installation {
  /// - Parameters:
  ///   - priority: nil is the workflow's own, and without one the run's.
  ///   - environment: the run's tenant's, where it was read for many runs already.
  func prepare(
    _ run: Run, of revision: Revision, priority: Int? = nil, in environment: DecisionEnvironment? = nil
  ) throws -> PreparedRun {
    let program = try self.program(of: revision)
    var run = run
    run.priority = priority ?? program.priority ?? run.priority
    let decider = Decider(program: program, environment: try environment ?? self.environment(of: run.tenant))
    let first = try decider.begin(RunSnapshot(run: run), .started)
    let beginning = first.slotRequest == nil ? nil : try decider.begin(first.snapshot, .slotGranted)
    return PreparedRun(run: run, decision: first, beginning: beginning)
  }
}

extension Decider {
  fileprivate func begin(_ snapshot: RunSnapshot, _ stimulus: Stimulus) throws -> Decision {
    let verdict = try decide(snapshot, stimulus, now: snapshot.run.createdAt)
    guard case .decided(let decision) = verdict else {
      throw InvariantViolation("a new run can't be started: \(verdict)")
    }
    return decision
  }
}

/// The run's concurrency key has no free slot, and its definition says that it shall not wait.
struct SlotRefusal: Error {
  let standing: SlotStanding

  /// - Throws: itself, when the request of a run that was just written is to be refused.
  static func check(_ request: SlotRequest?, of run: RunID, _ reader: any StorageReader) throws {
    guard request?.onLimit == .reject, let standing = try reader.slot(of: run), standing.number == nil else { return }
    throw SlotRefusal(standing: standing)
  }

  var message: String {
    let holders = standing.holders.map(\.rawValue).joined(separator: ", ")
    return standing.limit == 1
      ? "another run (\(holders)) has the concurrency key '\(standing.key)', and the workflow refuses a second one"
      : "\(standing.limit) runs (\(holders)) have the concurrency key '\(standing.key)', and the workflow refuses more"
  }
}

public import Engine
import Documents
import Store

extension Installation {
  /// Brings one stimulus to its run, decided on what is stored now.
  public func advance(_ run: RunID, _ stimulus: Stimulus) throws -> AdvanceOutcome {
    let report = try Advancer(self).advance([Advance(run: run, stimulus: stimulus)])
    return report.outcomes[0]
  }

  /// The compiled revision that the run is pinned to.
  ///
  /// - Throws: `InvariantViolation` when the revision isn't there, or doesn't compile any more.
  func program(of run: Run) throws -> Program {
    try programs.value(hash: run.revisionHash) {
      guard
        let revision = try storage.read({
          try $0.revision(of: run.workflow, tenant: run.tenant, number: run.revision)
        })
      else { throw InvariantViolation("revision \(run.revision) of the workflow '\(run.workflow)' is not stored") }
      return try revision.compiled()
    }
  }
}

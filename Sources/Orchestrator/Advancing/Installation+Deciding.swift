public import Engine

extension Installation {
  /// Brings one stimulus to its run, decided on what is stored now.
  public func advance(_ run: RunID, _ stimulus: Stimulus) throws -> AdvanceOutcome {
    let report = try Advancer(self).advance([Advance(run: run, stimulus: stimulus)])
    return report.outcomes[0]
  }
}

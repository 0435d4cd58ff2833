import Engine
import Store

extension Worker {
  /// Gives back steps that were claimed and not begun, for any worker to claim.
  public func release(_ assignments: [Assignment]) throws {
    guard !assignments.isEmpty else { return }
    let claims = Set(assignments.map(\.claim))
    try installation.storage.write { writer in
      let held = try writer.leases(of: self.id).filter { step in
        step.lease.map { claims.contains(Assignment.Claim(step: step.id, epoch: $0.epoch)) } ?? false
      }
      try writer.releaseSteps(held)
    }
    for assignment in assignments { advancer.forget(assignment.run) }
  }

  /// Gives back steps that were begun and stopped: another delivery of the same attempt follows.
  public func giveUp(_ assignments: [Assignment]) throws {
    guard !assignments.isEmpty else { return }
    _ = try advancer.advance(
      assignments.map { Advance(run: $0.run, stimulus: .leaseLost($0.step, $0.lease)) })
  }

  /// How many more steps this host may perform at a time, with what this and all other workers perform.
  public func freePlaces() throws -> Int {
    let held = try installation.storage.read { reader in
      try reader.workers().map { try reader.leases(of: $0.id).count }.reduce(0, +)
    }
    return max(0, installation.configuration.concurrency - held)
  }

  /// Steps by which a run is named on the command line.
  public func claim(limit: Int, runNamed run: String?) throws -> [Assignment] {
    try claim(limit: limit, run: run.map(RunID.init(rawValue:)))
  }
}

public import Engine
import JSON
import Store

/// What deciding a run's whole history again showed.
public struct Verification: Sendable {
  public enum Verdict: Sendable {
    /// So many events give the rows that are stored.
    case holds(events: Int)
    /// In what they differ, in words.
    case differs([String])
    /// Why it can't be told.
    case skipped(String)
  }

  public let run: RunID
  public let verdict: Verdict
}

extension Installation {
  /// Decides the run's history again from its events alone, and compares what comes out with what is stored.
  public func verify(_ run: Run) throws -> Verification {
    Verification(run: run.id, verdict: try verdict(on: run.id))
  }

  private func verdict(on id: RunID) throws -> Verification.Verdict {
    // One state of the database: the run may move on meanwhile.
    let (run, events, rows) = try storage.read { reader in
      guard let run = try reader.run(id) else { throw OperationError(.notFound, "there is no run \(id)") }
      return (
        run, try reader.events(of: id, after: 0, limit: Int(run.eventCount)).map(\.event), try reader.rows(of: id)
      )
    }
    if let reason = reasonToSkip(events) { return .skipped(reason) }
    do {
      let decider = Decider(program: try program(of: run), environment: try environment(of: run.tenant))
      var replay = Replay(decider, of: run.atBeginning)
      for event in events { try replay.take(event) }
      var found = replay.rows.differences(from: rows)
      if replay.snapshot.run != run { found.append("the run differs: \(replay.snapshot.run) is stored as \(run)") }
      return found.isEmpty ? .holds(events: events.count) : .differs(found)
    } catch let violation as InvariantViolation {
      return .differs([violation.description])
    }
  }

  private func reasonToSkip(_ events: [Event]) -> String? {
    guard let first = events.first else { return "it has not begun" }
    if events.contains(where: { $0.type == .runQuarantined }) { return "it was quarantined" }
    let version = first.detail["decider"]?.integerValue
    guard version == Int64(Decider.version) else { return "another version of the decider made it" }
    let zones = ZoneData.system.version
    if let other = events.lazy.compactMap({ $0.detail["zoneData"]?.stringValue }).first(where: { $0 != zones }) {
      return "local times in it were read by zone data \(other), and this host has \(zones)"
    }
    return nil
  }

  func environment(of tenant: TenantID) throws -> DecisionEnvironment {
    DecisionEnvironment(agents: try agentCatalog(of: tenant), grace: configuration.grace, zones: .system)
  }
}

import Cron
import Documents
public import Engine
import JSON
import Store

/// Beginning a beat and taking what came out of it. Between the two it is a run like any other; see
/// docs/decisions/0010-a-beat-is-a-run.md.
extension Installation {
  /// Begins a beat now, whatever the interval and the active hours say.
  ///
  /// - Throws: `conflict` while one goes on.
  public func beatNow(_ heartbeat: Heartbeat, by identity: Identity) throws -> Heartbeat {
    try identity.require(.startRun)
    if let run = heartbeat.run {
      throw OperationError(.conflict, "the heartbeat '\(heartbeat.spec.name)' beats already, with the run \(run)")
    }
    let current = try rereading(heartbeat)
    try check(current.spec, identity.tenant)
    guard try begin(current, .manual, by: identity.actor, next: heartbeat.nextBeat) else {
      throw OperationError(.conflict, "the heartbeat '\(heartbeat.spec.name)' was begun or changed a moment ago")
    }
    return try self.heartbeat(heartbeat.id.rawValue, for: identity)
  }

  /// A heartbeat whose time has come: begins its beat, or puts it off until its active hours.
  ///
  /// - Returns: whether this process did it; another may have.
  func beat(_ heartbeat: Heartbeat) throws -> Bool {
    let now = clock.now()
    do {
      let current = try rereading(heartbeat)
      try check(current.spec, heartbeat.tenant)
      let next = try nextBeat(of: current.spec, after: now, from: heartbeat.nextBeat)
      if let hours = current.spec.activeHours,
        !hours.contains(now.milliseconds / 1_000, in: try zone(current.spec.timezone))
      {
        return try storage.write { try $0.updateHeartbeat(current.beating(nil, next: next)) }
      }
      return try begin(current, .interval, by: .system, next: next)
    } catch let error as OperationError {
      return try fail(heartbeat, because: error, at: now)
    }
  }

  /// What the heartbeat's file says now.
  private func rereading(_ heartbeat: Heartbeat) throws -> Heartbeat {
    guard let file = heartbeat.file else { return heartbeat }
    var current = heartbeat
    var spec = try HeartbeatFolder(self).spec(at: file)
    // The name is that of the workflow and of all that was found before.
    spec.name = heartbeat.spec.name
    current.spec = spec
    current.problem = nil
    return current
  }

  private func begin(
    _ heartbeat: Heartbeat, _ cause: BeatResult.Cause, by actor: Actor, next: Instant
  ) throws -> Bool {
    try publishBeats(of: heartbeat.spec, heartbeat.tenant)
    let revision = try startableRevision(of: heartbeat.workflow, number: nil, heartbeat.tenant)
    let now = clock.now()
    let run = Run(
      id: identifiers.run(at: now), tenant: heartbeat.tenant, workflow: heartbeat.workflow, revision: revision.number,
      revisionHash: revision.content.hash, input: BeatWorkflow.input(of: heartbeat),
      trigger: [
        "kind": "heartbeat", "heartbeat": .string(heartbeat.id.rawValue), "name": .string(heartbeat.spec.name),
        "cause": .string(cause.rawValue), "by": .string(actor.rawValue),
      ], createdAt: now)
    let prepared = try prepare(run, of: revision)
    return try storage.write { writer in
      // Whoever was first has counted the epoch up; the other's run is never written.
      guard try writer.updateHeartbeat(heartbeat.beating(run.id, next: next, at: now)) else { return false }
      try prepared.insert(with: writer)
      return true
    }
  }

  /// Its workflow says what its spec says; published only when that has changed.
  func publishBeats(of spec: HeartbeatSpec, _ tenant: TenantID) throws {
    let id = Heartbeat.workflow(named: spec.name)
    let author = Identity(actor: Actor(rawValue: "heartbeat:\(spec.name)"), tenant: tenant, roles: [.author])
    if let newest = try storage.read({ try $0.revision(of: id, tenant: tenant, number: nil) }),
      newest.content.publishedBy != author.actor
    {
      throw OperationError(
        .conflict,
        "the workflow '\(id)' was published by \(newest.content.publishedBy), and the heartbeat needs that name")
    }
    let text = DefinitionText(BeatWorkflow.definition(of: spec), named: "heartbeat \(spec.name)", format: .json)
    _ = try publish(text, as: id, by: author)
    if try storage.read({ try $0.workflow(id, tenant: tenant)?.isEnabled }) == false {
      try setWorkflow(id, enabled: true, by: author)
    }
  }

  // MARK: The end

  /// A beat that could not begin: every check is unevaluated, for that reason.
  private func fail(_ heartbeat: Heartbeat, because error: OperationError, at now: Instant) throws -> Bool {
    let reason = ([error.message] + error.issues.map(\.text)).joined(separator: "; ")
    let results = BeatEvaluation.unevaluated(heartbeat.spec.checks, because: reason)
    let next = try nextBeat(of: heartbeat.spec, after: now, from: heartbeat.nextBeat)
    var ended = heartbeat.beating(nil, next: next, at: now)
    ended.problem = reason
    return try end(ended, results, run: nil, .interval, startedAt: now)
  }

  /// A heartbeat whose beat's run is over.
  func endBeat(of heartbeat: Heartbeat) throws -> Bool {
    let run = try heartbeat.run.flatMap { id in try storage.read { try $0.run(id) } }
    let failure: String? =
      switch run?.status {
      case .completed: nil
      case nil: "the run of this beat is gone"
      case let status?: run?.error?.message ?? "the run of this beat ended \(status.rawValue)"
      }
    // What was asked is what the run was started with, whatever the file says by now.
    let checks = run?.input["checks"]?.arrayValue?.compactMap { $0["check"]?.stringValue } ?? heartbeat.spec.checks
    let results = BeatEvaluation.results(of: checks, output: run?.output, failure: failure)
    let cause = run?.trigger["cause"]?.stringValue.flatMap(BeatResult.Cause.init(rawValue:)) ?? .interval
    var ended = heartbeat
    ended.run = nil
    return try end(ended, results, run: heartbeat.run, cause, startedAt: run?.createdAt ?? clock.now())
  }

  private func end(
    _ heartbeat: Heartbeat, _ results: [CheckResult], run: RunID?, _ cause: BeatResult.Cause, startedAt: Instant
  ) throws -> Bool {
    let now = clock.now()
    let consequences = BeatEvaluation.consequences(
      of: results, for: heartbeat.id, heartbeat.spec, run: run, remembering: heartbeat.memory, at: now)
    var ended = heartbeat
    ended.memory = consequences.memory
    let beat = BeatResult(
      id: BeatID(rawValue: identifiers.ulid(at: now)), heartbeat: heartbeat.id, run: run, cause: cause, checks: results,
      startedAt: startedAt, finishedAt: now)
    let isOurs = try storage.write { writer in
      guard try writer.updateHeartbeat(ended) else { return false }
      try writer.insertBeat(beat)
      try AlertBook(tenant: heartbeat.tenant, writer: writer, identifiers: self.identifiers, now: now)
        .apply(consequences.alerts)
      return true
    }
    return isOurs
  }
}

extension Heartbeat {
  /// With its next beat, and the run of the present one.
  fileprivate func beating(_ run: RunID?, next: Instant, at now: Instant? = nil) -> Heartbeat {
    var heartbeat = self
    heartbeat.run = run
    heartbeat.nextBeat = next
    heartbeat.lastBeat = now ?? lastBeat
    return heartbeat
  }
}

extension CheckIssue {
  /// In one line, with its place.
  fileprivate var text: String {
    let place = line.map { "line \($0): " } ?? (path.isEmpty ? "" : "\(path): ")
    return "\(place)\(message)\(hint.map { " (\($0))" } ?? "")"
  }
}

import Cron
public import Documents
public import Engine
import Store

/// Where a heartbeat comes from.
public enum HeartbeatSource: Sendable {
  /// Its fields.
  case fields(Document)
  /// A `HEARTBEAT.md`, which is read again at each beat.
  case file(String)
}

extension Installation {
  /// Makes a heartbeat; it beats for the first time when its interval is over.
  ///
  /// - Throws: ``OperationError``: `invalid` with every mistake and its line, `conflict` for a name that is taken,
  ///   `forbidden` for a file in a folder that nobody has allowed.
  public func createHeartbeat(_ source: HeartbeatSource, by identity: Identity) throws -> Heartbeat {
    try identity.require(.manageWatches)
    let (spec, file) = try read(source)
    try check(spec, identity.tenant)
    try publishBeats(of: spec, identity.tenant)
    let now = clock.now()
    let heartbeat = Heartbeat(
      id: HeartbeatID(rawValue: identifiers.ulid(at: now)), tenant: identity.tenant, spec: spec, file: file,
      nextBeat: try nextBeat(of: spec, after: now, from: now), createdBy: identity.actor, at: now)
    let isNew = try storage.write { writer in
      try writer.ensureTenant(identity.tenant, at: now)
      return try writer.insertHeartbeat(heartbeat)
    }
    guard isNew else {
      throw OperationError(.conflict, "there is a heartbeat '\(spec.name)' already; choose another name")
    }
    return heartbeat
  }

  /// Replaces what a heartbeat does. Its name stays: it is that of its workflow.
  ///
  /// - Parameter expected: the version that the caller has seen; nil doesn't check.
  public func updateHeartbeat(
    _ heartbeat: Heartbeat, _ source: HeartbeatSource, expected: Int64? = nil, by identity: Identity
  ) throws -> Heartbeat {
    try identity.require(.manageWatches)
    let (spec, file) = try read(source)
    guard spec.name == heartbeat.spec.name else {
      throw OperationError(
        .invalid, "a heartbeat keeps its name: '\(heartbeat.spec.name)'; delete it and make another for a new name")
    }
    try check(spec, identity.tenant)
    try publishBeats(of: spec, identity.tenant)
    let now = clock.now()
    let next = try nextBeat(of: spec, after: now, from: now)
    return try change(heartbeat.id, expected, identity) { heartbeat in
      if spec.interval != heartbeat.spec.interval || spec.activeHours != heartbeat.spec.activeHours {
        heartbeat.nextBeat = next
      }
      (heartbeat.spec, heartbeat.file, heartbeat.problem) = (spec, file, nil)
    }
  }

  /// Beats no more, until it is resumed; a beat that goes on comes to its end.
  public func setHeartbeat(_ id: HeartbeatID, paused: Bool, by identity: Identity) throws -> Heartbeat {
    try identity.require(.manageWatches)
    let now = clock.now()
    return try change(id, nil, identity) { heartbeat in
      guard heartbeat.isPaused != paused else {
        throw OperationError(
          .conflict, "the heartbeat '\(heartbeat.spec.name)' is \(paused ? "paused" : "active") already")
      }
      heartbeat.isPaused = paused
      if !paused { heartbeat.nextBeat = try self.nextBeat(of: heartbeat.spec, after: now, from: now) }
    }
  }

  /// Removes a heartbeat with its results; its alerts are resolved and stay listed, its runs stay, and its workflow is
  /// disabled.
  public func deleteHeartbeat(_ id: HeartbeatID, by identity: Identity) throws {
    try identity.require(.manageWatches)
    let now = clock.now()
    try storage.write { writer in
      let heartbeat = try self.require(try writer.heartbeat(id, tenant: identity.tenant), "\(id)")
      let book = AlertBook(tenant: identity.tenant, writer: writer, identifiers: self.identifiers, now: now)
      try book.resolveAll(of: id.rawValue)
      try writer.deleteHeartbeat(id)
      _ = try writer.setWorkflow(heartbeat.workflow, tenant: identity.tenant, enabled: false, at: now)
    }
  }

  /// By its id or name.
  public func heartbeat(_ text: String, for identity: Identity) throws -> Heartbeat {
    try identity.require(.view)
    let found = try storage.read { reader in
      try reader.heartbeat(HeartbeatID(rawValue: text), tenant: identity.tenant)
        ?? reader.heartbeat(named: text, tenant: identity.tenant)
    }
    return try require(found, text)
  }

  private func require(_ heartbeat: Heartbeat?, _ text: String) throws(OperationError) -> Heartbeat {
    guard let heartbeat else {
      throw OperationError(.notFound, "there is no heartbeat '\(text)'; `escapement heartbeats list` lists them")
    }
    return heartbeat
  }

  private func change(
    _ id: HeartbeatID, _ expected: Int64?, _ identity: Identity, _ body: (inout Heartbeat) throws -> Void
  ) throws -> Heartbeat {
    let now = clock.now()
    return try storage.write { writer in
      var heartbeat = try self.require(try writer.heartbeat(id, tenant: identity.tenant), "\(id)")
      if let expected, expected != heartbeat.version {
        throw OperationError(
          .conflict, "the heartbeat '\(heartbeat.spec.name)' was changed meanwhile; look at it again")
      }
      try body(&heartbeat)
      heartbeat.version += 1
      heartbeat.updatedAt = now
      guard try writer.updateHeartbeat(heartbeat) else {
        throw InvariantViolation("the heartbeat \(id) changed inside of a transaction")
      }
      heartbeat.epoch += 1
      return heartbeat
    }
  }

  // MARK: What it does

  private func read(_ source: HeartbeatSource) throws -> (HeartbeatSpec, file: String?) {
    switch source {
    case .file(let file): return (try HeartbeatFolder(self).spec(at: file), file)
    case .fields(let document):
      let (spec, report) = HeartbeatReader.read(document)
      guard let spec else { throw OperationError(.invalid, "this is no heartbeat", issues: report.issues) }
      return (spec, nil)
    }
  }

  /// What only the host and the tenant know: zones, agents.
  func check(_ spec: HeartbeatSpec, _ tenant: TenantID) throws {
    _ = try zone(spec.timezone)
    guard try agent(spec.agent, of: tenant) != nil else {
      let names = try agentCatalog(of: tenant).names.map(\.rawValue)
      let hint = NearestName.of(spec.agent.rawValue, among: names).map { "did you mean '\($0)'?" }
      throw OperationError(
        .invalid, "there is no agent '\(spec.agent)'; \(hint ?? "`escapement agents` lists them")",
        issues: [CheckIssue(.unknownAgent, path: "agent", message: "there is no agent '\(spec.agent)'", hint: hint)])
    }
  }

  func zone(_ name: String) throws(OperationError) -> Zone {
    do { return try ZoneCatalog.system.zone(named: name) } catch {
      throw OperationError(
        .invalid, error.description,
        issues: [CheckIssue(.invalidValue, path: "timezone", message: error.description)])
    }
  }

  /// - Parameter anchor: from where intervals are counted.
  func nextBeat(of spec: HeartbeatSpec, after now: Instant, from anchor: Instant) throws -> Instant {
    guard let hours = spec.activeHours else {
      return BeatClock.next(after: now, from: anchor, every: spec.interval) { _ in true }
    }
    let zone = try zone(spec.timezone)
    return BeatClock.next(after: now, from: anchor, every: spec.interval) {
      hours.contains($0.milliseconds / 1_000, in: zone)
    }
  }
}

public import Engine
import Store

extension Installation {
  /// Makes a monitor, with an address of its own. What it expects, it expects from now on.
  ///
  /// - Throws: ``OperationError``: `invalid` with the field, `conflict` for a name that is taken.
  public func createMonitor(_ spec: MonitorSpec, by identity: Identity) throws -> Monitor {
    try identity.require(.manageWatches)
    let times = try check(spec)
    let now = clock.now()
    var monitor = Monitor(
      id: MonitorID(rawValue: identifiers.ulid(at: now)), tenant: identity.tenant, key: newPingKey(), spec: spec,
      createdBy: identity.actor, at: now)
    monitor.expect(from: now, times.next)
    let made = monitor
    let isNew = try storage.write { writer in
      try writer.ensureTenant(identity.tenant, at: now)
      return try writer.insertMonitor(made)
    }
    guard isNew else {
      throw OperationError(.conflict, "there is a monitor '\(spec.name)' already; choose another name")
    }
    return made
  }

  /// Replaces what a monitor expects; its address and what it has heard stay.
  ///
  /// - Parameter expected: the version that the caller has seen; nil doesn't check.
  public func updateMonitor(
    _ id: MonitorID, _ spec: MonitorSpec, expected: Int64? = nil, by identity: Identity
  ) throws -> Monitor {
    let times = try check(spec)
    return try change(id, expected, identity) { monitor, writer, now in
      if spec.name != monitor.spec.name, try writer.monitor(named: spec.name, tenant: identity.tenant) != nil {
        throw OperationError(.conflict, "there is a monitor '\(spec.name)' already; choose another name")
      }
      let isOther = spec.expectation != monitor.spec.expectation || spec.grace != monitor.spec.grace
      monitor.spec = spec
      if isOther, monitor.alertAt != nil { monitor.expect(from: now, times.next) }
    }
  }

  /// A paused monitor hears pings and alerts nobody; resumed, it begins afresh.
  public func setMonitor(_ id: MonitorID, paused: Bool, by identity: Identity) throws -> Monitor {
    try change(id, nil, identity) { monitor, writer, now in
      guard monitor.isPaused != paused else {
        throw OperationError(.conflict, "the monitor '\(monitor.spec.name)' is \(paused ? "paused" : "active") already")
      }
      guard !paused else { return monitor.pause() }
      monitor.resume(at: now, try MonitorTimes(monitor.spec).next)
      try AlertBook(tenant: identity.tenant, writer: writer, identifiers: self.identifiers, now: now)
        .resolveAll(of: id.rawValue)
    }
  }

  /// Gives a monitor another address; the old one is unknown from then on.
  public func rotateMonitorKey(_ id: MonitorID, by identity: Identity) throws -> Monitor {
    try change(id, nil, identity) { monitor, _, _ in monitor.key = self.newPingKey() }
  }

  /// Removes a monitor with its pings. Its alerts are resolved and stay listed.
  public func deleteMonitor(_ id: MonitorID, by identity: Identity) throws {
    try identity.require(.manageWatches)
    let now = clock.now()
    try storage.write { writer in
      _ = try self.require(try writer.monitor(id, tenant: identity.tenant), id.rawValue)
      try AlertBook(tenant: identity.tenant, writer: writer, identifiers: self.identifiers, now: now)
        .resolveAll(of: id.rawValue)
      try writer.deleteMonitor(id)
    }
  }

  /// By its id or name.
  public func monitor(_ text: String, for identity: Identity) throws -> Monitor {
    try identity.require(.view)
    let found = try storage.read { reader in
      try reader.monitor(MonitorID(rawValue: text), tenant: identity.tenant)
        ?? reader.monitor(named: text, tenant: identity.tenant)
    }
    return try require(found, text)
  }

  /// What a job asks for: whole where the base URL is configured, else from this host's name on.
  ///
  /// - Parameter mount: what stands before every path of the site, where no base URL says it.
  public func pingAddress(of monitor: Monitor, mount: String = "") -> String {
    "\(configuration.baseURL ?? mount)/ping/\(monitor.key)"
  }

  // MARK: Parts

  /// A hundred bits and more: who doesn't know it doesn't find it.
  private func newPingKey() -> String { identifiers.randomText(characters: 24) }

  private func check(_ spec: MonitorSpec) throws(OperationError) -> MonitorTimes {
    guard WatchName.isWellFormed(spec.name) else {
      throw OperationError(monitor: "name", "'\(spec.name)' can't be a monitor's name: it has \(WatchName.form)")
    }
    let spans: ClosedRange<TimeSpan> = .seconds(1)...Installation.longestExpectation
    if case .every(let span) = spec.expectation, !spans.contains(span) {
      throw OperationError(monitor: "every", "`every` is a duration from a second to ten years")
    }
    guard (TimeSpan(milliseconds: 0)...Installation.longestExpectation).contains(spec.grace) else {
      throw OperationError(monitor: "grace", "`grace` is a duration of at most ten years")
    }
    if let note = spec.note, note.utf8.count > Installation.longestNote {
      throw OperationError(monitor: "note", "a note has at most \(Installation.longestNote) bytes")
    }
    return try MonitorTimes(spec)
  }

  private static var longestExpectation: TimeSpan { .seconds(10 * 366 * 86_400) }
  private static var longestNote: Int { 2_000 }

  private func require(_ monitor: Monitor?, _ text: String) throws(OperationError) -> Monitor {
    guard let monitor else {
      throw OperationError(.notFound, "there is no monitor '\(text)'; `escapement monitors list` lists them")
    }
    return monitor
  }

  private func change(
    _ id: MonitorID, _ expected: Int64?, _ identity: Identity,
    _ body: (inout Monitor, any StorageWriter, Instant) throws -> Void
  ) throws -> Monitor {
    try identity.require(.manageWatches)
    let now = clock.now()
    return try storage.write { writer in
      var monitor = try self.require(try writer.monitor(id, tenant: identity.tenant), id.rawValue)
      if let expected, expected != monitor.version {
        throw OperationError(.conflict, "the monitor '\(monitor.spec.name)' was changed meanwhile; look at it again")
      }
      try body(&monitor, writer, now)
      monitor.version += 1
      monitor.updatedAt = now
      guard try writer.updateMonitor(monitor) else {
        throw InvariantViolation("the monitor \(id) changed inside of a transaction")
      }
      monitor.epoch += 1
      return monitor
    }
  }
}

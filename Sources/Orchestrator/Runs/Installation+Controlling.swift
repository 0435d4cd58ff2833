public import Engine
import Store

extension Installation {
  /// Stops new work of the run. Results, votes and signals are still recorded; deadlines act when it is resumed.
  public func pause(_ run: RunID, reason: String?, by identity: Identity) throws -> Run {
    try identity.require(.controlRun)
    let pause = Run.Pause(by: identity.actor, reason: reason, at: clock.now())
    return try control(run, .pauseRequested(pause), identity, "paused")
  }

  public func resume(_ run: RunID, by identity: Identity) throws -> Run {
    try identity.require(.controlRun)
    return try control(run, .resumeRequested(by: identity.actor), identity, "resumed")
  }

  /// Ends the run: what waits ends at once, what is being performed according to the policy.
  ///
  /// - Parameter policy: nil leaves it to the run's definition.
  public func cancel(
    _ run: RunID, reason: String?, policy: Run.Cancellation.Policy?, by identity: Identity
  ) throws -> Run {
    try identity.require(.controlRun)
    let policy = try policy ?? standardPolicy(of: run, for: identity)
    let cancellation = Run.Cancellation(by: identity.actor, reason: reason, policy: policy, at: clock.now())
    return try control(run, .cancelRequested(cancellation), identity, "cancelled")
  }

  private func standardPolicy(of id: RunID, for identity: Identity) throws -> Run.Cancellation.Policy {
    try cancellationPolicy(of: id, tenant: identity.tenant)
  }

  /// What the run's definition says about being cancelled.
  func cancellationPolicy(of id: RunID, tenant: TenantID? = nil) throws -> Run.Cancellation.Policy {
    guard let run = try storage.read({ try $0.run(id, tenant: tenant) }) else { return .stopRunning }
    // A definition that can't be read any more must not keep its runs from being ended.
    return (try? program(of: run))?.cancellation ?? .stopRunning
  }

  /// Gives the run a named message. It is kept until a state takes it.
  public func signal(_ run: RunID, _ signal: Signal, by identity: Identity) throws -> Run {
    try identity.require(.signalRun)
    guard MessageName.isWellFormed(signal.name) else {
      throw OperationError(.invalid, "a signal's name has \(MessageName.form)")
    }
    if let correlation = signal.correlation { try check(correlation: correlation) }
    try check(payload: signal.payload)
    var signal = signal
    signal.by = identity.actor
    return try control(run, .signalReceived(signal), identity, "signalled")
  }

  private func control(
    _ run: RunID, _ stimulus: Stimulus, _ identity: Identity, _ verb: String
  ) throws -> Run {
    try requireRun(run, identity)
    switch try advance(run, stimulus) {
    case .advanced(let run):
      return run
    case .ignored(let reason):
      throw OperationError(.conflict, "the run \(run) can't be \(verb): \(reason)")
    case .quarantined(let reason):
      throw OperationError(.conflict, "the run \(run) was ended because it can't be worked on: \(reason)")
    case .unknownRun:
      throw OperationError(.notFound, "there is no run \(run)")
    }
  }

  /// Runs of other tenants don't exist.
  @discardableResult
  func requireRun(_ id: RunID, _ identity: Identity) throws -> Run {
    guard let run = try storage.read({ try $0.run(id, tenant: identity.tenant) }) else {
      throw OperationError(.notFound, "there is no run \(id); `escapement runs` lists them")
    }
    return run
  }
}

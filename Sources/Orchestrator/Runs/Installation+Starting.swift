import Digest
import Engine
import JSON
import JSONSchema
import Store

extension Installation {
  /// Starts a run: when this returns, the run is on the disk and will be brought to its end.
  ///
  /// - Throws: ``OperationError`` (`notFound`, `invalid` with the input's violations, `conflict`, `forbidden`), or
  ///   `StorageError`.
  public func startRun(_ request: StartRequest, by identity: Identity) throws -> StartedRun {
    try identity.require(.startRun)
    let revision = try startableRevision(request, identity.tenant)
    let input = try checkedInput(request.input, against: revision)
    let run = newRun(of: revision, input: input, request, by: identity)
    let program = try self.program(of: revision)
    let environment = DecisionEnvironment(agents: try agentCatalog(of: run.tenant), grace: configuration.grace)
    let verdict = try Decider(program: program, environment: environment)
      .decide(RunSnapshot(run: run), .started, now: run.createdAt)
    guard case .decided(let decision) = verdict else {
      throw InvariantViolation("a new run can't be started: \(verdict)")
    }
    return try storage.write { writer in
      if let earlier = try self.earlierAnswer(to: request, identity.tenant, writer) { return earlier }
      try writer.insertRun(run)
      try writer.apply(decision, to: run.version)
      if decision.continues { try writer.enqueueStimulus(.continued, for: run.id, at: run.createdAt) }
      try self.keepAnswer(for: request, run, writer)
      return StartedRun(run: decision.run, isRepeated: false)
    }
  }

  private func startableRevision(_ request: StartRequest, _ tenant: TenantID) throws -> Revision {
    try storage.read { reader in
      guard let workflow = try reader.workflow(request.workflow, tenant: tenant) else {
        throw OperationError(.notFound, "there is no workflow '\(request.workflow)'; `escapement workflows` lists them")
      }
      guard workflow.isEnabled else {
        throw OperationError(.conflict, "the workflow '\(request.workflow)' is disabled; enable it to start runs")
      }
      guard let revision = try reader.revision(of: request.workflow, tenant: tenant, number: request.revision) else {
        let number = request.revision ?? workflow.revision
        throw OperationError(
          .notFound, "the workflow '\(request.workflow)' has no revision \(number); its newest is \(workflow.revision)")
      }
      return revision
    }
  }

  /// The input with the schema's defaults, if it is valid.
  private func checkedInput(_ input: JSONObject, against revision: Revision) throws -> JSONObject {
    guard let document = revision.content.inputSchema else { return input }
    let schema = try inputSchemas.value(hash: revision.content.hash) {
      do { return try Schema(compiling: document) } catch {
        throw InvariantViolation("the stored input schema of '\(revision.content.workflow)' doesn't compile: \(error)")
      }
    }
    let filled = schema.applyDefaults(to: .object(input))
    let violations = schema.violations(of: filled, assertFormats: true)
    guard violations.isEmpty else {
      throw OperationError(
        .invalid, "the input doesn't fit the workflow '\(revision.content.workflow)'",
        issues: violations.map { violation in
          CheckIssue(
            .invalidValue, path: "input\(violation.instancePath)", message: violation.message)
        })
    }
    return filled.objectValue ?? input
  }

  private func newRun(
    of revision: Revision, input: JSONObject, _ request: StartRequest, by identity: Identity
  ) -> Run {
    let now = clock.now()
    var trigger = request.trigger
    trigger["by"] = .string(identity.actor.rawValue)
    return Run(
      id: identifiers.run(at: now), tenant: identity.tenant, workflow: revision.content.workflow,
      revision: revision.number, revisionHash: revision.content.hash, input: input, trigger: trigger,
      labels: request.labels, createdAt: now)
  }

  // MARK: The same request again

  private static let startOperation = "POST /workflow-runs"

  private func earlierAnswer(
    to request: StartRequest, _ tenant: TenantID, _ reader: any StorageReader
  ) throws -> StartedRun? {
    guard let key = request.idempotencyKey,
      let answer = try reader.idempotentAnswer(key: key, operation: Installation.startOperation, tenant: tenant)
    else { return nil }
    guard answer.requestHash == ContentHash.of(request.content) else {
      throw OperationError(
        .conflict, "the idempotency key '\(key)' was used for another request; a new request needs a key of its own")
    }
    guard let run = try reader.run(RunID(rawValue: answer.body), tenant: tenant) else {
      throw OperationError(.conflict, "the run that was started with the idempotency key '\(key)' is gone")
    }
    return StartedRun(run: run, isRepeated: true)
  }

  private func keepAnswer(for request: StartRequest, _ run: Run, _ writer: any StorageWriter) throws {
    guard let key = request.idempotencyKey else { return }
    let answer = IdempotentAnswer(
      tenant: run.tenant, key: key, operation: Installation.startOperation,
      requestHash: ContentHash.of(request.content), status: 201, location: nil, body: run.id.rawValue,
      createdAt: run.createdAt)
    guard try writer.keepAnswer(answer) else {
      throw OperationError(.conflict, "the idempotency key '\(key)' was used a moment ago; ask again")
    }
  }
}

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
    if let priority = request.priority, !Priority.range.contains(priority) {
      let range = Priority.range
      throw OperationError(
        .invalid, "the priority \(priority) is out of range: \(range.lowerBound) to \(range.upperBound)")
    }
    let revision = try startableRevision(of: request.workflow, number: request.revision, identity.tenant)
    let input = try checkedInput(request.input, against: revision)
    let prepared = try prepare(
      newRun(of: revision, input: input, request, by: identity), of: revision, priority: request.priority)
    do {
      return try storage.write { writer in
        if let earlier = try self.earlierAnswer(to: request, identity.tenant, writer) { return earlier }
        let run = try prepared.insert(with: writer)
        try self.keepAnswer(for: request, run, writer)
        return StartedRun(run: run, isRepeated: false)
      }
    } catch let refusal as SlotRefusal {
      throw OperationError(.conflict, refusal.message)
    }
  }

  /// The revision that a new run is pinned to; without a number the newest.
  func startableRevision(of id: WorkflowID, number: Int?, _ tenant: TenantID) throws -> Revision {
    try storage.read { reader in
      guard let workflow = try reader.workflow(id, tenant: tenant) else {
        throw OperationError(.notFound, "there is no workflow '\(id)'; `escapement workflows` lists them")
      }
      guard workflow.isEnabled else {
        throw OperationError(.conflict, "the workflow '\(id)' is disabled; enable it to start runs")
      }
      guard let revision = try reader.revision(of: id, tenant: tenant, number: number) else {
        throw OperationError(
          .notFound,
          "the workflow '\(id)' has no revision \(number ?? workflow.revision); its newest is \(workflow.revision)")
      }
      return revision
    }
  }

  /// The input with the schema's defaults, if it is valid.
  func checkedInput(_ input: JSONObject, against revision: Revision) throws -> JSONObject {
    guard let schema = try inputSchema(of: revision) else { return input }
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

  /// The compiled input schema; nil when the definition says nothing about its input.
  func inputSchema(of revision: Revision) throws -> Schema? {
    guard let document = revision.content.inputSchema else { return nil }
    return try inputSchemas.value(hash: revision.content.hash) {
      do { return try Schema(compiling: document) } catch {
        throw InvariantViolation("the stored input schema of '\(revision.content.workflow)' doesn't compile: \(error)")
      }
    }
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

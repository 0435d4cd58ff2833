import Documents
public import Engine
import Store

/// What publishing a workflow did.
public struct PublishedWorkflow: Hashable, Sendable {
  public var workflow: WorkflowID
  public var revision: Int
  /// False: the newest revision has this content already.
  public var isNew: Bool
  /// Warnings, if any.
  public var report: CheckReport
}

extension Installation {
  /// Checks a workflow and makes it the newest revision. Runs that have begun stay with theirs.
  ///
  /// - Parameter expected: the revision that the caller believes to be the newest (0: none yet); nil doesn't check.
  /// - Parameter id: the workflow that it must be; nil takes what the text says.
  /// - Throws: `invalid` with every issue; `conflict` when another revision is the newest.
  public func publish(
    _ definition: DefinitionText, as id: WorkflowID? = nil, expected: Int? = nil, note: String? = nil,
    by identity: Identity
  ) throws -> PublishedWorkflow {
    try identity.require(.publishWorkflow)
    try requireSize(of: definition)
    let checked = CheckedWorkflow(definition, agents: try agentCatalog(of: identity.tenant))
    guard let program = checked.program else { throw OperationError(refusing: checked.report) }
    if let id, id != program.workflow {
      throw OperationError(.invalid, "the definition's id is '\(program.workflow)', not '\(id)'")
    }
    let content = RevisionContent(definition, checked, program, by: identity, at: clock.now(), note: note)
    var publication = try Publication(content, of: program, in: self, by: identity)
    let outcome = try storage.write { store in
      try store.ensureTenant(identity.tenant, at: content.publishedAt)
      return try publication.write(expected: expected, to: store)
    }
    return try published(outcome, program.workflow, checked.report, by: identity)
  }

  /// Disabled workflows keep their runs and start no new ones.
  public func setWorkflow(_ id: WorkflowID, enabled: Bool, by identity: Identity) throws {
    try identity.require(.publishWorkflow)
    let isKnown = try storage.write {
      try $0.setWorkflow(id, tenant: identity.tenant, enabled: enabled, at: clock.now())
    }
    guard isKnown else { throw OperationError(unknown: id) }
    logger.workflowSwitched(id, enabled: enabled, by: identity.actor)
  }

  private func published(
    _ outcome: PublishOutcome, _ workflow: WorkflowID, _ report: CheckReport, by identity: Identity
  ) throws -> PublishedWorkflow {
    switch outcome {
    case .published(let number):
      logger.workflowPublished(workflow, revision: number, by: identity.actor)
      return PublishedWorkflow(workflow: workflow, revision: number, isNew: true, report: report)
    case .unchanged(let number):
      return PublishedWorkflow(workflow: workflow, revision: number, isNew: false, report: report)
    case .conflict(let newest):
      throw OperationError(
        .conflict,
        "revision \(newest) is the newest of '\(workflow)' by now; look at what changed, then publish on top of it")
    }
  }

  func requireSize(of definition: DefinitionText) throws(OperationError) {
    let limit = configuration.limits.bodyBytes
    guard definition.text.utf8.count <= limit else {
      throw OperationError(
        .tooLarge, "\(definition.name) has \(definition.text.utf8.count) bytes; limits.bodyBytes allows \(limit)")
    }
  }
}

extension RevisionContent {
  init(
    _ definition: DefinitionText, _ checked: CheckedWorkflow, _ program: Program, by identity: Identity,
    at now: Instant,
    note: String?
  ) {
    self.init(
      tenant: identity.tenant, workflow: program.workflow, hash: checked.hash, source: definition.text,
      format: checked.format.rawValue, dialect: program.dialect.rawValue, name: program.name,
      description: program.description, version: program.version,
      inputSchema: program.inputSchema, outputSchema: program.outputSchema, publishedAt: now,
      publishedBy: identity.actor, note: note)
    triggers = program.triggers.map { ListedTrigger(name: $0.name, source: $0.source) }
  }
}

extension OperationError {
  init(refusing report: CheckReport) {
    let count = report.errors.count
    self.init(
      .invalid, "\(report.file) has \(count == 1 ? "an error" : "\(count) errors"); nothing was published",
      issues: report.issues)
  }

  init(unknown workflow: WorkflowID) {
    self.init(.notFound, "there is no workflow '\(workflow)'; see `escapement workflows`")
  }
}

import Documents
public import Engine
public import Store

extension Installation {
  /// The program that a run is pinned to.
  ///
  /// - Throws: `InvariantViolation` when the revision is gone or doesn't compile any more: no text is published that
  ///   doesn't.
  public func program(of run: Run) throws -> Program {
    try programs.value(hash: run.revisionHash) {
      let revision = try storage.read {
        try $0.revision(of: run.workflow, tenant: run.tenant, number: run.revision)
      }
      guard let revision, revision.content.hash == run.revisionHash else {
        throw InvariantViolation("revision \(run.revision) of '\(run.workflow)' isn't what run \(run.id) began with")
      }
      return try compile(revision)
    }
  }

  /// The program of a revision.
  public func program(of revision: Revision) throws -> Program {
    try programs.value(hash: revision.content.hash) { try compile(revision) }
  }

  private func compile(_ revision: Revision) throws -> Program {
    let content = revision.content
    let definition = DefinitionText(
      content.source, named: "\(content.workflow) revision \(revision.number)", fallbackID: content.workflow.rawValue,
      format: .init(rawValue: content.format))
    // What was published may name agents and zones that are gone by now; the step that needs one says so.
    let checked = CheckedWorkflow(definition, agents: nil, zones: nil)
    guard let program = checked.program else {
      let first = checked.report.errors.first?.message ?? "no reason given"
      throw InvariantViolation("\(definition.name) doesn't compile any more: \(first)")
    }
    return program
  }
}

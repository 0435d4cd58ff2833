import Engine
import Store

/// Workflows' files.
struct WorkflowSync {
  private let pass: SyncPass
  private let agents: AgentCatalog
  private var owners: [WorkflowID: String] = [:]

  init(_ pass: SyncPass, agents: AgentCatalog) {
    self.pass = pass
    self.agents = agents
  }

  mutating func run() throws -> [SyncReport.Entry] {
    let files = try pass.folder.files(.workflow)
    var entries: [SyncReport.Entry] = []
    let halves = secondHalves(files)
    for file in files where !halves.contains(file.location) {
      do { entries.append(try entry(for: file)) } catch let error as OperationError {
        entries.append(SyncReport.Entry(file.path, .workflow, .invalid, message: error.message))
      }
    }
    for source in pass.vanished(.workflow, files: files) { entries += try disable(source) }
    return entries
  }

  /// Files that others name as the rest of their definition: they are none of their own.
  private func secondHalves(_ files: [SyncFolder.File]) -> Set<String> {
    let limit = pass.installation.configuration.limits.bodyBytes
    return Set(files.compactMap { (try? DefinitionText(file: $0.location, limit: limit))?.companion })
  }

  private mutating func entry(for file: SyncFolder.File) throws -> SyncReport.Entry {
    let definition: DefinitionText
    do {
      let limit = pass.installation.configuration.limits.bodyBytes
      var read = try DefinitionText(file: file.location, limit: limit)
      read.name = file.path
      definition = read
    } catch {
      return SyncReport.Entry(file.path, .workflow, .invalid, message: error.description)
    }
    let checked = CheckedWorkflow(definition, agents: agents)
    guard let program = checked.program else {
      return SyncReport.Entry(file.path, .workflow, .invalid, report: checked.report)
    }
    let id = program.workflow
    if let owner = owners[id] {
      return SyncReport.Entry(
        file.path, .workflow, .invalid, id: id.rawValue, message: "\(owner) has the id '\(id)' already")
    }
    owners[id] = file.path
    return try take(program, checked, definition, from: file)
  }

  private func take(
    _ program: Program, _ checked: CheckedWorkflow, _ definition: DefinitionText, from file: SyncFolder.File
  ) throws -> SyncReport.Entry {
    let stored = try pass.installation.storage.read { store in
      let tenant = pass.identity.tenant
      return (
        try store.workflow(program.workflow, tenant: tenant),
        try store.revision(of: program.workflow, tenant: tenant, number: nil)
      )
    }
    let state = Published(workflow: stored.0, newest: stored.1, source: pass.sources[file.path])
    var entry = SyncReport.Entry(
      file.path, .workflow, state.outcome(of: checked.hash), id: program.workflow.rawValue,
      revision: state.newest?.number, report: checked.report)
    guard entry.outcome != .overridden else {
      entry.message =
        "revision \(state.newest?.number ?? 0) was published otherwise since; "
        + "`escapement publish \(file.location)` takes the file's"
      return entry
    }
    let content = RevisionContent(
      definition, checked, program, by: pass.identity, at: pass.now, note: SyncPass.mark + file.path)
    var publication = try Publication(content, of: program, in: pass.installation, by: pass.identity)
    try pass.write { store in
      entry.revision = try write(&publication, state, from: file, to: store) ?? entry.revision
    }
    return entry
  }

  /// - Returns: the newest revision's number.
  private func write(
    _ publication: inout Publication, _ state: Published, from file: SyncFolder.File, to store: any StorageWriter
  ) throws -> Int? {
    let content = publication.content
    let outcome = try publication.write(expected: state.newest?.number ?? 0, to: store)
    if state.mustBeEnabled {
      _ = try store.setWorkflow(content.workflow, tenant: content.tenant, enabled: true, at: pass.now)
    }
    try store.upsertSource(pass.source(file, target: content.workflow.rawValue, text: content.source))
    switch outcome {
    case .published(let number), .unchanged(let number): return number
    case .conflict(let newest):
      throw OperationError(.conflict, "revision \(newest) of '\(content.workflow)' was published meanwhile; sync again")
    }
  }

  private func disable(_ source: SyncedSource) throws -> [SyncReport.Entry] {
    let id = WorkflowID(rawValue: source.target)
    let newest = try pass.installation.storage.read {
      try $0.revision(of: id, tenant: source.tenant, number: nil)
    }
    // Renamed, or published otherwise since: the file had no say any more.
    let isOfFile = owners[id] == nil && newest.map { $0.content.publishedAt <= source.syncedAt } ?? false
    try pass.write { store in
      if isOfFile { _ = try store.setWorkflow(id, tenant: source.tenant, enabled: false, at: pass.now) }
      try store.deleteSource(path: source.path, tenant: source.tenant)
    }
    guard isOfFile else { return [] }
    return [SyncReport.Entry(source.path, .workflow, .disabled, id: source.target, message: "the file is gone")]
  }
}

/// What the store has of a file's workflow.
private struct Published {
  var workflow: Workflow?
  var newest: Revision?
  var source: SyncedSource?

  func outcome(of hash: String) -> SyncReport.Outcome {
    guard let newest, workflow != nil else { return .created }
    if newest.content.hash == hash { return mustBeEnabled ? .updated : .unchanged }
    return isOfFile(newest) ? .updated : .overridden
  }

  /// The file vanished before and is back. A workflow that a person switched off stays off.
  var mustBeEnabled: Bool {
    guard let workflow, let newest else { return false }
    return !workflow.isEnabled && source == nil && isOfFile(newest)
  }

  private func isOfFile(_ newest: Revision) -> Bool {
    if let source { return newest.content.publishedAt <= source.syncedAt }
    return newest.content.note?.hasPrefix(SyncPass.mark) ?? false
  }
}

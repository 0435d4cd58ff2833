import Documents
import Engine
import Store

/// Agents' files.
struct AgentSync {
  private let pass: SyncPass
  /// The agents as they are after the pass, also after a dry one.
  private var present: [AgentID: AgentDefinition] = [:]
  private var owners: [AgentID: String] = [:]

  init(_ pass: SyncPass) { self.pass = pass }

  mutating func run() throws -> [SyncReport.Entry] {
    present = try current()
    let files = try pass.folder.files(.agent)
    var entries = try files.map { try entry(for: $0) }
    for source in pass.vanished(.agent, files: files) { entries += try disable(source) }
    return entries
  }

  /// What workflows are checked against.
  func catalog() throws -> AgentCatalog { AgentCatalog(Array(present.values)) }

  private func current() throws -> [AgentID: AgentDefinition] {
    let catalog = try pass.installation.agentCatalog(of: pass.identity.tenant)
    return Dictionary(uniqueKeysWithValues: catalog.names.compactMap { name in catalog.agent(name).map { (name, $0) } })
  }

  private mutating func entry(for file: SyncFolder.File) throws -> SyncReport.Entry {
    guard !file.path.hasSuffix(".prompt") else {
      return SyncReport.Entry(
        file.path, .agent, .invalid, message: "model agents (*.prompt) aren't part of this version; use a command agent"
      )
    }
    let text: String
    do { text = try HostFile.readText(file.location, limit: pass.installation.configuration.limits.bodyBytes) } catch {
      return SyncReport.Entry(file.path, .agent, .invalid, message: error.description)
    }
    return try entry(for: file, text: text)
  }

  private mutating func entry(for file: SyncFolder.File, text: String) throws -> SyncReport.Entry {
    let (stem, format) = DefinitionFile.split(file.path.split(separator: "/").last.map(String.init) ?? file.path)
    let checked = CheckedAgent(DefinitionText(text, named: file.path, fallbackID: stem, format: format))
    guard let agent = checked.agent else {
      return SyncReport.Entry(file.path, .agent, .invalid, report: checked.report)
    }
    if let owner = owners[agent.id] {
      return SyncReport.Entry(
        file.path, .agent, .invalid, id: agent.id.rawValue, message: "\(owner) has the id '\(agent.id)' already")
    }
    owners[agent.id] = file.path
    return try take(agent, checked, from: file, text: text)
  }

  private mutating func take(
    _ agent: AgentDefinition, _ checked: CheckedAgent, from file: SyncFolder.File, text: String
  ) throws -> SyncReport.Entry {
    let stored = try pass.installation.storage.read { try $0.agent(agent.id, tenant: pass.identity.tenant) }
    let outcome = self.outcome(of: agent, stored, pass.sources[file.path])
    var entry = SyncReport.Entry(file.path, .agent, outcome, id: agent.id.rawValue, report: checked.report)
    guard outcome != .overridden else {
      entry.message = "'\(agent.id)' was changed otherwise since; remove that agent to take the file's"
      return entry
    }
    present[agent.id] = agent
    let source = pass.source(file, target: agent.id.rawValue, text: text)
    try pass.write { store in
      if outcome != .unchanged { try store.upsertAgent(row(agent, checked, text)) }
      try store.upsertSource(source)
    }
    return entry
  }

  private func outcome(
    of agent: AgentDefinition, _ stored: StoredAgent?, _ source: SyncedSource?
  ) -> SyncReport.Outcome {
    guard let stored else { return .created }
    if stored.hash == agent.hash { return stored.isEnabled ? .unchanged : .updated }
    guard stored.isEnabled else { return .updated }
    // Only what runs a program comes from files alone; whatever else is there may have been published by somebody.
    let isOfFile = source.map { stored.updatedAt <= $0.syncedAt } ?? (stored.kind == "command")
    return isOfFile ? .updated : .overridden
  }

  private func row(_ agent: AgentDefinition, _ checked: CheckedAgent, _ text: String) -> StoredAgent {
    StoredAgent(
      tenant: pass.identity.tenant, id: agent.id, kind: agent.kind.name, hash: agent.hash, source: text,
      format: checked.format.rawValue, version: agent.version, description: agent.description, updatedAt: pass.now,
      updatedBy: pass.identity.actor)
  }

  private mutating func disable(_ source: SyncedSource) throws -> [SyncReport.Entry] {
    let id = AgentID(rawValue: source.target)
    guard owners[id] == nil else {
      // The file was renamed: another one has its agent now.
      try pass.write { try $0.deleteSource(path: source.path, tenant: source.tenant) }
      return []
    }
    present[id] = nil
    try pass.write { store in
      try store.disableAgent(id, tenant: source.tenant, at: pass.now)
      try store.deleteSource(path: source.path, tenant: source.tenant)
    }
    return [SyncReport.Entry(source.path, .agent, .disabled, id: source.target, message: "the file is gone")]
  }
}

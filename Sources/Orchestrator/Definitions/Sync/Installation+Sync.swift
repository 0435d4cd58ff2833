import Digest
import Engine
import Store

extension Installation {
  /// Brings what was published in line with the files in `agents/` and `workflows/`: agents first, since workflows are
  /// checked against them. A file with errors is reported and the next one is looked at.
  ///
  /// - Parameter folder: where to look instead of the data directory.
  /// - Parameter isDryRun: says what would happen, and writes nothing.
  public func sync(from folder: String? = nil, isDryRun: Bool = false, by identity: Identity) throws -> SyncReport {
    try identity.require(.publishWorkflow)
    try identity.require(.publishAgent)
    if !isDryRun { try storage.write { try $0.ensureTenant(identity.tenant, at: clock.now()) } }
    let pass = try SyncPass(self, SyncFolder(folder, in: directory), identity, isDryRun: isDryRun)
    var report = SyncReport(isDryRun: isDryRun)
    var agents = AgentSync(pass)
    report.entries += try agents.run()
    var workflows = WorkflowSync(pass, agents: try agents.catalog())
    report.entries += try workflows.run()
    return report
  }
}

/// What both kinds of files need.
struct SyncPass {
  let installation: Installation
  let folder: SyncFolder
  let identity: Identity
  let isDryRun: Bool
  /// What earlier passes saw, by path.
  let sources: [String: SyncedSource]
  let now: Instant

  init(_ installation: Installation, _ folder: SyncFolder, _ identity: Identity, isDryRun: Bool) throws {
    self.installation = installation
    self.folder = folder
    self.identity = identity
    self.isDryRun = isDryRun
    let sources = try installation.storage.read { try $0.sources(tenant: identity.tenant) }
    self.sources = Dictionary(sources.map { ($0.path, $0) }, uniquingKeysWith: { _, last in last })
    self.now = installation.clock.now()
  }

  /// Runs in a transaction, unless this is a dry run.
  func write(_ body: (any StorageWriter) throws -> Void) throws {
    if !isDryRun { try installation.storage.write(body) }
  }

  func source(_ file: SyncFolder.File, target: String, text: String) -> SyncedSource {
    SyncedSource(
      tenant: identity.tenant, path: file.path, kind: file.kind, target: target, hash: sha256Hex(text), syncedAt: now)
  }

  /// What was synced from this folder and has no file any more.
  func vanished(_ kind: SyncedSource.Kind, files: [SyncFolder.File]) -> [SyncedSource] {
    let present = Set(files.map(\.path))
    return sources.values
      .filter { $0.kind == kind && folder.contains($0.path, kind) && !present.contains($0.path) }
      .sorted { $0.path < $1.path }
  }

  /// How revisions and agents that came from a file are marked, so that a file that moved or came back is known again.
  static let mark = "synced from "
}

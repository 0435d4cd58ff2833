import Engine
import Orchestrator

/// Checks files as the installation would; where there is none, with the agents that lie beside them, or alone.
struct DefinitionChecker {
  private let installation: Installation?
  private let identity: Identity

  /// - Throws: when a data directory was named and can't be used. One that just isn't there means "check alone".
  init(_ options: InstallationOptions) throws {
    identity = options.identity
    do { installation = try options.open() } catch let error as StartupError {
      guard error.kind == .noDataDirectory, options.data == nil else { throw error }
      installation = nil
    }
  }

  func report(on file: String) -> CheckReport {
    do {
      let definition = try DefinitionText(file: file)
      guard !definition.isAgent else { return definition.checkedAsAgent() }
      if let installation { return try installation.check(definition, for: identity) }
      let folder = try DefinitionFolder(file)
      return folder.hasAgents ? try folder.check(file).report : definition.checkedAlone()
    } catch {
      return CheckReport(file: file, issues: [CheckIssue(.syntax, message: "\(error)")])
    }
  }
}

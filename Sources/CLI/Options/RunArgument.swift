import Engine
import Orchestrator
import Store

/// A run on the command line: its id, or `last`.
enum RunArgument {
  static let help = "The run's id, or `last` for the newest run."

  static func run(_ text: String, in installation: Installation, for identity: Identity) throws -> Run {
    try installation.storage.read { store in
      if text == "last" {
        let newest = try store.runs(RunFilter(tenant: identity.tenant), page: PageRequest(limit: 1)).items.first
        guard let newest, let run = try store.run(newest.id, tenant: identity.tenant) else {
          throw OperationError(.notFound, "there are no runs yet; start one with `escapement run WORKFLOW`")
        }
        return run
      }
      guard let run = try store.run(RunID(text.lowercased()), tenant: identity.tenant) else {
        throw OperationError(.notFound, "there is no run \(text); `escapement runs` lists them")
      }
      return run
    }
  }
}

import Engine
import Orchestrator
import Store

/// What people call a run's steps.
struct StepPaths {
  private var paths: [StepID: String] = [:]

  init() {}

  init(of run: RunID, in installation: Installation) throws {
    let steps = try installation.storage.read { store in try Everything.of { try store.steps(of: run, page: $0) } }
    paths = Dictionary(steps.map { ($0.id, $0.path) }, uniquingKeysWith: { first, _ in first })
  }

  subscript(id: StepID) -> String { paths[id] ?? id.rawValue }
}
